import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const name = '.interaction-data.json';
const id = (value: string) => ({ interaction_id: JSON.stringify(value) });
const two = `[\n${recordLine({ ...id('one'), status: '7', room: '1' })},\n${recordLine({ ...id('two'), status: '8' })}\n]\n`;
/** Records with IDs of their own, right and wrong. */
const good = (name = 'good') => recordText(id(name));
const wrong = (name = 'wrong') => recordText({ ...id(name), status: '7' });

/** Each problem of a text report: where, and which; and the last line. */
function inShort(stdout: string): string[] {
  const lines = stdout.trimEnd().split('\n');
  const problems = lines.filter((line) => /^\S.*:\d+:\d+ /.test(line));
  return [...problems.map((line) => line.split(' ').slice(0, 3).join(' ')), lines.at(-1) ?? ''];
}

function check(...words: readonly string[]) {
  const { status, stdout, stderr } = program.run(['check', ...words]);
  return { status, lines: inShort(stdout), stderr };
}

test('what is ignored or expected is counted and fails no run; --expect-none shows it', () => {
  program.folder({
    'a.phonecalls.json': two,
    [name]: JSON.stringify({
      ignore: [{ rules: ['unknown-field'] }],
      expect: [{ files: ['./a.phonecalls.json'], records: ['one', '/1'], rules: ['invalid-value'] }],
    }),
  });
  assert.deepEqual(check('.'), {
    status: 0,
    lines: ['Checked 2 records in 1 file: no problems; 2 expected, 1 ignored.'],
    stderr: '',
  });
  assert.deepEqual(check('.', '--max-warnings', '0').status, 0);
  assert.deepEqual(check('.', '--expect-none'), {
    status: 1,
    lines: [
      'a.phonecalls.json:2:70 error invalid-value',
      'a.phonecalls.json:2:192 warning unknown-field',
      'a.phonecalls.json:3:70 error invalid-value',
      'Checked 2 records in 1 file: 2 errors, 1 warning.',
    ],
    stderr: '',
  });
  const { files, summary } = JSON.parse(program.run(['check', '.', '--format', 'json']).stdout);
  assert.deepEqual(files, [{ path: 'a.phonecalls.json', records: 2, findings: [] }]);
  const none = { errors: 0, warnings: 0, infos: 0, hints: 0 };
  assert.deepEqual(summary, { files: 1, records: 2, ...none, expected: 2, ignored: 1, unreadable: 0 });
});

test('what is expected and not there is an error where it is written, of files that were checked', () => {
  const project = `{
  "expect": [
    { "files": ["in/*"], "rules": ["invalid-value", "syntax"] },
    { "files": ["in/b.phonecall.json"], "records": ["gone"] },
    { "files": ["in/c.phonecall.json"] }
  ]
}
`;
  program.folder({
    'in/a.phonecall.json': wrong(),
    'in/b.phonecall.json': wrong('wrong b'),
    'in/c.phonecall.json': good(),
    'out.phonecall.json': good('out'),
    [name]: project,
  });
  const last = (files: number, count: string, expected = '') =>
    `Checked ${files - 1} record${files === 2 ? '' : 's'} in ${files} files: ${count}${expected}.`;
  const place = (line: number, part: string) =>
    `${name}:${line}:${(project.split('\n')[line - 1]?.indexOf(part) ?? 0) + 1} error expectation-not-met`;
  assert.deepEqual(check('out.phonecall.json'), {
    status: 0,
    lines: ['Checked 1 record in 1 file: no problems.'],
    stderr: '',
  });
  assert.deepEqual(check('in/a.phonecall.json'), {
    status: 1,
    lines: [place(3, '"syntax"'), last(2, '1 error', '; 1 expected')],
    stderr: '',
  });
  assert.deepEqual(check('in/b.phonecall.json').lines, [
    place(3, '"syntax"'),
    place(4, '"gone"'),
    last(2, '2 errors', '; 1 expected'),
  ]);
  // A file in which nothing is found disappoints all that is expected in it.
  assert.deepEqual(check('in/c.phonecall.json').lines, [
    place(3, '"invalid-value"'),
    place(3, '"syntax"'),
    place(5, '{'),
    last(2, '3 errors'),
  ]);
  assert.deepEqual(check('.', '--expect-none').lines.at(-1), 'Checked 4 records in 4 files: 2 errors.');

  const { files } = JSON.parse(program.run(['check', '.', '--format', 'json']).stdout);
  const [finding, ...others] = files.at(-1).findings;
  assert.deepEqual([files.at(-1).path, others.length], [name, 3]);
  const { message, pointer, offset, length, record } = finding;
  assert.deepEqual(
    [message, pointer, project.slice(offset, offset + length), record],
    [
      'Expected invalid-value in in/c.phonecall.json, but there is none.',
      '/expect/0/rules/0',
      '"invalid-value"',
      null,
    ],
  );
});

