import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';
import { withOtherId } from '../support/texts';

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const good = recordText();
const wrongStatus = recordText({ status: '7' });
const warned = recordText({ room: '"4.12"' });

/** One line for each finding of a text report, without code frames: place, severity, rule. */
function findingLines(stdout: string): string[] {
  return stdout
    .split('\n')
    .filter((line) => /^\S.*:\d+:\d+ (error|warning|information|hint) /.test(line))
    .map((line) => line.split(' ').slice(0, 3).join(' '));
}

test('a good file gives no findings and exit code 0', () => {
  program.folder({ 'a.phonecall.json': good });
  assert.deepEqual(program.run(['check', 'a.phonecall.json']), {
    status: 0,
    stdout: 'Checked 1 record in 1 file: no problems.\n',
    stderr: '',
  });
});

test('findings are shown with their place, line and carets', () => {
  program.folder({ 'a.phonecall.json': wrongStatus });
  assert.deepEqual(program.run(['check', 'a.phonecall.json']), {
    status: 1,
    stdout: `a.phonecall.json:4:13 error invalid-value 7 is not a status: use 0 (NEW), 1 (PENDING), 2 (IN_PROCESS) or 3 (STOPPED).
  4 |   "status": 7,
    |             ^

Checked 1 record in 1 file: 1 error.
`,
    stderr: '',
  });
});

test('another place that explains a finding is shown, too', () => {
  program.folder({ 'a.phonecall.json': recordText({ end_date: '"2026-03-17T08:14:00.000Z"' }) });
  const { stdout } = program.run(['check', 'a.phonecall.json']);
  assert.equal(
    stdout,
    `a.phonecall.json:10:15 error end-before-start "end_date" is 1 min before "start_date".
  10 |   "end_date": "2026-03-17T08:14:00.000Z"
     |               ^^^^^^^^^^^^^^^^^^^^^^^^^^
  see a.phonecall.json:9:17 The interaction starts here, at 2026-03-17T08:15:00.000Z.
  9 |   "start_date": "2026-03-17T08:15:00.000Z",
    |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^

Checked 1 record in 1 file: 1 error.
`,
  );
});

test('tabs, wide characters and long lines keep the carets in place', () => {
  program.folder({
    'a.phonecall.json': recordText({ udata: '{"a\t日": 1}' }, { indent: '\t' }),
    'a2.phonecall.json': withOtherId(recordText({ udata: '{"日本😀": 1, "日本😀": 2}' }), '2'),
    'b.phonecalls.jsonl': `${recordLine({ interaction_id: '"00001a57JGQ00BW3"', subject: `"${'x'.repeat(60)}"`, status: '7', thread_id: `"${'y'.repeat(90)}"` })}\n`,
    'c.phonecalls.jsonl': `${recordLine({ interaction_id: '"00001a57JGQ00BW4"', subject: `"${'x'.repeat(300)}"`, owner_id: '"7"' })}\n`,
  });
  const { stdout } = program.run(['check', '.']);
  const frames = stdout.split('\n').filter((line) => line.startsWith('  '));
  assert.deepEqual(frames, [
    '  10 |   "udata": {"a  日": 1}',
    '     |               ^^',
    '  10 |   "udata": {"日本😀": 1, "日本😀": 2}',
    '     |                          ^^^^^^^^',
    '  see a2.phonecall.json:10:13 The first "日本😀".',
    '  10 |   "udata": {"日本😀": 1, "日本😀": 2}',
    '     |             ^^^^^^^^',
    '  1 | …tomer_id": "00001a57JGQ00C01","status": 7,"entity_type": 3,"type": "Inbound","media_type": "voice","…',
    '    |                                          ^',
    `  1 | …${'x'.repeat(82)}","owner_id": "7"}`,
    `    |  ${' '.repeat(82 + '","owner_id": '.length)}^^^`,
  ]);
});

