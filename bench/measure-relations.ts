import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Diagnostic } from 'vscode-languageserver';
import { bundle } from './bundle';
import { type Context, inTurn, type Measurement, type Size, sizes, validRecordAt } from './context';
import { expectFindings } from './expect';
import type { Expected } from './fixtures';
import { makeRelatedFixture } from './related-records';
import { type Change, type Server, type Session, startSession } from './session';
import { type TextFile, textFile, wrongAboutOurs } from './text-file';

/** How often each kind of key is pressed in a round, without those that only warm up. */
const STROKES = 10;
const WARM_UP = 10;

/**
 * How long nothing is typed before a letter of an ID, in milliseconds. One server has told its problems by then, the other one
 * has none to tell: without a pause it alone would get its keys back to back.
 */
const PAUSE = 50;

/** What it costs to know records among each other: the server beside the same one without. */
export const measureRelations: Measurement = {
  name: 'relations',
  title: 'records among each other',
  series: ['relations'],
  async run(context) {
    const folder = join(context.folder, 'relations');
    mkdirSync(folder, { recursive: true });
    // Hints would not be among those that are told where there are many errors.
    writeFileSync(
      join(folder, '.interaction-data.json'),
      JSON.stringify({ rules: { 'unresolved-parent': 'error' } }),
    );
    const size = sizes.at(-1) as Size;
    const { fixture, together } = makeRelatedFixture(size.bytes);
    const file = textFile('related.phonecalls.json', 'array', fixture, size.name);
    const servers = [
      { who: 'with', server: await serverOf(context, 'with'), expected: together },
      { who: 'without', server: await serverOf(context, 'without'), expected: file.invalid },
    ] as const;
    const rounds = context.rounds(20);
    context.say(`records among each other at ${size.name}: ${rounds} rounds and one to warm up`);
    for (let round = 0; round <= rounds; round++)
      for (const { who, server, expected } of inTurn(servers, round))
        await use(server, file, expected, folder, (what, milliseconds) => {
          if (round > 0) context.figures.add('relations', what, who, milliseconds);
        });
  },
};

/** Both are bundled alike: one file each. */
async function serverOf({ folder }: Context, who: 'with' | 'without'): Promise<Server> {
  const instead = who === 'with' ? {} : { 'server/protocol/relations.ts': 'bench/no-relations.ts' };
  const path = await bundle(`server-${who}`, folder, { entry: 'server/hosts/node/main.ts', instead });
  return { title: `ours, ${who}`, command: [path, '--stdio'], pulls: false, isBuiltIn: false, finds: true };
}

/** A session in a process of its own: opening, and keystrokes. */
async function use(
  server: Server,
  file: TextFile,
  expected: readonly Expected[],
  folder: string,
  add: (what: string, milliseconds: number) => void,
): Promise<void> {
  const session = await startSession(server, folder);
  const all = nextFindings(session, (found) => wrongAboutOurs(file, found, expected) === undefined);
  const { at, milliseconds } = await session.open(file);
  add('opening', (await all).at - (at - milliseconds));

  const subject = file.fieldValue(validRecordAt(file, 1 / 2), 'subject') + 1;
  const place = file.positionOf(subject);
  const id = file.text.indexOf('",', file.fieldValue(0, 'interaction_id')) - 1;
  for (let stroke = -WARM_UP; stroke < STROKES; stroke++) {
    for (const [length, letter] of [
      [0, 'x'],
      [1, ''],
    ] as const) {
      const stayed = await session.changeSilently(file, replaced(file, subject, length, letter), place);
      if (stroke >= 0) add('a letter', stayed.milliseconds);
    }
  }
  for (let stroke = -WARM_UP; stroke < STROKES; stroke++) {
    for (const [letter, areLost] of [
      ['Z', true],
      [file.text[id] as string, false],
    ] as const) {
      const change = replaced(file, id, 1, letter);
      const told =
        server.title === 'ours, with'
          ? nextFindings(session, (found) => found.some(isLost) === areLost)
          : undefined;
      await pause(PAUSE);
      const asked = { position: place };
      const answered = await session.changeAndAsk(file, change, 'textDocument/hover', asked, told && 'tells');
      if (stroke >= 0) add('an ID', answered.milliseconds);
      if (!told) continue;
      const { content, at: toldAt } = await told;
      if (!areLost) expectFindings(server, file, content, expected);
      if (stroke >= 0) add('an ID, until told', toldAt - (answered.at - answered.milliseconds));
    }
  }
  await session.end();
}

function isLost({ code }: Diagnostic): boolean {
  return code === 'unresolved-parent';
}

async function nextFindings(session: Session, accepts: (found: readonly Diagnostic[]) => boolean) {
  const { content, at } = await session.client.next<{ readonly diagnostics: readonly Diagnostic[] }>(
    'textDocument/publishDiagnostics',
    ({ diagnostics }) => accepts(diagnostics),
  );
  return { content: content.diagnostics, at };
}

function replaced({ positionOf }: TextFile, offset: number, length: number, text: string): Change {
  return { range: { start: positionOf(offset), end: positionOf(offset + length) }, text };
}