test('what is expected of records among each other is missed where all below the project file is looked at', () => {
  const project = JSON.stringify({
    expect: [{ files: ['in/*'], rules: ['duplicate-interaction-id', 'parent-cycle'] }],
  });
  const files = {
    'in/a.phonecall.json': good('same'),
    'b/b.phonecall.json': good('same'),
    'c/c.phonecall.json': recordText({ ...id('c'), status: '7' }),
    [name]: project,
  };
  const folder = program.folder(files);
  const missed = (...rules: readonly string[]) =>
    rules.map((rule) => `${name}:1:${project.indexOf(`"${rule}"`) + 1} error expectation-not-met`);
  const problems = (...words: readonly string[]) =>
    check(...words).lines.flatMap((line) => /\.interaction-data\.json.*/.exec(line) ?? []);
  // The twin is in another folder.
  for (const words of [['.'], [folder], ['b', '.']])
    assert.deepEqual(problems(...words), missed('parent-cycle'), words.join(' '));
  writeFileSync(join(folder, 'b/b.phonecall.json'), good('other'));
  assert.deepEqual(problems('.'), missed('duplicate-interaction-id', 'parent-cycle'));
  assert.deepEqual(problems('--quiet', '.'), missed('duplicate-interaction-id', 'parent-cycle'));
  // The twin may be in a file that is not looked at, or not to its end.
  for (const words of [
    ['in'],
    ['in', 'b', 'c'],
    ['**/*.json'],
    ['in/a.phonecall.json'],
    ['.', '--exclude', 'c/**'],
    ['.', 'nowhere.json'],
    ['.', '--expect-none'],
  ])
    assert.deepEqual(problems(...words), [], words.join(' '));
  check('in', '--update-expect');
  assert.equal(readFileSync(join(folder, name), 'utf8'), project);
  check('.', '--update-expect');
  assert.deepEqual(JSON.parse(readFileSync(join(folder, name), 'utf8')), {
    expect: [{ files: ['c/c.phonecall.json'], rules: ['invalid-value'] }],
  });
});

test('nothing is missed among files of which one has two names, or cannot be read', () => {
  const project = JSON.stringify({ expect: [{ files: ['./a.*'], rules: ['duplicate-interaction-id'] }] });
  const folder = program.folder({ 'a.phonecall.json': good('same'), [name]: project });
  const git = (...words: readonly string[]) =>
    assert.equal(
      spawnSync('git', ['-c', 'user.name=n', '-c', 'user.email=e', ...words], { cwd: folder }).status,
      0,
    );
  assert.equal(check('.').lines.length, 2);
  symlinkSync('/nowhere', join(folder, 'other'));
  assert.equal(check('.').lines.length, 1);
  rmSync(join(folder, 'other'));
  writeFileSync(join(folder, 'b.phonecall.json'), Buffer.from(good('s\u00fcme'), 'latin1'));
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'all');
  writeFileSync(join(folder, 'a.phonecall.json'), `${good('same')}\n`);
  assert.deepEqual(check('.', '--changed-since', 'HEAD'), {
    status: 0,
    lines: ['Checked 1 record in 1 file: no problems.'],
    stderr: '',
  });
  check('.', '--changed-since', 'HEAD', '--update-expect');
  assert.equal(readFileSync(join(folder, name), 'utf8'), project);
});