test('warnings alone are exit code 0', () => {
  program.folder({ 'a.phonecall.json': warned });
  const { status, stdout } = program.run(['check', 'a.phonecall.json']);
  assert.equal(status, 0);
  assert.deepEqual(findingLines(stdout), ['a.phonecall.json:10:3 warning unknown-field']);
});

/** Where a part of the last occurrence of `within` stands in a text, as the JSON report says it. */
function placeIn(text: string, part: string, within = part): object {
  const offset = text.lastIndexOf(within) + within.indexOf(part);
  assert.ok(text.startsWith(part, offset), part);
  const before = text.slice(0, offset).split('\n');
  const line = before.length - 1;
  const character = before.at(-1)?.length ?? 0;
  const range = { start: { line, character }, end: { line, character: character + part.length } };
  return { range, offset, length: part.length };
}

test('the JSON report is one document', () => {
  const list = `[\n${good},\n  {"status": 3,\n${withOtherId(wrongStatus, '2').slice(2)}, "x",\n]\n`;
  const lines = `${withOtherId(recordLine(), '3')}\n${recordLine({ interaction_id: '"00001a57JGQ00BW4"', customer_id: undefined, udata: '{"a": 1, "b": 3, "a": 2}' })}\n`;
  program.folder({ 'calls/a.phonecalls.json': list, 'calls/b.phonecalls.jsonl': lines });
  const { status, stdout, stderr } = program.run(['check', '--format', 'json', 'calls']);
  assert.equal(status, 1);
  assert.equal(stderr, '');
  assert.ok(stdout.endsWith('}\n'));
  // Who made it, and what is known of the rules, is tested with the other reports.
  const { tool: _tool, rules: _rules, ...report } = JSON.parse(stdout);
  assert.deepEqual(report, {
    version: 1,
    files: [
      {
        path: 'calls/a.phonecalls.json',
        records: 2,
        findings: [
          {
            rule: 'duplicate-field',
            severity: 'warning',
            message: 'Duplicate "status": readers keep only the last one.',
            record: 1,
            field: 'status',
            fields: ['status'],
            pointer: '/1/status',
            ...placeIn(list, '"status"'),
            fix: { title: 'Keep this "status", remove the first', safe: false },
            related: [{ message: 'The first "status".', ...placeIn(list, '"status"', '"status": 3,\n  "') }],
          },
          {
            rule: 'invalid-value',
            severity: 'error',
            message: '7 is not a status: use 0 (NEW), 1 (PENDING), 2 (IN_PROCESS) or 3 (STOPPED).',
            record: 1,
            field: 'status',
            fields: ['status'],
            pointer: '/1/status',
            ...placeIn(list, '7', '"status": 7'),
            fix: { title: 'Change to 0 (NEW)', safe: false },
          },
          {
            rule: 'not-a-record',
            severity: 'error',
            message: 'Expected a record, that is an object in braces.',
            record: null,
            field: null,
            fields: [],
            pointer: '/2',
            ...placeIn(list, '"x"'),
            fix: null,
          },
          {
            rule: 'syntax',
            severity: 'error',
            message: 'Trailing comma: nothing follows.',
            record: null,
            field: null,
            fields: [],
            pointer: '',
            ...placeIn(list, ','),
            fix: { title: 'Remove the comma', safe: true },
          },
        ],
      },
      {
        path: 'calls/b.phonecalls.jsonl',
        records: 2,
        findings: [
          {
            rule: 'missing-field',
            severity: 'error',
            message: 'Missing mandatory field "customer_id".',
            record: 1,
            field: 'customer_id',
            fields: ['customer_id'],
            pointer: '',
            range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
            offset: lines.indexOf('\n') + 1,
            length: 1,
            fix: { title: 'Add "customer_id": ""', safe: false },
          },
          {
            rule: 'duplicate-field',
            severity: 'warning',
            message: 'Duplicate "a": readers keep only the last one.',
            record: 1,
            field: 'udata',
            fields: ['udata'],
            pointer: '/udata/a',
            ...placeIn(lines, '"a"'),
            fix: { title: 'Keep this "a", remove the first', safe: false },
            related: [{ message: 'The first "a".', ...placeIn(lines, '"a"', '"a": 1') }],
          },
        ],
      },
    ],
    unreadable: [],
    summary: {
      files: 2,
      records: 4,
      errors: 4,
      warnings: 2,
      infos: 0,
      hints: 0,
      expected: 0,
      ignored: 0,
      unreadable: 0,
    },
  });
});

