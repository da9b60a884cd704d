import type { Diagnostic } from 'vscode-languageserver';
import { TimeLimitError } from './client';
import { type Context, type Measurement, validRecordAt } from './context';
import { expectFindings } from './expect';
import { type Expected, type Layout, makeFixture } from './fixtures';
import { type Change, type Server, type Session, startSession } from './session';
import { type TextFile, textFile } from './text-file';

/** Bytes that are pasted and deleted. */
const PASTED = 2 ** 20;

/** How long the built-in server gets for one edit, in milliseconds. */
const LIMIT = 60_000;

/** A paste and a delete of 1 MB, an unbalanced quote at the top and its undo, in the largest file. */
export const measureBigEdits: Measurement = {
  name: 'big-edits',
  title: 'a paste of 1 MB, a quote at the top of the largest file',
  series: ['big edit', 'wait, same file', 'wait, other file'],
  async run(context) {
    const { servers, largest, say } = context;
    for (const layout of ['array', 'minified', 'lines'] as const) {
      // They take milliseconds, of which only many have a steady median.
      const rounds = context.rounds(40);
      say(`big edits in ${largest.name}, ${layout}: ${rounds} rounds and one to warm up`);
      await editWith(context, servers.ours, layout, rounds, stepsOf);
      if (layout !== 'lines')
        await editWith(context, servers.ours, layout, context.rounds(12), () => bracketSteps);
    }
    const rounds = context.rounds(2);
    say(`big edits in ${largest.name}, array, built-in server: ${rounds} rounds`);
    await editWith(context, servers.pull, 'array', rounds, (file) => [...stepsOf(file), ...bracketSteps]);
  },
};

async function editWith(
  context: Context,
  server: Server,
  layout: Layout,
  rounds: number,
  stepsIn: (file: TextFile) => readonly Step[],
): Promise<void> {
  const { figures, workspace, largest } = context;
  const file = context.file(largest, layout);
  const other = textFile(
    'other.phonecalls.json',
    'array',
    makeFixture(20_000, 'array', { firstNumber: 2_000_000 }),
  );
  const session = await startSession(server, workspace);
  try {
    await session.open(other);
    expectFindings(server, file, (await session.open(file)).content);
    const steps = stepsIn(file);
    for (let round = server.isBuiltIn ? 1 : 0; round <= rounds; round++) {
      for (const { name, change, result } of steps) {
        const waits = askMeanwhile(session, file, other);
        const { milliseconds, content } = await session.change(file, change, LIMIT);
        const longest = await waits.end();
        if (result === 'unchanged') expectFindings(server, file, content);
        else if (result !== 'broken') expectPasted(server, file, content, result);
        if (round === 0) continue;
        const who = `${server.title}, ${layout}`;
        figures.add('big edit', name, who, milliseconds);
        figures.add('wait, same file', name, who, longest.same);
        figures.add('wait, other file', name, who, longest.other);
      }
    }
    await session.end();
  } catch (error) {
    if (!(error instanceof TimeLimitError) || !server.isBuiltIn) throw error;
    figures.note(
      `The built-in server did not finish a large edit within ${LIMIT / 1000} s (${error.message}).`,
    );
    await session.kill();
  }
}

/** What the whole file is read by comes and goes: nothing of it stands where it stood. */
const bracketSteps: readonly Step[] = [
  { name: 'bracket at the top deleted', change: { range: firstCharacter(1), text: '' }, result: 'broken' },
  { name: 'bracket typed again', change: { range: firstCharacter(0), text: '[' }, result: 'unchanged' },
];

function firstCharacter(length: number): Change['range'] {
  return { start: { line: 0, character: 0 }, end: { line: 0, character: length } };
}

interface Step {
  readonly name: string;
  readonly change: Change;
  /** What the text is once the step is done: the fixture, broken, or with other findings. */
  readonly result: 'unchanged' | 'broken' | readonly Expected[];
}

/** Each step is followed by its undoing, so that a round ends with the text that it began with. */
function stepsOf(file: TextFile): readonly Step[] {
  // A quarter into the file, where findings are among those that are sent.
  const record = validRecordAt(file, 1 / 4);
  const start = file.positionOf(file.startOf(record));
  const pasted = makeFixture(PASTED, file.layout, { seed: 3, firstNumber: 1_000_000 });
  const between = { array: ',\n  ', minified: ',', lines: '\n' }[file.layout];
  const first = pasted.starts[0] as number;
  const last = pasted.text.length - { array: '\n]\n', minified: ']', lines: '\n' }[file.layout].length;
  const text = pasted.text.slice(first, last) + between;
  const after = afterInsert(start, text);
  const expected = [
    ...file.invalid.filter((one) => one.record < record),
    ...pasted.invalid.map(({ record: of, rule }) => ({ record: record + of, rule })),
    ...file.invalid
      .filter((one) => one.record >= record)
      .map(({ record: of, rule }) => ({ record: of + pasted.records, rule })),
  ];
  // Before the first key of the first record, where it makes the key's own quote close a string.
  const top = file.positionOf(file.text.indexOf('"'));
  const afterTop = { line: top.line, character: top.character + 1 };
  return [
    { name: 'paste 1 MB', change: { range: { start, end: start }, text }, result: expected },
    { name: 'delete 1 MB', change: { range: { start, end: after }, text: '' }, result: 'unchanged' },
    { name: 'quote at the top', change: { range: { start: top, end: top }, text: '"' }, result: 'broken' },
    { name: 'its undo', change: { range: { start: top, end: afterTop }, text: '' }, result: 'unchanged' },
  ];
}

function afterInsert(
  { line, character }: { readonly line: number; readonly character: number },
  text: string,
) {
  const lines = text.split('\n');
  const lastLength = (lines.at(-1) as string).length;
  if (lines.length === 1) return { line, character: character + lastLength };
  return { line: line + lines.length - 1, character: lastLength };
}

/** The findings of a pasted text: the rules in their order, for the records have moved. */
function expectPasted(
  server: Server,
  file: TextFile,
  findings: readonly Diagnostic[],
  expected: readonly Expected[],
): void {
  // The built-in server has other codes, and several findings a record.
  if (server.isBuiltIn) return;
  const due = expected.slice(0, findings.length);
  const isRight =
    findings.length === Math.min(1000, expected.length) &&
    due.every(({ rule }, index) => findings[index]?.code === rule);
  if (!isRight) throw new Error(`${server.title}, ${file.name}: other problems than expected after a paste.`);
}

interface Waits {
  /** Stops asking, and gives the longest time that an answer took, in milliseconds. */
  readonly end: () => Promise<{ readonly same: number; readonly other: number }>;
}

/** Asks for hovers in the edited file and in another one, each as soon as the last was answered, until it is ended. */
function askMeanwhile(session: Session, file: TextFile, other: TextFile): Waits {
  let isEnding = false;
  const same = askOn(file);
  const elsewhere = askOn(other);
  return {
    async end() {
      isEnding = true;
      return { same: await same, other: await elsewhere };
    },
  };

  async function askOn(asked: TextFile): Promise<number> {
    const position = asked.positionOf(asked.fieldValue(1, 'status') - 4);
    let longest = 0;
    // The edit is sent in the same turn as the first question, and before it.
    await Promise.resolve();
    while (!isEnding) {
      const { milliseconds } = await session.ask(asked, 'textDocument/hover', { position });
      longest = Math.max(longest, milliseconds);
    }
    return longest;
  }
}