test('a record that is expected somewhere is missed where it is in no file', () => {
  const project = JSON.stringify({
    expect: [
      { files: ['in/*'], records: ['one', 'two', '/1'], rules: ['invalid-value'] },
      { records: ['three'] },
      { files: ['elsewhere/*'], records: ['four'] },
    ],
  });
  const folder = program.folder({
    'in/a.phonecall.json': wrong('one'),
    'in/b.phonecall.json': good('b'),
    'other.phonecall.json': good('two'),
    'deeper/in/d.phonecall.json': wrong('three'),
    'deeper/.interaction-data.json': '{}',
    [name]: project,
  });
  const missed = (...parts: readonly string[]) =>
    parts.map((part) => `${name}:1:${project.indexOf(`"${part}"`) + 1} error expectation-not-met`);
  const problems = (...words: readonly string[]) =>
    check(...words).lines.filter((line) => line.startsWith(name));
  // A record of the last one is judged by a project file of its own.
  assert.deepEqual(problems('.'), missed('two', '/1', 'three'));
  for (const words of [['in'], ['in/a.phonecall.json'], ['.', '--exclude', 'other*'], ['.', 'nowhere.json']])
    assert.deepEqual(problems(...words), [], words.join(' '));
  const [message] = JSON.parse(program.run(['check', '.', '--format', 'json']).stdout)
    .files.filter(({ path }: { path: string }) => path === name)
    .flatMap(({ findings }: { findings: { message: string }[] }) => findings.map((one) => one.message));
  assert.equal(message, 'There is no record "two" in in/a.phonecall.json and 1 more file.');
  check('.', '--update-expect');
  assert.deepEqual(JSON.parse(readFileSync(join(folder, name), 'utf8')).expect, [
    { files: ['in/*'], records: ['one'], rules: ['invalid-value'] },
    { files: ['elsewhere/*'], records: ['four'] },
  ]);
});

test('a project file is reported once, with all that is wrong in it', () => {
  program.folder({
    'a.phonecall.json': good(),
    [name]: '{ "rulez": {}, "expect": [{ "rules": ["syntax"] }] }',
  });
  assert.deepEqual(check('.').lines, [
    `${name}:1:3 error invalid-setting`,
    `${name}:1:39 error expectation-not-met`,
    'Checked 1 record in 2 files: 2 errors.',
  ]);
  const { files } = JSON.parse(program.run(['check', '.', name, '--format', 'json']).stdout);
  assert.deepEqual(
    files.map(({ path }: { path: string }) => path),
    ['a.phonecall.json', name],
  );
});

test('standard input is judged by its name', () => {
  program.folder({ [name]: '{ "expect": [{ "files": ["in/*"], "rules": ["invalid-value"] }] }' });
  const run = (input: string) =>
    program.run(['check', '-', '--stdin-filename', 'in/x.phonecall.json'], { input });
  assert.deepEqual(inShort(run(wrong()).stdout), ['Checked 1 record in 1 file: no problems; 1 expected.']);
  assert.deepEqual([run(good()).status, inShort(run(good()).stdout).length], [1, 2]);
});

test('fix leaves what is there on purpose as it is', () => {
  const broken = (status: string) =>
    `[\n${recordLine({ ...id('one'), status: '"2"' })},\n${recordLine({ ...id('two'), status })}\n]\n`;
  const folder = program.folder({
    'a.phonecalls.json': broken('"2"'),
    [name]: '{ "expect": [{ "records": ["one"], "rules": ["wrong-type"] }] }',
  });
  const { status, stdout } = program.run(['fix', '--unsafe', '.']);
  assert.deepEqual(
    [status, stdout],
    [0, 'a.phonecalls.json: fixed 1 problem\nFixed 1 problem in 1 of 1 file; nothing remains.\n'],
  );
  assert.equal(readFileSync(join(folder, 'a.phonecalls.json'), 'utf8'), broken('2'));
});

