import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startProgress } from '../../server/cli/parts/progress';
import { buildProgram, type Program, type Result } from '../support/program';
import { rightRecord } from '../support/right-record';

/* Files that are read part by part, as a user runs the program on them. */

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

/** More than is read at once. */
const RECORDS = 90_000;

/** The records with something to find, by their numbers. */
const special: Readonly<Record<number, object>> = {
  7: { status: '3' },
  40000: { interaction_id: idOf(10), text: 'Rückruf 😀' },
  50000: { parent_id: idOf(50_000) },
  60000: { parent_id: 'OFASMALLFILE0001' },
  60001: { parent_id: 'NOWHERE000000001' },
  79999: { subject: 4711 },
};

const expected = [
  ['wrong-type', 7, 'status'],
  ['duplicate-interaction-id', 10, 'interaction_id'],
  ['duplicate-interaction-id', 40_000, 'interaction_id'],
  ['self-parent', 50_000, 'parent_id'],
  ['unresolved-parent', 60_001, 'parent_id'],
  ['wrong-type', 79_999, 'subject'],
] as const;

function idOf(record: number): string {
  return String(record).padStart(16, '0');
}

const lines = Array.from({ length: RECORDS }, (_, record) =>
  JSON.stringify({ ...rightRecord, interaction_id: idOf(record), ...special[record] }),
);
const small = JSON.stringify([
  { ...rightRecord, interaction_id: 'OFASMALLFILE0001' },
  { ...rightRecord, interaction_id: 'OFASMALLFILE0002', parent_id: idOf(70_000) },
]);

/** Where the findings have to be: the value of the field in its record. */
function placesIn(text: string, starts: readonly number[]): unknown {
  return expected.map(([rule, record, field]) => {
    const start = starts[record] as number;
    const value = JSON.stringify((JSON.parse(lines[record] as string) as Record<string, unknown>)[field]);
    const offset = text.indexOf(`"${field}":`, start) + field.length + 3;
    const before = text.slice(0, offset).split('\n');
    const character = before.at(-1)?.length;
    return { rule, record, offset, length: value.length, line: before.length - 1, character };
  });
}

/** A place in a report. */
interface Related {
  readonly path?: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

function foundBy({ stdout }: Result, path: string): unknown {
  const report = JSON.parse(stdout) as {
    files: {
      path: string;
      findings: { rule: string; record: number; offset: number; length: number; range: { start: object } }[];
    }[];
  };
  const file = report.files.find((one) => one.path === path);
  return file?.findings.map(({ rule, record, offset, length, range }) => ({
    rule,
    record,
    offset,
    length,
    ...range.start,
  }));
}

describe('a large file', () => {
  const text = `${lines.join('\n')}\n`;
  let at = 0;
  const starts = lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });

  test('of JSON Lines: all findings have their places, with those among the records of all files', () => {
    program.folder({ 'a.phonecalls.jsonl': text, 'b.phonecalls.json': small });
    const result = program.run(['check', '--format', 'json', '.']);
    assert.deepEqual(foundBy(result, 'a.phonecalls.jsonl'), placesIn(text, starts));
    assert.deepEqual(foundBy(result, 'b.phonecalls.json'), []);
    assert.equal(result.status, 1);
    assert.equal(result.stderr, '');
  });

  test('and another one, and a small one: what is found says where in all of them the others are', () => {
    const idsOf = (record: number) => (record === 300 ? idOf(200) : `1${idOf(record).slice(1)}`);
    const others = Array.from({ length: RECORDS }, (_, record) =>
      JSON.stringify({ ...rightRecord, interaction_id: idsOf(record) }),
    );
    program.folder({
      'a.phonecalls.jsonl': text,
      'b.phonecalls.json': JSON.stringify([{ ...rightRecord, interaction_id: idOf(400) }]),
      'c.phonecalls.json': `[\n${others.join(',\n')}\n]\n`,
    });
    const { files } = JSON.parse(program.run(['check', '--format', 'json', '.']).stdout) as {
      files: { path: string; findings: { rule: string; record: number; related: Related[] }[] }[];
    };
    const column = lines[0]?.indexOf('"0') ?? 0;
    const twins = files.flatMap(({ path, findings }) =>
      findings
        .filter(({ rule, related }) => rule === 'duplicate-interaction-id' && related.some((one) => one.path))
        .map(({ record, related }) => [
          [path, record],
          ...related.map((one) => [one.path, one.range.start.line, one.range.start.character]),
        ]),
    );
    assert.deepEqual(twins, [
      [
        ['a.phonecalls.jsonl', 200],
        ['c.phonecalls.json', 301, column],
      ],
      [
        ['a.phonecalls.jsonl', 400],
        ['b.phonecalls.json', 0, column + 1],
      ],
      [
        ['b.phonecalls.json', 0],
        ['a.phonecalls.jsonl', 400, column],
      ],
      [
        ['c.phonecalls.json', 300],
        ['a.phonecalls.jsonl', 200, column],
      ],
    ]);
  });