test('wrong usage is exit code 2, with what to do', () => {
  program.folder();
  const cases: [words: string[], stderr: string][] = [
    [[], 'interaction-data: Say what to do: check, fix, fields or lsp.\nTry: interaction-data --help\n'],
    [
      ['chekc'],
      'interaction-data: There is no command chekc. Did you mean check?\nTry: interaction-data --help\n',
    ],
    [
      ['.'],
      'interaction-data: There is no command .. To check that path: interaction-data check .\nTry: interaction-data --help\n',
    ],
    [
      ['--format', 'json'],
      'interaction-data: There is no option --format before a command.\nTry: interaction-data --help\n',
    ],
    [
      ['check'],
      'interaction-data: Name files, folders or globs to check, or - for standard input.\nTry: interaction-data check --help\n',
    ],
    [
      ['check', '--fromat', 'json', '.'],
      'interaction-data: There is no option --fromat. Did you mean --format?\nTry: interaction-data check --help\n',
    ],
    [['check', '-f', '.'], 'interaction-data: There is no option -f.\nTry: interaction-data check --help\n'],
    [
      ['check', '.', '--format'],
      'interaction-data: --format needs a value.\nTry: interaction-data check --help\n',
    ],
    [
      ['check', '--stdin-filename', '--format=json', '-'],
      'interaction-data: --stdin-filename needs a value.\nTry: interaction-data check --help\n',
    ],
    [
      ['check', '--stdin-filename', 'a.json', '.'],
      'interaction-data: --stdin-filename goes with - (standard input).\nTry: interaction-data check --help\n',
    ],
    [
      ['lsp'],
      'interaction-data: The server speaks over standard input and output only: add --stdio.\nTry: interaction-data lsp --help\n',
    ],
    [['lsp', '--stdio=yes'], 'interaction-data: --stdio takes no value.\nTry: interaction-data lsp --help\n'],
    [
      ['lsp', 'x', '--stdio'],
      'interaction-data: lsp takes no operands, but "x" is there.\nTry: interaction-data lsp --help\n',
    ],
  ];
  for (const [words, stderr] of cases) {
    assert.deepEqual(program.run(words), { status: 2, stdout: '', stderr }, words.join(' '));
  }
});

test('what cannot be read is exit code 2 and hides nothing', () => {
  const folder = program.folder({
    'latin.phonecall.json': Buffer.from(recordText({ subject: '"Grün"' }), 'latin1'),
    'utf16.phonecall.json': Buffer.from(`\ufeff${good}`, 'utf16le'),
    'utf16-bare.phonecall.json': Buffer.from(good, 'utf16le'),
    'wrong.phonecall.json': wrongStatus,
  });
  symlinkSync('nowhere', join(folder, 'link.phonecall.json'));
  symlinkSync('nowhere', join(folder, 'link.txt'));
  const { status, stdout, stderr } = program.run(['check', 'missing.json', '.', 'wrong.phonecall.json/x']);
  assert.equal(status, 2);
  assert.deepEqual(findingLines(stdout), ['wrong.phonecall.json:4:13 error invalid-value']);
  assert.ok(stdout.endsWith('\nChecked 1 record in 1 file: 1 error; 6 paths could not be read.\n'));
  assert.equal(
    stderr,
    `interaction-data: missing.json does not exist
interaction-data: link.phonecall.json does not exist
interaction-data: wrong.phonecall.json/x does not exist: a part of its path is no folder
interaction-data: latin.phonecall.json is not UTF-8: byte 0xFC in line 10 is wrong there; save it as UTF-8
interaction-data: utf16-bare.phonecall.json is not UTF-8 but looks like UTF-16: save it as UTF-8
interaction-data: utf16.phonecall.json is not UTF-8 but looks like UTF-16: save it as UTF-8
`,
  );
});

