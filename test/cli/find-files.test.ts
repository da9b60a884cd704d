import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildProgram, type Program, type Result, recordLine, recordText } from '../support/program';
import { withOtherId } from '../support/texts';

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const good = recordText();

/** Checks, and gives the paths of the files that were checked, in the order of the report. */
function checkedFiles(...operands: string[]): string[] {
  const { stdout } = program.run(['check', '--format', 'json', ...operands]);
  return pathsIn(stdout);
}

function pathsIn(stdout: string): string[] {
  const { files } = JSON.parse(stdout) as { files: { path: string }[] };
  return files.map(({ path }) => path);
}

function withoutOutput({ status, stderr }: Result): object {
  return { status, stderr };
}

test('a folder stands for the files that the editor takes, in the order of their paths', () => {
  program.folder({
    'b.phonecalls.jsonl': '',
    'a/z.interaction.json': good,
    'a/deep/er/x.phone-call.ndjson': '',
    'a-b/x.phonecall.json': good,
    'phone-calls/plain.json': good,
    'phone-calls/deep/plain.ndjson': '',
    'phone-calls/notes.md': '',
    '.hidden.phonecall.json': good,
    'package.json': '{}',
    'other.json': good,
    'node_modules/p/x.phonecall.json': good,
    'a/node_modules/p/x.phonecall.json': good,
    '.git/x.phonecall.json': good,
    'a/.cache/x.phonecall.json': good,
  });
  assert.deepEqual(checkedFiles('.'), [
    '.hidden.phonecall.json',
    'a/deep/er/x.phone-call.ndjson',
    'a/z.interaction.json',
    'a-b/x.phonecall.json',
    'b.phonecalls.jsonl',
    'phone-calls/deep/plain.ndjson',
    'phone-calls/plain.json',
  ]);
});

test('a folder counts as one of phone calls wherever one starts to look', () => {
  const folder = program.folder({ 'phone-calls/day/a.json': good });
  const { stdout } = program.run(['check', '--format', 'json', '.'], {
    cwd: join(folder, 'phone-calls/day'),
  });
  assert.deepEqual(pathsIn(stdout), ['a.json']);
});

test('paths that are named are taken whatever their name, once, in the order of the operands', () => {
  const folder = program.folder({
    'z.txt': good,
    'a.phonecall.json': good,
    'node_modules/x.phonecall.json': good,
    '.cache/x.phonecall.json': good,
  });
  const operands = ['./z.txt', 'node_modules', '.cache/', '.', join(folder, 'z.txt'), 'a.phonecall.json'];
  assert.deepEqual(checkedFiles(...operands), [
    'z.txt',
    'node_modules/x.phonecall.json',
    '.cache/x.phonecall.json',
    'a.phonecall.json',
  ]);
  assert.deepEqual(checkedFiles(folder), [join(folder, 'a.phonecall.json')]);
});

test('a folder with the name of a file with records is a folder', () => {
  program.folder({ 'x.phonecall.json/y.phonecall.json': good });
  assert.deepEqual(checkedFiles('x.phonecall.json'), ['x.phonecall.json/y.phonecall.json']);
});

test('globs stand for the files that they match, whatever their name', () => {
  const folder = program.folder({
    'fixtures/a.json': good,
    'fixtures/b.txt': good,
    'fixtures/deep/c.json': good,
    'fixtures/node_modules/d.json': good,
    'fixtures/.cache/e.json': good,
    'fixtures/[x].json': good,
    'other/f.json': good,
  });
  assert.deepEqual(checkedFiles('fixtures/*.json'), ['fixtures/[x].json', 'fixtures/a.json']);
  assert.deepEqual(checkedFiles('./fixtures/**/*.json'), [
    'fixtures/[x].json',
    'fixtures/a.json',
    'fixtures/deep/c.json',
  ]);
  assert.deepEqual(checkedFiles('{other,fixtures/deep}/*.json'), ['fixtures/deep/c.json', 'other/f.json']);
  assert.deepEqual(checkedFiles(join(folder, 'fixtures/?.*')), [
    join(folder, 'fixtures/a.json'),
    join(folder, 'fixtures/b.txt'),
  ]);
  assert.deepEqual(checkedFiles('fixtures/**/node_modules/*.json'), ['fixtures/node_modules/d.json']);
  assert.deepEqual(checkedFiles('fixtures/**/.cache/*.json'), ['fixtures/.cache/e.json']);
  // A file of that very name comes first, as in a shell.
  assert.deepEqual(checkedFiles('fixtures/[x].json'), ['fixtures/[x].json']);
});

