import type { Context, Measurement } from './context';
import { measureCore } from './core';
import type { Layout } from './fixtures';

/** The core in a process of its own: one linear pass, and the memory that records cost. */
export const measureCoreFigures: Measurement = {
  name: 'core',
  title: 'the core alone',
  series: ['one pass', 'one edit', 'heap per byte'],
  async run(context) {
    for (const size of context.sizes.filter(({ bytes }) => bytes >= 10 * 2 ** 20)) {
      for (const layout of LAYOUTS) await inProcess(context, size.bytes, size.name, layout);
    }
  },
};

const LAYOUTS: readonly Layout[] = ['array', 'minified', 'lines'];

async function inProcess(
  { folder, figures, rounds, say }: Context,
  bytes: number,
  size: string,
  layout: Layout,
): Promise<void> {
  say(`the core at ${size}, ${layout}`);
  const made = await measureCore(folder, {
    megabytes: bytes / 2 ** 20,
    layout,
    rounds: rounds(5),
    edits: rounds(200),
  });
  if (made.findings !== made.expectedFindings) {
    throw new Error(
      `The core found ${made.findings} instead of ${made.expectedFindings} in ${size} ${layout}.`,
    );
  }
  for (const [round, time] of made.settle.entries()) {
    figures.add('one pass', size, layout, time + (made.check[round] ?? 0));
  }
  for (const time of made.letter) figures.add('one edit', size, layout, time);
  figures.add('heap per byte', size, layout, made.overheadPerByte);
}