test('a folder or file without permission is reported, and the walk goes on', () => {
  const folder = program.folder({ 'a.phonecall.json': wrongStatus, 'closed.phonecall.json': good });
  mkdirSync(join(folder, 'closed'), { mode: 0 });
  chmodSync(join(folder, 'closed.phonecall.json'), 0);
  const { status, stdout, stderr } = program.run(['check', '.'], { withoutPrivileges: true });
  assert.equal(status, 2);
  assert.deepEqual(findingLines(stdout), ['a.phonecall.json:4:13 error invalid-value']);
  assert.equal(
    stderr,
    `interaction-data: closed cannot be accessed: permission denied
interaction-data: closed.phonecall.json cannot be accessed: permission denied
`,
  );
});

test('a replacement character that stands in the file is no defect of its encoding', () => {
  program.folder({
    'a.phonecall.json': recordText({ subject: '"\ufffd"' }),
    'b.phonecall.json': Buffer.concat([
      Buffer.from('["\ufffd\r\n\ufffd"\r\n'),
      Buffer.from([0xe9]),
      Buffer.from('"]'),
    ]),
  });
  assert.equal(program.run(['check', 'a.phonecall.json']).status, 0);
  assert.equal(
    program.run(['check', 'b.phonecall.json']).stderr,
    'interaction-data: b.phonecall.json is not UTF-8: byte 0xE9 in line 3 is wrong there; save it as UTF-8\n',
  );
});

test('a byte order mark is no part of the text', () => {
  program.folder({ 'a.phonecall.json': `\ufeff${recordText({ customer_id: undefined })}` });
  const { stdout } = program.run(['check', '--format=json', 'a.phonecall.json']);
  const { range, offset } = JSON.parse(stdout).files[0].findings[0];
  assert.deepEqual(
    { range, offset },
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, offset: 0 },
  );
});

test('a pipe is read to its end, in however many pieces it comes', () => {
  const lines = Array.from({ length: 5000 }, (_, at) => recordLine({ interaction_id: `"R${at}"` })).join(
    '\n',
  );
  const cwd = program.folder({ 'a.phonecalls.jsonl': lines });
  assert.equal(spawnSync('mkfifo', [join(cwd, 'pipe.jsonl')]).status, 0);
  // A pipe holds far less than that.
  assert.ok(lines.length > 500_000);
  const script = 'cat a.phonecalls.jsonl > pipe.jsonl & exec "$0" "$@" check pipe.jsonl';
  const { status, stdout } = spawnSync('sh', ['-c', script, process.execPath, program.bundle], { cwd });
  assert.equal(`${stdout}`, 'Checked 5000 records in 1 file: no problems.\n');
  assert.equal(status, 0);
});

test('a named pipe that nobody writes into is waited for a while, and the other files are checked', () => {
  const cwd = program.folder({ 'a.phonecall.json': recordText() });
  assert.equal(spawnSync('mkfifo', [join(cwd, 'pipe.jsonl')]).status, 0);
  symlinkSync('pipe.jsonl', join(cwd, 'link.jsonl'));
  for (const name of ['pipe.jsonl', 'link.jsonl']) {
    const { status, stdout, stderr } = program.run(['check', name, 'a.phonecall.json']);
    assert.equal(stderr, `interaction-data: ${name} is a pipe that nobody writes into\n`);
    assert.equal(stdout, 'Checked 1 record in 1 file: 1 path could not be read.\n');
    assert.equal(status, 2);
  }
});