test('--update-expect writes what is found, and takes away what is not, in the layout of the file', () => {
  const folder = program.folder({
    'in/a.phonecalls.json': two,
    'in/b.phonecall.json': wrong(),
    'good.phonecall.json': good(),
    [name]: `{
    "rules": { "unknown-field": "error" },
    "expect": [
        { "files": ["in/*"], "rules": ["invalid-value", "syntax"] },
        { "files": ["good.phonecall.json"], "rules": ["syntax"] },
        { "files": ["elsewhere/*"], "rules": ["syntax"] }
    ]
}
`,
  });
  const first = check('.', '--update-expect');
  assert.deepEqual(first, {
    status: 0,
    lines: ['Checked 4 records in 3 files: no problems; 4 expected.'],
    stderr:
      `interaction-data: ${name} removed 2 expectations that are not met\n` +
      `interaction-data: ${name} expects 1 problem in 1 file from now on\n`,
  });
  const text = readFileSync(join(folder, name), 'utf8');
  assert.equal(
    text,
    `{
    "rules": { "unknown-field": "error" },
    "expect": [
        { "files": ["in/*"], "rules": ["invalid-value"] },
        { "files": ["elsewhere/*"], "rules": ["syntax"] },
        { "files": ["in/a.phonecalls.json"], "records": ["one"], "rules": ["unknown-field"] }
    ]
}
`,
  );
  assert.deepEqual(check('.', '--update-expect'), {
    ...first,
    stderr: 'interaction-data: nothing to write: what is found is expected, and what is expected is found\n',
  });
  assert.equal(readFileSync(join(folder, name), 'utf8'), text);
  // What is mended on purpose is noticed.
  writeFileSync(join(folder, 'in/b.phonecall.json'), good('mended'));
  assert.deepEqual(check('.').lines[0], `${name}:4:40 error expectation-not-met`);
  check('.', '--update-expect');
  assert.deepEqual(JSON.parse(readFileSync(join(folder, name), 'utf8')).expect, [
    { files: ['elsewhere/*'], rules: ['syntax'] },
    { files: ['in/a.phonecalls.json'], records: ['one'], rules: ['unknown-field'] },
    { files: ['in/a.phonecalls.json'], records: ['one', 'two'], rules: ['invalid-value'] },
  ]);
  assert.equal(check('.').status, 0);
});

test('--update-expect leaves what is met in other files, or may be met in files that it does not look at', () => {
  for (const expected of [
    { records: ['b'] },
    { files: ['*.json'], records: ['b', 'c'], rules: ['invalid-value'] },
    { files: ['./a.phonecall.json', './b.phonecall.json'], records: ['b'] },
  ]) {
    const project = JSON.stringify({ ignore: [{ records: ['c'] }], expect: [expected] });
    const folder = program.folder({
      'a.phonecall.json': good('a'),
      'b.phonecall.json': wrong('b'),
      'c.phonecall.json': wrong('c'),
      [name]: project,
    });
    for (const which of ['a.phonecall.json', '.']) {
      const { status, stderr } = check(which, '--update-expect');
      assert.deepEqual([status, readFileSync(join(folder, name), 'utf8')], [0, project]);
      assert.match(stderr, /nothing to write/);
    }
  }
  // A record that is in none of the only files that are meant is gone.
  const gone = [{ files: ['./a.phonecall.json'], records: ['gone', 'a'], rules: ['syntax', 'invalid-date'] }];
  const folder = program.folder({ 'a.phonecall.json': good('a'), [name]: JSON.stringify({ expect: gone }) });
  assert.match(check('.', '--update-expect').stderr, /removed 3 expectations that are not met/);
  assert.equal(readFileSync(join(folder, name), 'utf8').trim(), '{}');
});

