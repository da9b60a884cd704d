import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { FileReport, HowToCheck } from '../../server/cli/check-text';
import { largeFile } from '../../server/cli/files/large-file';
import type { HowToLook } from '../../server/cli/parts/large-check';
import { startProgress } from '../../server/cli/parts/progress';
import { usualBlocks } from '../../server/cli/parts/read-parts';
import { type FileOfRun, runOfFiles } from '../../server/cli/run-of-files';
import type { DocumentForm } from '../../server/document/form';
import { phoneCall } from '../../server/spec/phone-call';
import { buildProgram, type Program } from '../support/program';
import { rightRecord } from '../support/right-record';
import { recordLine, recordText, withOtherId } from '../support/texts';

/* Files of which several threads read ranges: what is told of them is what is found in the whole text. */

const folder = mkdtempSync(join(tmpdir(), 'interaction-data-ranges-'));
const path = join(folder, 'a');

after(() => rmSync(folder, { recursive: true, force: true }));

const whole: HowToLook = { blocks: usualBlocks, jobs: 1, ranges: { least: Infinity, bytes: Infinity } };

/** All that a report tells of a file, as it is found in one text, or in ranges of so many bytes. */
async function told(
  text: string,
  form: DocumentForm,
  ranges?: HowToLook['ranges'],
  { endsAt = Infinity, jobs = 1 } = {},
): Promise<unknown> {
  writeFileSync(path, text);
  const how: HowToCheck = {
    form: { form, isSaid: false },
    type: phoneCall,
    rules: {},
    entries: undefined,
    most: 1000,
    onlyErrors: false,
    endsAt,
  };
  const file: FileOfRun = {
    path,
    folder,
    shownPath: 'a',
    how,
    read: () =>
      ranges ? largeFile(() => openSync(path, 'r'), path) : new Uint8Array(Buffer.from(`${text}\0`)),
    isLasting: true,
  };
  const blocks = { blockBytes: 64, windowBytes: 64 };
  const run = runOfFiles(
    1,
    false,
    startProgress(1, () => undefined),
    ranges ? { blocks, jobs, ranges } : whole,
  );
  await run.look(file);
  return known(run.report(file));
}

function known(report: FileReport): unknown {
  const { records, counts, listed, omitted, isEnded, positionOf, bytesBefore } = report;
  const findings = [...report.findings].map(({ related, pointer, anchor, recordName, fixes, ...one }) => ({
    ...one,
    at: positionOf(one.start),
    before: bytesBefore(one.start),
    related: related.map(({ start, end, message }) => ({ start, end, message })),
    pointer: pointer(),
    anchor: anchor(),
  }));
  return { records, counts: { ...counts }, listed: { ...listed }, omitted, isEnded, findings };
}

const right = fc
  .nat({ max: 30 })
  .map((number) => withOtherId(recordLine({ text: '"Rückruf"' }), String(number).padStart(2, '0')));
const wrong = fc.constantFrom(
  recordLine({ status: '"3"' }),
  recordLine({ parent_id: '"NOWHERE000000001"' }),
  recordLine({ subject: '"😀", "subject": 1' }),
  recordLine().slice(0, -9),
  recordText({ status: '9' }).trimEnd(),
  `{"data": [${recordLine()},\n{}]}`,
  '<<<<<<< HEAD',
  '=======',
  '>>>>>>> other',
  'prose',
  '',
);
const lines = fc.array(fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: wrong }), {
  minLength: 2,
  maxLength: 14,
});

test('what is found in ranges is what is found in the whole text, and at the same places', async () => {
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.constantFrom('\n', '\r\n', ',\n  ', ',\n', ', '),
      fc.boolean(),
      fc.constantFrom(1, 300, 1000, 3000),
      async (records, between, isMarked, bytes) => {
        const isList = between.startsWith(',');
        const joined = records.join(between);
        const text = (isMarked ? '\ufeff' : '') + (isList ? `[${between.slice(1)}${joined}\n]\n` : joined);
        const form = isList ? 'json' : 'lines';
        assert.deepEqual(await told(text, form, { least: 0, bytes }), await told(text, form));
      },
    ),
    { numRuns: 120 },
  );
});