test('a pipe of the shell may be empty, and is not waited for longer than its writer takes', () => {
  program.folder();
  const run = (script: string) =>
    spawnSync('bash', ['-c', `"$0" "$1" check <(${script})`, process.execPath, program.bundle], {
      encoding: 'utf8',
    });
  assert.match(run('true').stdout, /error syntax The file is empty\./);
  assert.equal(run(`printf '%s' '${recordLine()}'`).status, 0);
});

test('standard input is read as its name says', () => {
  program.folder({
    'strict/.interaction-data.json': '{"rules": {"unknown-field": "error"}}',
  });
  const wrong = recordLine({ room: '1' });
  const column = wrong.indexOf('"room"') + 1;
  const lines = `${withOtherId(recordLine(), '2')}\n${wrong}\n`;
  const named = program.run(['check', '-', '--stdin-filename', 'strict/a.jsonl'], { input: lines });
  assert.deepEqual(findingLines(named.stdout), [`strict/a.jsonl:2:${column} error unknown-field`]);
  assert.equal(named.status, 1);

  const unnamed = program.run(['check', '-'], { input: `[${lines.replace('\n', ',')}]` });
  assert.deepEqual(findingLines(unnamed.stdout), [
    `<stdin>:1:${column + recordLine().length + 2} warning unknown-field`,
  ]);
  assert.equal(unnamed.status, 0);

  const broken = program.run(['check', '--format=json', '-'], { input: Buffer.from([0x22, 0xff, 0x22]) });
  assert.equal(broken.status, 2);
  assert.deepEqual(JSON.parse(broken.stdout).files, []);
  assert.equal(
    broken.stderr,
    'interaction-data: <stdin> is not UTF-8: byte 0xFF in line 1 is wrong there; save it as UTF-8\n',
  );
});

test('each command loads what it needs and nothing else', async () => {
  const part = await buildProgram();
  try {
    part.folder({ 'a.phonecall.json': good });
    const remove = (...names: readonly string[]) => {
      for (const name of names) rmSync(join(part.bundle, '..', name));
    };
    const ofServer =
      /^(?:answers|folder-files|json-layout|phone-countries|server|serving|unmet|worker|worker-server|workspace)\.js$/;
    remove(...readdirSync(join(part.bundle, '..')).filter((name) => ofServer.test(name)));
    const ofClient = /^(?:client|config|extension|in-browser|language-client|on-node|session|web)\.js$/;
    remove(...readdirSync(join(part.bundle, '..')).filter((name) => ofClient.test(name)));
    remove('for-programs.js');
    assert.equal(part.run(['check', '.']).stdout, 'Checked 1 record in 1 file: no problems.\n');
    assert.equal(part.run(['fix', '.']).stdout, 'Fixed 0 problems in 0 of 1 file; nothing remains.\n');
    remove('check.js');
    assert.equal(part.run(['fix', '.']).status, 0);
    remove('fix.js');
    assert.equal(part.run(['fields']).status, 0);
    remove('fields.js');
    assert.deepEqual(part.run(['--version']), program.run(['--version']));
    assert.deepEqual(part.run(['--help']), program.run(['--help']));
    assert.deepEqual(part.run(['check', '--help']), program.run(['check', '--help']));
    assert.deepEqual(part.run(['chek']), program.run(['chek']));
  } finally {
    part.remove();
  }
});

test('help and version', () => {
  for (const words of [['--help'], ['-h'], ['help']]) {
    const { status, stdout, stderr } = program.run(words);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^interaction-data: checks and fixes/);
  }
  for (const command of ['check', 'fix', 'fields', 'lsp']) {
    const { status, stdout } = program.run([command, 'x', '--help']);
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`^  interaction-data ${command} `, 'm'));
    assert.equal(program.run(['help', command]).stdout, stdout);
    for (const line of stdout.split('\n')) assert.ok(line.length <= 90, line);
  }
  assert.equal(program.run(['check', '--', '--help']).stderr, 'interaction-data: --help does not exist\n');
  assert.match(program.run(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
});