test('--update-expect makes a project file where there is none: in the current folder', () => {
  const folder = program.folder({
    'in/a.phonecalls.json': two,
    'in/b.phonecall.json': wrong(),
    'in/c.phonecalls.json': `[{"status": 2}, 7, ${recordLine({ ...id('three'), status: '"3"' })}]`,
  });
  assert.deepEqual(check('in', '--update-expect', '--quiet'), {
    status: 0,
    lines: ['Checked 5 records in 3 files: 1 warning; 6 expected.'],
    stderr: `interaction-data: ${name} expects 6 problems in 3 files from now on\n`,
  });
  assert.equal(
    readFileSync(join(folder, name), 'utf8'),
    `{
  "expect": [
    { "files": ["in/a.phonecalls.json"], "records": ["one", "two"], "rules": ["invalid-value"] },
    { "files": ["in/b.phonecall.json"], "rules": ["invalid-value"] },
    { "files": ["in/c.phonecalls.json"], "records": ["/0"], "rules": ["missing-field"] },
    { "files": ["in/c.phonecalls.json"], "rules": ["not-a-record"] },
    { "files": ["in/c.phonecalls.json"], "records": ["three"], "rules": ["wrong-type"] }
  ]
}
`,
  );
});

test('--update-expect says what it cannot write, and ends with 2', () => {
  const folder = program.folder({
    'a.phonecall.json': wrong(),
  });
  for (const [project, why] of [
    ['{ "expect": { "files": [] } }', 'has no list in "expect": mend that first'],
    ['[]', 'is no JSON object: mend that first'],
    ['expect', 'is no JSON object: mend that first'],
  ] as const) {
    writeFileSync(join(folder, name), project);
    const { status, stderr } = check('.', '--update-expect');
    assert.deepEqual([status, stderr], [2, `interaction-data: ${name} ${why}\n`]);
    assert.equal(readFileSync(join(folder, name), 'utf8'), project);
  }
  for (const words of [
    ['.', '--update-expect', '--expect-none'],
    ['-', '--update-expect'],
  ])
    assert.equal(check(...words).status, 2);
  writeFileSync(join(folder, name), '{}');
  chmodSync(join(folder, name), 0o444);
  const readOnly = program.run(['check', '.', '--update-expect'], { withoutPrivileges: true });
  assert.deepEqual([readOnly.status, readFileSync(join(folder, name), 'utf8')], [2, '{}']);
  assert.match(readOnly.stderr, /\.interaction-data\.json .+\n$/);
  const full = program.folder({ 'a.phonecall.json': wrong() });
  const limited = 'ulimit -f 0; exec "$0" "$@"';
  const words = [process.execPath, program.bundle, 'check', '.', '--update-expect'];
  const noRoom = spawnSync('/bin/sh', ['-c', limited, ...words], { cwd: full, encoding: 'utf8' });
  assert.deepEqual([noRoom.status, existsSync(join(full, name))], [2, false]);
  assert.match(noRoom.stderr, /\.interaction-data\.json cannot be written: it would be too large there\n$/);
  const few = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${at}.phonecall.json`, '0']));
  const crowded = program.folder(few);
  const tooMany = check('.', '--update-expect', '--quiet', '--format', 'json');
  assert.deepEqual([tooMany.status, existsSync(join(crowded, name))], [2, false]);
  assert.match(tooMany.stderr, /"expect" has 1001 entries: only the first 1000 count\.\n$/);
  const other = program.folder({ 'x\\y.phonecall.json': wrong() });
  const named = check('.', '--update-expect');
  assert.deepEqual([named.status, existsSync(join(other, name))], [2, false]);
  assert.match(named.stderr, /cannot name x\\y\.phonecall\.json: rename that file\n/);
});
