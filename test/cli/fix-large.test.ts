import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildProgram, type Program } from '../support/program';
import { rightRecord } from '../support/right-record';

/* Files that are fixed part by part, as a user runs the program on them. */

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const name = 'a.jsonl';
const RECORDS = 50_000;

/** What is wrong in some records, and cannot be mended in others. */
const wrong = new Set([0, 1, 40_000, RECORDS - 1]);
const unknown = new Set([40_001]);

function textOf(isMended: boolean): string {
  const lines = Array.from({ length: RECORDS }, (_, record) =>
    JSON.stringify({
      ...rightRecord,
      interaction_id: String(record).padStart(16, '0'),
      status: unknown.has(record) ? 77 : wrong.has(record) && !isMended ? '1' : 1,
      subject: `Rückruf 😀 ${'…'.repeat(100)}`,
    }),
  );
  // The last line has no end.
  return `\ufeff${lines.join('\r\n')}`;
}

const broken = textOf(false);
const mended = textOf(true);
const told = `${name}: fixed 4 problems; 1 error remains\nFixed 4 problems in 1 of 1 file; 1 remains.\n`;

function folderWith(text: string | Buffer = broken): string {
  return program.folder({ [name]: text });
}

/** Compared before they are shown: a difference of 20 MB is none to look at. */
function assertHolds(folder: string, text: string | Buffer): void {
  assert.ok(readFileSync(join(folder, name)).equals(Buffer.from(text)));
  assert.deepEqual(readdirSync(folder), [name]);
}

function fixWhile(folder: string, meanwhile: Readonly<Record<string, string>>) {
  return spawnSync(
    process.execPath,
    ['--require', join(__dirname, 'meanwhile.cjs'), program.bundle, 'fix', name],
    { cwd: folder, env: { ...process.env, ...meanwhile }, encoding: 'utf8' },
  );
}

describe('fix on a large file', () => {
  test('it replaces the file, which keeps its mode; and once more nothing is written', () => {
    assert.ok(Buffer.byteLength(broken) > 1 << 24);
    const folder = folderWith();
    chmodSync(join(folder, name), 0o640);
    const { status, stdout } = program.run(['fix', name]);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: told });
    assertHolds(folder, mended);
    const { ino, mode } = statSync(join(folder, name));
    assert.equal(mode & 0o777, 0o640);
    assert.match(program.run(['fix', name]).stdout, /^a\.jsonl: 1 error remains\nFixed 0 problems/);
    assert.equal(statSync(join(folder, name)).ino, ino);
  });

  test('--check shows what would change, and changes nothing', () => {
    const folder = folderWith();
    const { status, stdout } = program.run(['fix', '--check', '--format', 'json', name]);
    assert.equal(status, 1);
    const [file] = JSON.parse(stdout).files;
    assert.deepEqual(
      file.fixes.map(({ rule, record }: { rule: string; record: number }) => [rule, record]),
      [...wrong].map((record) => ['wrong-type', record]),
    );
    assert.deepEqual(
      file.remaining.map(({ record, range }: { record: number; range: { start: { line: number } } }) => [
        record,
        range.start.line,
      ]),
      [...unknown].map((record) => [record, record]),
    );
    assert.equal(file.records, RECORDS);
    const old = broken.slice(1).split('\n');
    const made = mended.slice(1).split('\n');
    const hunks: readonly (readonly [first: number, last: number])[] = [
      [0, 4],
      [39_997, 40_003],
      [RECORDS - 4, RECORDS - 1],
    ];
    const noEnd = '\n\\ No newline at end of file';
    const changed = (record: number, sign: string, lines: readonly string[]) =>
      `${sign}${lines[record]}${record === RECORDS - 1 ? noEnd : ''}`;
    const shown = hunks.flatMap(([first, last]) => [
      `@@ -${first + 1},${last - first + 1} +${first + 1},${last - first + 1} @@`,
      ...linesOf(first, last),
    ]);
    assert.equal(file.diff, [`--- a/${name}`, `+++ b/${name}`, ...shown, ''].join('\n'));
    assertHolds(folder, broken);

    function* linesOf(first: number, last: number): Generator<string> {
      for (let record = first; record <= last; record++) {
        const run = [record];
        while (wrong.has(record) && wrong.has(record + 1)) run.push(++record);
        if (!wrong.has(record)) yield ` ${old[record]}`;
        else
          for (const [sign, lines] of [['-', old] as const, ['+', made] as const])
            yield* run.map((one) => changed(one, sign, lines));
      }
    }
  });

  test('standard input becomes the fixed text', () => {
    program.folder();
    const { status, stdout, stderr } = program.run(['fix', '-'], { input: broken });
    assert.equal(status, 1);
    assert.ok(stdout === mended);
    assert.equal(stderr, told.replace(name, '<stdin>'));
  });

  test('what cannot be read, or written, leaves the file as it was', () => {
    const unreadable = Buffer.concat([Buffer.from(broken), Buffer.from([0xff])]);
    const folder = folderWith(unreadable);
    const { status, stderr } = program.run(['fix', name]);
    assert.equal(status, 2);
    assert.match(stderr, /a\.jsonl is not UTF-8: byte 0xFF in line 50000 /);
    assertHolds(folder, unreadable);
    const full = folderWith();
    assert.match(
      fixWhile(full, { AT: 'writeSync', FAIL: 'ENOSPC' }).stderr,
      /no space is left on the device/,
    );
    assertHolds(full, broken);
  });

  test('a process that is told to end takes its temporary file along', () => {
    const folder = folderWith();
    const { signal } = fixWhile(folder, { AT: 'writeSync', DO: 'ls -A | grep -q tmp && kill -INT $PPID' });
    assert.equal(signal, 'SIGINT');
    assertHolds(folder, broken);
  });

  test('a file that cannot be replaced is written over, and one that was changed meanwhile is left alone', () => {
    const folder = folderWith();
    const { ino } = statSync(join(folder, name));
    const { status, stderr } = fixWhile(folder, { AT: 'renameSync', FAIL: 'EBUSY' });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /a\.jsonl was written over, since it is mounted by itself, or in use: an interruption/,
    );
    assertHolds(folder, mended);
    assert.equal(statSync(join(folder, name)).ino, ino);
    writeFileSync(join(folder, name), broken);
    assert.match(
      fixWhile(folder, { AT: 'fsyncSync', DO: `printf '\\n' >> ${name}` }).stderr,
      /a\.jsonl was changed meanwhile and is left as it is/,
    );
    assertHolds(folder, `${broken}\n`);
  });
});
