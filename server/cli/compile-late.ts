/**
 * Has code run three times as long as usual before it is made fast, and then less of it at once. A command that ends after some
 * tenths of a second pays for each function that is made fast, in each of its threads, and mostly has no time to gain by it:
 * to check a thousand small files takes a quarter less of the processor, a gigabyte no more. It was measured with the engine of
 * Node 20; others are left as they are.
 */
export function compileLate(): void {
  if (!process.versions.v8.startsWith('11.')) return;
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  setFlagsFromString('--interrupt-budget=200000 --max-inlined-bytecode-size-cumulative=300');
}
