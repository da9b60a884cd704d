import { jsonReporter } from './json';
import type { Reporter } from './reporter';
import { textReporter } from './text';

/** All reporters by the names that `--format` takes; the first one is for who says nothing. */
export const reporters: ReadonlyMap<string, Reporter> = new Map([
  ['text', textReporter],
  ['json', jsonReporter],
]);