test('a glob that matches nothing is a mistake', () => {
  program.folder({ 'a.phonecall.json': good });
  const result = program.run(['check', 'nowhere/*.json', '*.jsonl', '!a.phonecall.json', 'a.phonecall.json']);
  assert.deepEqual(result, {
    status: 2,
    stdout: 'Checked 1 record in 1 file: 3 paths could not be read.\n',
    stderr: `interaction-data: nowhere/*.json matches no file
interaction-data: *.jsonl matches no file
interaction-data: !a.phonecall.json does not exist
`,
  });
});

test('walks leave out what a .gitignore names, and whoever names it gets it', () => {
  const folder = program.folder({
    '.gitignore': 'dist/\n*.old.phonecall.json\n!kept.old.phonecall.json\n',
    'a.phonecall.json': good,
    'a.old.phonecall.json': good,
    'kept.old.phonecall.json': good,
    'dist/b.phonecall.json': good,
    'sub/.gitignore': '/c.phonecall.json\n!d.old.phonecall.json\n',
    'sub/c.phonecall.json': good,
    'sub/d.old.phonecall.json': good,
    'sub/deep/c.phonecall.json': good,
  });
  const below = ['sub/d.old.phonecall.json', 'sub/deep/c.phonecall.json'];
  assert.deepEqual(checkedFiles('.'), ['a.phonecall.json', 'kept.old.phonecall.json', ...below]);
  assert.deepEqual(checkedFiles('**/*.phonecall.json'), checkedFiles('.'));
  assert.deepEqual(checkedFiles('dist', 'a.old.phonecall.json'), [
    'dist/b.phonecall.json',
    'a.old.phonecall.json',
  ]);
  // Those above count in a checkout alone, and not where they name the folder that was named.
  assert.deepEqual(checkedFiles('sub'), below);
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.gitignore'), 'dist/\ndeep/\n');
  assert.deepEqual(checkedFiles('sub'), ['sub/d.old.phonecall.json']);
  assert.deepEqual(checkedFiles('sub/deep'), ['sub/deep/c.phonecall.json']);
  assert.deepEqual(checkedFiles('dist'), ['dist/b.phonecall.json']);
});

test('where all is left out, the .gitignore is named', () => {
  program.folder({ '.gitignore': '*', 'a.phonecall.json': good });
  for (const [operand, said] of [
    [
      '.',
      '. holds no files named as ones with records; name files, or a glob (what .gitignore names is left out)',
    ],
    ['*.json', '*.json matches no file (what .gitignore names is left out)'],
  ] as const) {
    const { stderr } = program.run(['check', operand]);
    assert.equal(stderr.split('\n')[0], `interaction-data: ${said}`);
  }
});

test('symbolic links are followed, but not in circles', () => {
  const folder = program.folder({
    'walk/a/x.phonecall.json': good,
    'walk/b/y.txt': good,
    'elsewhere/z.phonecall.json': good,
  });
  symlinkSync('..', join(folder, 'walk/a/up'));
  symlinkSync('loop', join(folder, 'walk/loop'));
  symlinkSync('../elsewhere', join(folder, 'walk/link'));
  symlinkSync('../elsewhere', join(folder, 'walk/link-again'));
  symlinkSync('a', join(folder, 'walk/0-comes-before-a'));
  symlinkSync('y.txt', join(folder, 'walk/b/y.phonecall.json'));
  const result = program.run(['check', '--format', 'json', 'walk']);
  assert.deepEqual(pathsIn(result.stdout), [
    'walk/a/x.phonecall.json',
    'walk/b/y.phonecall.json',
    'walk/link/z.phonecall.json',
  ]);
  assert.deepEqual(withoutOutput(result), {
    status: 0,
    stderr: `interaction-data: walk/a/up is a symbolic link to a folder that it lies in; it is passed over
interaction-data: walk/loop is a symbolic link that leads back to itself; it is passed over
`,
  });
});