  test('of one array on one line: the same, with pointers into it', () => {
    const array = `[${lines.join(',')}]`;
    program.folder({ 'a.phonecalls.json': array, 'b.phonecalls.json': small });
    const result = program.run(['check', '--format', 'json', 'a.phonecalls.json', 'b.phonecalls.json']);
    assert.deepEqual(
      foundBy(result, 'a.phonecalls.json'),
      placesIn(
        array,
        starts.map((start) => start + 1),
      ),
    );
    assert.match(result.stdout, /"pointer":"\/79999\/subject"/);
  });

  test('of fewer and longer records: the same', () => {
    const picked = [...lines.keys()].filter((one) => one < 20_000 || one === 70_000 || one in special);
    const longStarts: number[] = [];
    const longer: string[] = [];
    let length = 0;
    for (const one of picked) {
      const line = `${lines[one]?.slice(0, -1)}${' '.repeat(800)}}\n`;
      longStarts[one] = length;
      length += line.length;
      longer.push(line);
    }
    program.folder({ 'a.phonecalls.jsonl': longer.join(''), 'b.phonecalls.json': small });
    const result = program.run(['check', '--format', 'json', '.']);
    const places = placesIn(longer.join(''), longStarts) as { record: number }[];
    assert.deepEqual(
      foundBy(result, 'a.phonecalls.jsonl'),
      places.map((place) => ({ ...place, record: picked.indexOf(place.record) })),
    );
    assert.deepEqual(foundBy(result, 'b.phonecalls.json'), []);
  });

  test('through a pipe, and shown to people', () => {
    program.folder({ 'b.phonecalls.json': small });
    const words = ['check', '-', 'b.phonecalls.json', '--stdin-filename', 'x.jsonl'];
    const result = program.run([...words, '--format', 'json'], { input: text });
    assert.deepEqual(foundBy(result, 'x.jsonl'), placesIn(text, starts));
    const { stdout } = program.run(words, { input: text });
    assert.match(stdout, /^x\.jsonl:40001:19 error duplicate-interaction-id Another record has this/m);
    assert.match(
      stdout,
      / {2}see x\.jsonl:11:19 The same ID is here\.\n {2}11 \| \{"interaction_id":"0{14}10"/,
    );
  });

  test('is checked no further once there are as many errors as were asked for', () => {
    program.folder({ 'a.phonecalls.jsonl': text });
    const result = program.run(['check', '--format', 'json', '--max-findings', '1', '.']);
    assert.match(result.stdout, /"rule":"wrong-type".*"ended":true\}/);
    assert.match(
      result.stderr,
      /a\.phonecalls\.jsonl was not checked to its end, nor were records among each/,
    );
    assert.equal(result.status, 1);
  });

  test('that is no UTF-8 is told with the line where it goes wrong', () => {
    const folder = program.folder({ 'b.phonecalls.json': small });
    const bytes = Buffer.from(text);
    bytes[(starts[70_000] as number) + 20] = 0xff;
    writeFileSync(join(folder, 'a.phonecalls.jsonl'), bytes);
    const { stdout, status } = program.run(['check', '--format', 'json', '.']);
    const { files, unreadable } = JSON.parse(stdout) as { files: { path: string }[]; unreadable: object[] };
    assert.deepEqual(
      files.map(({ path }) => path),
      ['b.phonecalls.json'],
    );
    const reason = 'is not UTF-8: byte 0xFF in line 70001 is wrong there; save it as UTF-8';
    assert.deepEqual(unreadable, [{ path: 'a.phonecalls.jsonl', reason }]);
    assert.equal(status, 2);
  });
});

test('long work says how far it is, and takes that away', () => {
  const written: string[] = [];
  let time = 0;
  const progress = startProgress(
    3,
    () => ({ write: (text) => void written.push(text), columns: 80 }),
    () => time,
  );
  progress.add(1e6, 0);
  assert.deepEqual(written, []);
  progress.endFile();
  time = 2000;
  progress.add(499e6, 1200);
  time = 2100;
  progress.add(1e6, 1200);
  progress.turnTo('Checking what remains');
  progress.add(1e6, 0);
  time = 2600;
  progress.add(99e6, 1);
  progress.end();
  assert.deepEqual(written, [
    '\rChecking: file 2 of 3, 500 MB, 250 MB/s, 1,200 problems\u001b[K',
    '\rChecking what remains: file 2 of 3, 100 MB, 200 MB/s, 1 problem\u001b[K',
    '\r\u001b[K',
  ]);
});