test('reading ends with the record that has the last error wanted, wherever ranges begin', async () => {
  const errors = [3, 4, 7, 11];
  const text = Array.from({ length: 14 }, (_, number) =>
    withOtherId(recordLine(errors.includes(number) ? { status: '"3"' } : {}), String(number)),
  ).join('\n');
  for (const bytes of [300, 1000, Infinity])
    for (const [at, error] of errors.entries()) {
      const found = (await told(text, 'lines', { least: 0, bytes }, { endsAt: at + 1 })) as {
        records: number;
        counts: { error: number };
        isEnded: boolean;
      };
      assert.deepEqual(
        [found.records, found.counts.error, found.isEnded],
        [error + 1, at + 1, true],
        `${bytes}`,
      );
    }
});

describe('the program', () => {
  let program: Program;
  const padding = 'x'.repeat(550);
  // With lines of this length more than is left to one thread.
  const RECORDS = 45_000;
  const text = Array.from({ length: RECORDS }, (_, record) => {
    const fields = { ...rightRecord, interaction_id: idOf(record), text: padding };
    // Some in each range; they have the identities of others, or name them, near and far.
    if (record % 3001 === 0) return JSON.stringify({ ...fields, subject: 4711 });
    if (record % 4001 === 7) return JSON.stringify({ ...fields, interaction_id: idOf(record % 11) });
    if (record % 5003 === 9) return JSON.stringify({ ...fields, parent_id: idOf(RECORDS - record) });
    return JSON.stringify(fields, null, record % 7001 === 4005 ? 2 : 0);
  }).join('\r\n');
  let folder: string;

  before(async () => {
    program = await buildProgram();
    folder = program.folder({ 'a.phonecalls.jsonl': text });
  });

  after(() => program.remove());

  function idOf(record: number): string {
    return String(record).padStart(16, '0');
  }

  /** How it is run: threads that it starts die at once if `DIES` is set. */
  const environment = { NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'threads.cjs'))}` };

  function checked(jobs: number, more = {}) {
    const words = ['check', 'a.phonecalls.jsonl', '--jobs', `${jobs}`, '--output', 'a.json'];
    const result = program.run(words, { environment: { ...environment, ...more } });
    return { ...result, json: readFileSync(join(folder, 'a.json'), 'utf8') };
  }

  /** How many threads were started, of which each took a range. */
  function started(inFolder: string): number {
    const path = join(inFolder, 'started');
    return existsSync(path) ? readFileSync(path, 'utf8').length : 0;
  }

  test('says the same with one thread, with two, and where those that it starts die', () => {
    assert.ok(text.length > 1 << 25);
    const one = checked(1);
    assert.equal(started(folder), 0);
    assert.match(one.stdout, /^a\.phonecalls\.jsonl:3002:\d+ error wrong-type /m);
    assert.equal(one.stdout.match(/ error wrong-type /g)?.length, Math.ceil(RECORDS / 3001));
    const others = Math.ceil((RECORDS - 7) / 4001) - 1;
    assert.equal(one.stdout.match(/ error duplicate-interaction-id /g)?.length, 2 * others);
    assert.deepEqual(checked(2), one);
    assert.equal(started(folder), 1);
    assert.deepEqual(checked(3, { DIES: '1' }), one);
    assert.equal(started(folder), 3);
  });

  test('starts no thread for files that are small', () => {
    const small = Array.from({ length: 20 }, (_, number) => [`${number}.phonecall.json`, recordText()]);
    const large = { 'a.phonecalls.jsonl': text.slice(0, 18_000_000) };
    const inFolder = program.folder({ ...Object.fromEntries(small), ...large });
    assert.match(program.run(['check', '.', '--jobs', '4'], { environment }).stdout, /in 21 files/);
    assert.equal(started(inFolder), 0);
  });
});
