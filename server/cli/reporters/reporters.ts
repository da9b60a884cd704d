import { jsonReporter } from './json';
import type { Reporter } from './reporter';
import { textReporter } from './text';

/** A form of reports. */
export interface Format {
  readonly load: () => Promise<Reporter>;
  /** How names of files end that may hold such reports. */
  readonly endings?: readonly string[];
  /** What else is in the name of such a file, besides the format's own name. */
  readonly called?: RegExp;
}

/** Reporters for other programs: a bundle of its own, which the first one that is asked for loads. */
const forPrograms = () => import('./for-programs');

/** All formats by the names that `--format` takes; the first one is for who says nothing. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', { endings: ['.txt', '.log'], load: async () => textReporter }],
  ['json', { endings: ['.json'], load: async () => jsonReporter }],
  ['sarif', { endings: ['.sarif', '.json'], load: async () => (await forPrograms()).sarifReporter }],
  ['github', { endings: ['.txt', '.log'], load: async () => (await forPrograms()).githubReporter }],
  [
    'gitlab',
    {
      endings: ['.json'],
      // What GitLab's own templates call it.
      called: /^gl-code-?quality/,
      load: async () => (await forPrograms()).gitlabReporter,
    },
  ],
  ['junit', { endings: ['.xml'], load: async () => (await forPrograms()).junitReporter }],
  ['checkstyle', { endings: ['.xml'], load: async () => (await forPrograms()).checkstyleReporter }],
  ['rdjson', { endings: ['.rdjson', '.json'], load: async () => (await forPrograms()).rdjsonReporter }],
]);
