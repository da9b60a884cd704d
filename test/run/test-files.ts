// Runs the test files that are its arguments, in their order, with Node's own runner, and sends its parent the counts.
// `node --test` would sort them by name.
import { availableParallelism } from 'node:os';
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
results.once('end', () => process.send?.(counts));
results.compose(new spec()).pipe(process.stdout);
