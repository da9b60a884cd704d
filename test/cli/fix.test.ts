import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';

let program: Program;

before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});

after(() => program.remove());

const good = recordText();
const mendable = recordText({ status: '"PENDING"', creator_app_id: '"108"' });

function content(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

test('safe fixes are applied, and what remains is said', () => {
  const folder = program.folder({
    'good.phonecall.json': good,
    'lines.phonecalls.jsonl': `${recordLine({ status: '"PENDING"' })}\n${recordLine({ status: '7', room: '1' })}\n`,
    'mendable.phonecall.json': mendable,
    'wrong.phonecall.json': recordText({ duration: '12.5' }),
  });
  assert.deepEqual(program.run(['fix', '.']), {
    status: 1,
    stdout: `lines.phonecalls.jsonl: fixed 1 problem; 1 error, 1 warning remain, 1 of them fixed by --unsafe
mendable.phonecall.json: fixed 2 problems
wrong.phonecall.json: 1 error remains
Fixed 3 problems in 2 of 4 files; 3 remain.
`,
    stderr: '',
  });
  assert.equal(content(folder, 'mendable.phonecall.json'), good);
  assert.equal(
    content(folder, 'lines.phonecalls.jsonl'),
    `${recordLine()}\n${recordLine({ status: '7', room: '1' })}\n`,
  );
  assert.equal(content(folder, 'good.phonecall.json'), good);
});

test('what remains in records among each other counts, in one file and across files', () => {
  const folder = program.folder({
    '.interaction-data.json': '{}',
    'a.phonecalls.jsonl': `${recordLine({ status: '"PENDING"' })}\n${recordLine()}\n`,
    'b.phonecall.json': recordText(),
  });
  assert.deepEqual(program.run(['fix', '.']), {
    status: 1,
    stdout: `a.phonecalls.jsonl: fixed 1 problem; 2 errors remain
b.phonecall.json: 1 warning remains
Fixed 1 problem in 1 of 2 files; 3 remain.
`,
    stderr: '',
  });
  assert.equal(content(folder, 'a.phonecalls.jsonl'), `${recordLine()}\n${recordLine()}\n`);
  const { status, stdout } = program.run([
    'fix',
    '--format',
    'json',
    'b.phonecall.json',
    'a.phonecalls.jsonl',
  ]);
  assert.equal(status, 1);
  const { files, summary } = JSON.parse(stdout);
  assert.deepEqual(
    files.map(({ remaining }: { remaining: readonly { rule: string; related: readonly object[] }[] }) =>
      remaining.map(({ rule, related }) => [rule, related.length]),
    ),
    [[['duplicate-interaction-id', 2]], Array(2).fill(['duplicate-interaction-id', 2])],
  );
  assert.equal(summary.errors, 2);
});

test('a fixed file is not touched again', () => {
  const folder = program.folder({ 'a.phonecall.json': mendable });
  assert.equal(program.run(['fix', 'a.phonecall.json']).status, 0);
  const path = join(folder, 'a.phonecall.json');
  const { mtimeMs, ino } = statSync(path);
  assert.deepEqual(program.run(['fix', 'a.phonecall.json']), {
    status: 0,
    stdout: 'Fixed 0 problems in 0 of 1 file; nothing remains.\n',
    stderr: '',
  });
  assert.deepEqual([statSync(path).mtimeMs, statSync(path).ino], [mtimeMs, ino]);
  assert.deepEqual(readdirSync(folder), ['a.phonecall.json']);
});

test('--check changes nothing', () => {
  const folder = program.folder({
    'a.phonecall.json': mendable,
    'b.phonecall.json': recordText({ creator_app_id: undefined }),
  });
  assert.deepEqual(program.run(['fix', '--check', '.']), {
    status: 1,
    stdout: `a.phonecall.json: would fix 2 problems
--- a/a.phonecall.json
+++ b/a.phonecall.json
@@ -1,10 +1,10 @@
 {
   "interaction_id": "00001a57JGQ00BW8",
   "customer_id": "00001a57JGQ00C01",
-  "status": "PENDING",
+  "status": 1,
   "entity_type": 3,
   "type": "Inbound",
   "media_type": "voice",
-  "creator_app_id": "108",
+  "creator_app_id": 108,
   "start_date": "2026-03-17T08:15:00.000Z"
 }
b.phonecall.json: 1 error remains, 1 of them fixed by --unsafe
Would fix 2 problems in 1 of 2 files; 1 remains.
`,
    stderr: '',
  });
  assert.equal(content(folder, 'a.phonecall.json'), mendable);
  assert.equal(program.run(['fix', '--check', 'b.phonecall.json']).status, 0);
  assert.equal(program.run(['fix', '--check', '--unsafe', 'b.phonecall.json']).status, 1);
});

test('--unsafe does not choose among equal answers', () => {
  const folder = program.folder({ 'a.phonecall.json': recordText({ status: '7' }) });
  assert.equal(program.run(['fix', '--unsafe', '.']).status, 1);
  assert.equal(content(folder, 'a.phonecall.json'), recordText({ status: '7' }));
});

test('--unsafe applies the others, too', () => {
  const folder = program.folder({
    'a.phonecall.json': recordText({ creator_app_id: undefined, phone_nubmer: '"1"' }),
  });
  assert.equal(
    program.run(['fix', '--unsafe', '.']).stdout,
    'a.phonecall.json: fixed 2 problems\nFixed 2 problems in 1 of 1 file; nothing remains.\n',
  );
  const record = JSON.parse(content(folder, 'a.phonecall.json'));
  assert.equal(record.phone_number, '1');
  assert.equal(typeof record.creator_app_id, 'number');
  assert.equal(program.run(['check', '.']).status, 0);
});

test('byte order mark, line endings, indentation and mode stay', () => {
  const style = { indent: '\t', lineEnd: '\r\n' };
  const folder = program.folder({
    'a.phonecall.json': `\ufeff${recordText({ status: '"PENDING"', udata: '[{"key": "a", "value": 1}]' }, style)}`,
  });
  const path = join(folder, 'a.phonecall.json');
  chmodSync(path, 0o640);
  assert.equal(program.run(['fix', '.']).status, 0);
  assert.equal(content(folder, 'a.phonecall.json'), `\ufeff${recordText({ udata: '{"a": 1}' }, style)}`);
  assert.equal(statSync(path).mode & 0o777, 0o640);
});

test('a symbolic link stays one, and its file is fixed', () => {
  const folder = program.folder({ 'elsewhere/data.txt': mendable, 'here/x': '' });
  symlinkSync('../elsewhere/data.txt', join(folder, 'here/a.phonecall.json'));
  assert.equal(program.run(['fix', 'here']).status, 0);
  assert.ok(lstatSync(join(folder, 'here/a.phonecall.json')).isSymbolicLink());
  assert.equal(content(folder, 'elsewhere/data.txt'), good);
});

/** The same record with an ID of its own. */
const withOtherId = (text: string) => text.replace('00001a57JGQ00BW8', '00001a57JGQ00BW9');

test('what cannot be read or written is said, and the others are fixed', () => {
  const folder = program.folder({
    // That of the test's folders belongs to another user, which would be said.
    '.interaction-data.json': '{}',
    'closed/a.phonecall.json': mendable,
    'latin.phonecall.json': Buffer.from([0xe9]),
    'open/a.phonecall.json': withOtherId(mendable),
    'read-only.phonecall.json': mendable,
  });
  for (const path of ['closed/a.phonecall.json', 'open/a.phonecall.json'])
    chmodSync(join(folder, path), 0o666);
  for (const path of ['open', 'closed', '.'])
    chmodSync(join(folder, path), path === 'closed' ? 0o555 : 0o777);
  chmodSync(join(folder, 'read-only.phonecall.json'), 0o444);
  const { status, stdout, stderr } = program.run(['fix', '.'], { withoutPrivileges: true });
  assert.equal(status, 2);
  assert.equal(
    stdout,
    `closed/a.phonecall.json: fixed 2 problems
open/a.phonecall.json: fixed 2 problems
Fixed 4 problems in 2 of 2 files; 2 paths could not be read or written.
`,
  );
  assert.equal(
    stderr,
    `interaction-data: closed/a.phonecall.json was written over, since its folder takes no new file: an interruption could have left half of it
interaction-data: latin.phonecall.json is not UTF-8: byte 0xE9 in line 1 is wrong there; save it as UTF-8
interaction-data: open/a.phonecall.json was written over, since a new file cannot get its owner, group and mode: an interruption could have left half of it
interaction-data: read-only.phonecall.json cannot be accessed: permission denied
`,
  );
  assert.equal(content(folder, 'open/a.phonecall.json'), withOtherId(good));
  assert.equal(content(folder, 'closed/a.phonecall.json'), good);
  assert.deepEqual(readdirSync(join(folder, 'closed')), ['a.phonecall.json']);
});

test('the project file is obeyed, and its own defects are told', () => {
  const folder = program.folder({
    '.interaction-data.json': '{"rules": {"wrong-type": "off"}, "file": []}',
    'a.phonecall.json': recordText({ status: '"PENDING"', start_date: '"2026-03-17T08:15:00Z"' }),
  });
  assert.deepEqual(program.run(['fix', '.']), {
    status: 1,
    stdout: 'a.phonecall.json: fixed 1 problem\nFixed 1 problem in 1 of 1 file; nothing remains.\n',
    stderr:
      'interaction-data: .interaction-data.json:1:34 error invalid-setting There is no setting "file": did you mean "files"?\n',
  });
  assert.equal(content(folder, 'a.phonecall.json'), recordText({ status: '"PENDING"' }));
});

test('standard input is fixed onto standard output, and the report goes to standard error', () => {
  program.folder({
    'strict/.interaction-data.json': '{"rules": {"wrong-type": "off", "duplicate-interaction-id": "off"}}',
  });
  const crlf = (changes: Record<string, string>) =>
    `\ufeff${recordText(changes, { indent: '\t', lineEnd: '\r\n' })}`;
  assert.deepEqual(program.run(['fix', '-'], { input: crlf({ status: '"PENDING"' }) }), {
    status: 0,
    stdout: crlf({}),
    stderr: '<stdin>: fixed 1 problem\nFixed 1 problem in 1 of 1 file; nothing remains.\n',
  });
  const lines = (status: string) => `${recordLine()}\n${recordLine({ status })}\n`;
  assert.equal(program.run(['fix', '-', '--as', 'lines'], { input: lines('"PENDING"') }).stdout, lines('1'));
  const named = program.run(['fix', '-', '--stdin-filename', 'strict/a.jsonl'], {
    input: lines('"PENDING"'),
  });
  assert.deepEqual(named, {
    status: 0,
    stdout: lines('"PENDING"'),
    stderr: 'Fixed 0 problems in 0 of 1 file; nothing remains.\n',
  });
  const remaining = program.run(['fix', '-'], { input: recordText({ status: '7' }) });
  assert.equal(remaining.status, 1);
  assert.equal(remaining.stdout, recordText({ status: '7' }));
  const unreadable = program.run(['fix', '-'], { input: Buffer.from([0xff]) });
  assert.equal(unreadable.status, 2);
  assert.equal(unreadable.stdout, '');
});

test('a filter with --check tells what it would do', () => {
  program.folder();
  const { status, stdout, stderr } = program.run(['fix', '--check', '-'], { input: mendable });
  assert.equal(status, 1);
  assert.equal(stderr, '');
  assert.match(stdout, /^<stdin>: would fix 2 problems\n--- a\/<stdin>\n/);
});

test('the JSON report lists what was done, and what remains', () => {
  const folder = program.folder({
    'a.phonecall.json': recordText({ status: '"PENDING"', room: '1' }),
    'b.phonecall.json': good,
    'latin.phonecall.json': Buffer.from([0xe9]),
  });
  const { status, stdout } = program.run(['fix', '--format', 'json', '.']);
  assert.equal(status, 2);
  const report = JSON.parse(stdout);
  const [a, b] = report.files;
  assert.equal(report.version, 1);
  assert.deepEqual(
    a.fixes.map(({ rule, record, field }: Record<string, unknown>) => ({ rule, record, field })),
    [{ rule: 'wrong-type', record: 0, field: 'status' }],
  );
  assert.equal(a.fixes[0].fix, 'Change to 1 (PENDING)');
  assert.deepEqual(
    a.remaining.map(({ rule, pointer }: Record<string, unknown>) => ({ rule, pointer })),
    [{ rule: 'unknown-field', pointer: '/room' }],
  );
  assert.deepEqual([a.path, a.records, a.changed, b.changed], ['a.phonecall.json', 1, true, false]);
  assert.deepEqual([b.fixes, b.remaining, b.diff, b.writtenOver], [[], [], undefined, undefined]);
  assert.deepEqual(report.unreadable, [
    {
      path: 'latin.phonecall.json',
      reason: 'is not UTF-8: byte 0xE9 in line 1 is wrong there; save it as UTF-8',
    },
  ]);
  assert.deepEqual(report.summary, {
    files: 2,
    records: 2,
    changed: 1,
    fixed: 1,
    errors: 0,
    warnings: 1,
    infos: 0,
    hints: 0,
    expected: 0,
    ignored: 0,
    unreadable: 1,
  });
  assert.equal(content(folder, 'a.phonecall.json'), recordText({ room: '1' }));
});

test('the diff of --check is one that patch takes', () => {
  const files = {
    'list.phonecalls.json': `[\n${Array(50).fill(good.trim()).join(',\n')},\n${mendable.trim()}\n]`,
    'in/a b.phonecall.json': mendable,
    'lines.phonecalls.jsonl': `${`${recordLine()}\n`.repeat(20)}${recordLine({ status: '"PENDING"' })}`,
    'tabs.phonecall.json': recordText({ status: '"PENDING"' }, { indent: '\t', lineEnd: '\r\n' }),
  };
  const folder = program.folder(files);
  for (const json of [false, true]) {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
    const { stdout } = program.run(['fix', '--check', ...(json ? ['--format', 'json'] : []), '.']);
    const patch = json
      ? JSON.parse(stdout)
          .files.map(({ diff }: { diff: string }) => diff)
          .join('')
      : stdout;
    const { status, stderr } = spawnSync('git', ['apply', '-'], {
      cwd: folder,
      input: patch,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    for (const path of Object.keys(files))
      assert.equal(program.run(['fix', '--check', path]).status, 0, path);
  }
});

test('what changes too much for a diff is said', () => {
  const lines = (count: number) => `${recordLine({ status: '"PENDING"' })}\n`.repeat(count);
  program.folder({ 'a.phonecalls.jsonl': lines(3000), 'b.phonecalls.jsonl': lines(2) });
  const { status, stdout } = program.run(['fix', '--check', '.']);
  assert.equal(status, 1);
  assert.match(stdout, /^a\.phonecalls\.jsonl: would fix 3000 problems; too much changes for a diff\nb\./);
  const { files } = JSON.parse(program.run(['fix', '--check', '--format', 'json', '.']).stdout);
  assert.equal(files[0].diff, null);
  assert.match(files[1].diff, /^--- a\/b/);
});

test('wrong usage is exit code 2', () => {
  program.folder();
  assert.deepEqual(program.run(['fix']), {
    status: 2,
    stdout: '',
    stderr:
      'interaction-data: Name files, folders or globs to fix, or - for standard input.\nTry: interaction-data fix --help\n',
  });
  assert.equal(
    program.run(['fix', '-', 'a.json']).stderr,
    'interaction-data: - (standard input) goes alone: its fixed text is the output.\nTry: interaction-data fix --help\n',
  );
});