test('a file that several names lead to is checked once', () => {
  const folder = program.folder({ 'a/own.phonecall.json': good, 'b/other.txt': good });
  symlinkSync('own.phonecall.json', join(folder, 'a/first.phonecall.json'));
  symlinkSync('a', join(folder, 'again'));
  symlinkSync('other.txt', join(folder, 'b/x.phonecall.json'));
  symlinkSync('other.txt', join(folder, 'b/y.phonecall.json'));
  for (const [operands, paths] of [
    [['a'], ['a/own.phonecall.json']],
    [['a', 'again'], ['a/own.phonecall.json']],
    [['again', 'a'], ['a/own.phonecall.json']],
    [['a/first.phonecall.json', 'a'], ['a/first.phonecall.json']],
    [['a/own.phonecall.json', 'again/first.phonecall.json'], ['a/own.phonecall.json']],
    [['b'], ['b/x.phonecall.json']],
  ] as const) {
    const { status, stdout } = program.run(['check', '--format', 'json', ...operands]);
    assert.deepEqual({ status, paths: pathsIn(stdout) }, { status: 0, paths }, operands.join(' '));
    // No record is a duplicate of itself.
    assert.match(program.run(['check', ...operands]).stdout, /^Checked 1 record in 1 file: no problems\.\n$/);
  }
});

test('a folder without files of the right names stands for the JSON files in it that hold records', () => {
  program.folder({
    'real/one.json': good,
    'real/lines.jsonl': `${recordLine()}\n`,
    'real/list.json': `{"items": [${good}]}`,
    'real/package.json': '{"name": "x", "type": "module", "version": "1.0.0"}',
    'real/schema.json': '{"properties": {"status": {}, "type": {}, "duration": {}, "subject": {}}}',
    'real/events.json': '[{"type": "click", "duration": 5, "text": "x", "subject": "y", "status": "done"}]',
    'real/words.json': '{"status": "Status", "type": "Typ", "phone_number": "Telefon", "text": "Text"}',
    'real/latin.json': Buffer.from([0x22, 0xe9, 0x22]),
    'real/notes.txt': good,
    'none/package.json': '{}',
  });
  const result = program.run(['check', '--format', 'json', 'real']);
  assert.deepEqual(pathsIn(result.stdout), ['real/lines.jsonl', 'real/list.json', 'real/one.json']);
  assert.deepEqual(withoutOutput(result), {
    status: 0,
    stderr:
      'interaction-data: real holds no files named as ones with records; its JSON files with records are taken\n',
  });
  const nameThem = 'holds no files named as ones with records; name files, or a glob';
  assert.deepEqual(program.run(['check', 'none']), {
    status: 2,
    stdout: 'Checked 0 records in 0 files: there was nothing to check.\n',
    stderr: `interaction-data: none ${nameThem}
interaction-data: no record was checked: name files or folders that hold some, or add --allow-empty
`,
  });
  // What was not named is not changed.
  assert.deepEqual(program.run(['fix', 'real']), {
    status: 2,
    stdout: 'Fixed 0 problems in 0 of 0 files; nothing remains.\n',
    stderr: `interaction-data: real ${nameThem}
interaction-data: there was no record: name files or folders that hold some, or add --allow-empty
`,
  });
});

const warned = recordText({ room: '"4.12"' });

test('the nearest project file sets rules and adds files', () => {
  program.folder({
    '.interaction-data.json': '{"rules": {"unknown-field": "error"}, "files": ["*.call", "fixtures/*.json"]}',
    'a.phonecall.json': warned,
    'a.call': warned,
    'fixtures/b.json': warned,
    'deep/fixtures/b.json': warned,
    'off/.interaction-data.json': '\ufeff{"rules": {"unknown-field": "off"}, "files": ["fixtures/**"]}',
    'off/a.phonecall.json': warned,
    'off/b.call': warned,
    'off/fixtures/deep/c.json': warned,
    'off/fixtures/readme.md': '# Not a record',
    'out/.interaction-data.json': '{"exclude": ["invalid/**"], "files": ["**/*.json"]}',
    'out/invalid/a.phonecall.json': warned,
    'out/b.json': warned,
    'out/package.json': '{}',
    'out/.vscode/settings.json': '{}',
  });
  const { status, stdout } = program.run(['check', '.']);
  assert.deepEqual(
    stdout
      .split('\n')
      .filter((line) => line.includes('unknown-field'))
      .map((line) => line.split(' ').slice(0, 2)),
    [
      ['a.call:10:3', 'error'],
      ['a.phonecall.json:10:3', 'error'],
      ['fixtures/b.json:10:3', 'error'],
      ['out/b.json:10:3', 'warning'],
    ],
  );
  assert.equal(status, 1);
  assert.deepEqual(checkedFiles('off'), ['off/a.phonecall.json', 'off/fixtures/deep/c.json']);
  assert.deepEqual(checkedFiles('out'), ['out/b.json']);
  assert.deepEqual(checkedFiles('out/**/*.phonecall.json', 'out/b.json'), ['out/b.json']);
  assert.equal(program.run(['check', 'off/b.call']).status, 0);
});

