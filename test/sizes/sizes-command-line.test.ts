import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bundles } from '../support/bundle';
import { type SizedText, sizedTexts } from './sized-texts';

/*
 * The texts that are too much of something (sized-texts.ts) as files, through the bundled command line: `check` finds
 * exactly the rules that have something to say and ends with the right code, and `fix` leaves a file that reads at
 * least as well as before. Each run gets little memory, and is ended where it hangs.
 */

/** Of V8's heap, in megabytes: what the server gets for the same texts (sizes-server.test.ts). */
const MOST_MEMORY = 900;

/** Far more than any of the texts takes; only a hang is longer. */
const MOST_MILLISECONDS = 120_000;

/** The rules of these texts whose findings are errors. */
const errors: readonly string[] = ['missing-field', 'not-a-record', 'syntax', 'wrong-type'];

/** Bytes of one half of a surrogate pair, encoded as if it was a character. */
const encodedHalf = Buffer.from([0xed, 0xa0, 0x80]);

const bullet =
  'Nesting of 100,000 brackets, one line of 10 MB, 100,000 fields, a million empty records, NUL, lone surrogates, ' +
  'invalid UTF-8, numbers of 10,000 digits, __proto__, U+2028, lone CR: no crash, no hang, bounded memory, a clear ' +
  'finding where one is due';

describe(`${bullet}: on the command line`, () => {
  let commandLine: string;
  let folder: string;
  before(async () => {
    ({ commandLine } = await bundles());
    folder = mkdtempSync(join(tmpdir(), 'interaction-data-sizes-'));
    // A million copies of one record have one ID.
    writeFileSync(
      join(folder, '.interaction-data.json'),
      '{ "rules": { "duplicate-interaction-id": "off" } }',
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** How many findings say of a text, by its name, that it cannot be read. */
  const misread = new Map<string, number>();

  describe('check', () => {
    for (const { name, form, rules, make } of sizedTexts) {
      test(name, () => {
        // Halves of surrogates have no UTF-8: a program that writes them writes U+FFFD, which these rules hold for, too.
        const path = write(form, make());
        const { status, findings } = check(path);
        misread.set(name, misreadings(findings));
        assert.deepEqual([...new Set(findings.map(({ rule }) => rule))].sort(), rules);
        assert.equal(status, rules.some((rule) => errors.includes(rule)) ? 1 : 0);
      });
    }
  });

  describe('check, of standard input and for people', () => {
    for (const { name, form, rules, make } of sizedTexts) {
      test(name, () => {
        const path = write(form, make());
        const { status, stdout } = run(
          ['check', '--max-findings', '1000', '--stdin-filename', path, '-'],
          readFileSync(path),
        );
        assert.equal(status, rules.some((rule) => errors.includes(rule)) ? 1 : 0);
        for (const rule of rules) assert.ok(stdout.includes(` ${rule}`), rule);
        // Who reads it wants no megabytes on a line.
        const longest = stdout.split('\n').reduce((length, line) => Math.max(length, line.length), 0);
        assert.ok(longest < 1000, `a line of ${longest}`);
      });
    }
  });

  describe('fix', () => {
    for (const sized of sizedTexts) test(sized.name, () => fix(sized));
  });

  // Bytes as nobody should write them: no text in a program has them.
  for (const [what, content] of [
    ['a million halves of surrogates', Buffer.alloc(3_000_000, encodedHalf)],
    ['a million bytes that never occur', Buffer.alloc(1_000_000, 0xff)],
  ] as const) {
    test(`invalid UTF-8, ${what}: a failure that says so, and \`fix\` leaves the file alone`, () => {
      const bytes = Buffer.concat([Buffer.from('[{"subject": "'), content, Buffer.from('"}]\n')]);
      const path = join(folder, 'a.phonecall.json');
      writeFileSync(path, bytes);
      for (const command of ['check', 'fix']) {
        const { status, stderr } = run([command, path]);
        assert.equal(status, 2);
        assert.match(stderr, /a\.phonecall\.json is not UTF-8: byte 0x(?:ED|FF) in line 1 is wrong/);
        assert.ok(readFileSync(path).equals(bytes));
      }
    });
  }

  function fix({ name, form, rules, make }: SizedText): void {
    const path = write(form, make());
    const bytes = readFileSync(path);
    const { status, stderr } = run(['fix', path]);
    assert.equal(stderr, '');
    const isChanged = !readFileSync(path).equals(bytes);
    // Nothing found, nothing changed.
    if (rules.length === 0) assert.ok(!isChanged);
    if (!isChanged) return assert.equal(status, rules.some((rule) => errors.includes(rule)) ? 1 : 0);
    const { status: statusAfter, findings } = check(path);
    assert.equal(status, statusAfter);
    assert.ok(misreadings(findings) <= (misread.get(name) ?? 0));
  }

  function write(form: SizedText['form'], text: string): string {
    const path = join(folder, form === 'lines' ? 'a.phonecall.jsonl' : 'a.phonecall.json');
    writeFileSync(path, text);
    return path;
  }

  function check(path: string): { readonly status: number | null; readonly findings: readonly Found[] } {
    const { status, stdout, stderr } = run(['check', '--format', 'json', '--max-findings', 'all', path]);
    assert.equal(stderr, '');
    const { files, summary } = JSON.parse(stdout) as Report;
    assert.equal(files.length, 1);
    const { findings = [] } = files[0] ?? {};
    // A message is read by a person: it quotes no megabytes.
    for (const { message } of findings) assert.ok(message.length < 500, message.slice(0, 500));
    assert.equal(summary.errors + summary.warnings + summary.infos + summary.hints, findings.length);
    return { status, findings };
  }

  function run(words: readonly string[], input: Buffer | string = '') {
    const { status, signal, stdout, stderr } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${MOST_MEMORY}`, commandLine, ...words],
      { cwd: folder, input, encoding: 'utf8', timeout: MOST_MILLISECONDS, maxBuffer: 1 << 29 },
    );
    assert.equal(signal, null, stderr.slice(0, 4000));
    return { status, stdout, stderr };
  }
});

interface Found {
  readonly rule: string;
  readonly message: string;
}

interface Report {
  readonly files: readonly { readonly findings: readonly Found[] }[];
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly hints: number;
  };
}

/** How many findings say that a text cannot be read. */
function misreadings(findings: readonly Found[]): number {
  return findings.filter(({ rule }) => rule === 'syntax' || rule === 'not-a-record').length;
}
