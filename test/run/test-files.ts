// Runs the test files that are its arguments, in their order, with Node's own runner, tells which of them took longest,
// and sends its parent the counts.
// `node --test` would sort them by name.
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const counts: Record<string, number> = {};
// By itself Node leaves one core alone.
const results = run({ files: process.argv.slice(2), concurrency: availableParallelism() });
// The runner's closing lines, such as `pass 12`, come last.
results.on('test:diagnostic', ({ message }) => {
  const [, name, count] = /^(\w+) (\d+)$/.exec(message) ?? [];
  if (name !== undefined) counts[name] = Number(count);
});
/** By file the milliseconds that its tests took, without the start of its process. */
const durations = new Map<string, number>();
const note = ({ nesting, file, details }: TestEnd) => {
  if (nesting === 0 && file) durations.set(file, (durations.get(file) ?? 0) + details.duration_ms);
};
results.on('test:pass', note).on('test:fail', note);
results.once('end', () => {
  const longest = [...durations].sort(([, one], [, other]) => other - one).slice(0, 12);
  for (const [file, duration] of longest) console.log(`${Math.round(duration / 1000)} s ${basename(file)}`);
  process.send?.(counts);
});
results.compose(new spec()).pipe(process.stdout);

interface TestEnd {
  readonly nesting: number;
  readonly file?: string;
  readonly details: { readonly duration_ms: number };
}
