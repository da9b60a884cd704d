import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle';
import type { Context, Measurement, Size } from './context';
import { expectFindings } from './expect';
import type { Layout } from './fixtures';
import type { FloorFigures } from './floor-run';
import { runNode } from './processes';
import { type Server, startSession } from './session';
import type { TextFile } from './text-file';

/** Open to first findings, beside what copying, parsing and validating the same text take. */
export const measureOpen: Measurement = {
  name: 'open',
  title: 'open to first problems',
  series: ['open', 'reopen'],
  async run(context) {
    const floor = await bundle('floor-run', context.folder);
    for (const size of context.sizes) {
      const rounds = context.rounds(size.bytes > 20 * 2 ** 20 ? 5 : 7);
      await openFixture(context, size, 'array', rounds, floor);
      if (size.bytes >= 10 * 2 ** 20) await openFixture(context, size, 'lines', rounds, floor);
    }
  },
};

async function openFixture(
  context: Context,
  size: Size,
  layout: Layout,
  rounds: number,
  floor: string,
): Promise<void> {
  const { figures, servers, say, folder, workspace } = context;
  const { ours, pull, push, bare } = servers;
  const file = context.file(size, layout);
  const name = layout === 'lines' ? `${size.name} JSON Lines` : size.name;
  const path = join(folder, 'floor-text');
  writeFileSync(path, file.text);
  say(`open ${name}: ${rounds} rounds`);
  for (let round = 0; round < rounds; round++) {
    await openWith(ours);
    // JSON Lines are no JSON: the built-in server reports one error and stops.
    if (layout !== 'lines') {
      await openWith(pull);
      await openWith(push);
    }
    await openBare(context, bare, file, name);
    const { stdout } = await runNode([floor, path, layout]);
    const { copy, parse, parseAndValidate, invalid } = JSON.parse(stdout) as FloorFigures;
    if (invalid !== file.invalid.length) throw new Error(`Ajv found ${invalid} invalid records in ${name}.`);
    for (const [who, samples] of Object.entries({
      copy,
      'JSON.parse': parse,
      'JSON.parse + Ajv': parseAndValidate,
    })) {
      figures.add('open', name, who, samples[0] as number);
      figures.add('reopen', name, who, samples[1] as number);
    }
  }

  /** A process of its own each time: the first opening is the one that a person waits for. */
  async function openWith(server: Server): Promise<void> {
    const session = await startSession(server, workspace);
    for (const what of ['open', 'reopen']) {
      const { milliseconds, millisecondsToFirst, content } = await session.open(file);
      expectFindings(server, file, content);
      figures.add(what, name, server.title, millisecondsToFirst);
      if (server === ours) figures.add(what, name, 'ours, all problems', milliseconds);
      // On closing, the built-in server sends an empty list that says neither its version nor its reason.
      if (server === push) break;
      session.close(file);
    }
    await session.end();
  }
}

/** What it takes to get a text to a server at all. */
async function openBare({ figures, workspace }: Context, server: Server, file: TextFile, name: string) {
  const session = await startSession(server, workspace);
  for (const what of ['open', 'reopen']) {
    figures.add(what, name, server.title, (await session.open(file)).milliseconds);
    session.close(file);
  }
  await session.end();
}