test('a wrong project file is reported once, before, and what is right in it counts', () => {
  const project =
    '{\n  "rules": { "unknown-field": "off", "empty-field": "warn", "mising-field": "off" },\n  "files": 1,\n}\n';
  const folder = program.folder({
    'in/.interaction-data.json': project,
    'in/a.phonecall.json': warned,
    'in/b.phonecall.json': withOtherId(good, '2'),
  });
  const expected = `in/.interaction-data.json:2:53 error invalid-setting Set rule "empty-field" to "error", "warning", "information", "hint" or "off", not "warn".
  2 |   "rules": { "unknown-field": "off", "empty-field": "warn", "mising-field": "off" },
    |                                                     ^^^^^^

in/.interaction-data.json:2:61 error invalid-setting There is no rule "mising-field": did you mean "missing-field"?
  2 |   "rules": { "unknown-field": "off", "empty-field": "warn", "mising-field": "off" },
    |                                                             ^^^^^^^^^^^^^^

in/.interaction-data.json:3:12 error invalid-setting "files" is a list of globs such as ["fixtures/**/*.json"], not 1.
  3 |   "files": 1,
    |            ^

in/.interaction-data.json:3:13 error invalid-setting Trailing comma: nothing follows.
  3 |   "files": 1,
    |             ^

Checked 2 records in 3 files: 4 errors.
`;
  assert.deepEqual(program.run(['check', '.']), { status: 1, stdout: expected, stderr: '' });
  assert.deepEqual(program.run(['check', 'in/b.phonecall.json', 'in/a.phonecall.json']).stdout, expected);
  const absolute = program.run(['check', join(folder, 'in')]).stdout;
  assert.equal(absolute, expected.replaceAll(/^in\//gm, `${folder}/in/`));

  const { stdout } = program.run(['check', '--format', 'json', 'in/.interaction-data.json']);
  const { files, summary } = JSON.parse(stdout);
  assert.deepEqual(files[0].findings[1], {
    rule: 'invalid-setting',
    severity: 'error',
    message: 'There is no rule "mising-field": did you mean "missing-field"?',
    record: null,
    field: null,
    fields: [],
    pointer: '/rules/mising-field',
    range: { start: { line: 1, character: 60 }, end: { line: 1, character: 74 } },
    offset: project.indexOf('"mising-field"'),
    length: 14,
    fix: null,
  });
  assert.deepEqual(summary, {
    files: 1,
    records: 0,
    errors: 4,
    warnings: 0,
    infos: 0,
    hints: 0,
    expected: 0,
    ignored: 0,
    unreadable: 0,
  });
});

test('a project file that takes no file is reported all the same', () => {
  program.folder({
    '.interaction-data.json': '{"files": "*.txt"}',
    'phone-calls/.interaction-data.json': '{}',
  });
  const { status, stdout } = program.run(['check', '.']);
  assert.equal(status, 1);
  assert.match(stdout, /^\.interaction-data\.json:1:11 error invalid-setting /);
  assert.deepEqual(checkedFiles('phone-calls/.interaction-data.json'), [
    'phone-calls/.interaction-data.json',
  ]);
});

test('a project file that cannot be read is a failure', () => {
  program.folder({
    '.interaction-data.json/x': '',
    'a.phonecall.json': warned,
    'b/c.phonecall.json': withOtherId(warned, '2'),
  });
  const result = program.run(['check', '.']);
  assert.deepEqual(withoutOutput(result), {
    status: 2,
    stderr: 'interaction-data: .interaction-data.json is a folder\n',
  });
  assert.match(result.stdout, /Checked 2 records in 2 files: 2 warnings; 1 path could not be read\.\n$/);
});
