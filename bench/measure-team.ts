import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { teamSeries } from './comparisons';
import { type Context, inTurn, type Measurement, type Size, validRecordAt } from './context';
import { expectFindings, withOneMore } from './expect';
import { makeFixture } from './fixtures';
import { memoryOf } from './memory';
import { type Change, startSession } from './session';
import { addTeamFields, teamProjectFile } from './team-fields';
import { type TextFile, textFile } from './text-file';

/** How often each kind of key is pressed in a round, without those that only warm up. */
const STROKES = 10;
const WARM_UP = 10;

/** What a team pays for what it states of records, beside a text of the same size of which nothing is stated. */
export const measureTeam: Measurement = {
  name: 'team',
  title: "a team's fields",
  series: teamSeries.map((what) => `team, ${what}`),
  async run(context) {
    const folder = join(context.folder, 'team');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.interaction-data.json'), JSON.stringify(teamProjectFile));
    for (const size of context.sizes.filter(({ bytes }) => bytes >= 10 * 2 ** 20)) {
      const name = `${size.name.replace(' ', '')}-team.phonecalls.json`;
      const file = textFile(
        name,
        'array',
        makeFixture(size.bytes, 'array', { addMore: addTeamFields }),
        size.name,
      );
      const both = [
        // In a folder without files: those of other measurements are records that these are compared with.
        ['without', { file: context.file(size, 'array'), folder: context.workspace }],
        // Where what the team states did not count, its fields would be unknown ones.
        ['with', { file, folder }],
      ] as const;
      const rounds = context.rounds(6);
      context.say(`a team's fields at ${size.name}: ${rounds} rounds`);
      for (let round = 0; round < rounds; round++) {
        for (const [who, opened] of inTurn(both, round)) await use(context, size, who, opened);
      }
    }
  },
};

/** A session in a process of its own: opening, keystrokes, and the memory of all that. */
async function use(
  { servers: { ours }, figures }: Context,
  size: Size,
  who: 'with' | 'without',
  { file, folder }: { readonly file: TextFile; readonly folder: string },
): Promise<void> {
  const session = await startSession(ours, folder);
  const { milliseconds, millisecondsToFirst, content } = await session.open(file);
  expectFindings(ours, file, content);
  figures.add('team, first problems', size.name, who, millisecondsToFirst);
  figures.add('team, all problems', size.name, who, milliseconds);

  const spoilt = validRecordAt(file, 1 / 4);
  const withSpoilt = withOneMore(file.invalid, { record: spoilt, rule: 'invalid-value' });
  const status = file.fieldValue(spoilt, 'status');
  const subject = file.fieldValue(validRecordAt(file, 1 / 2), 'subject') + 1;
  for (let stroke = -WARM_UP; stroke < STROKES; stroke++) {
    for (const [digit, expected] of [
      ['9', withSpoilt],
      ['3', file.invalid],
    ] as const) {
      const changed = await session.change(file, replaced(file, status, 1, digit));
      expectFindings(ours, file, changed.content, expected);
      if (stroke >= 0) figures.add('team, problems change', size.name, who, changed.milliseconds);
    }
    for (const [length, letter] of [
      [0, 'x'],
      [1, ''],
    ] as const) {
      const change = replaced(file, subject, length, letter);
      const stayed = await session.changeSilently(file, change, file.positionOf(subject));
      if (!stayed.content) throw new Error(`${file.name}: the answer to hover is empty.`);
      if (stroke >= 0) figures.add('team, problems stay', size.name, who, stayed.milliseconds);
    }
  }
  const memory = memoryOf(session.client.pid);
  if (memory) figures.add('team, memory peak', size.name, who, memory.peak);
  await session.end();
}

function replaced({ positionOf }: TextFile, offset: number, length: number, text: string): Change {
  return { range: { start: positionOf(offset), end: positionOf(offset + length) }, text };
}
