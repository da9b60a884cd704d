import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildProgram, type Program, recordText } from '../support/program';

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const good = recordText();
const broken = recordText({ status: '"PENDING"' });
const passedOver = 'is a symbolic link that leads out of the folder; it is passed over';

describe('hostile workspace: symlink loops and unreadable folders are reported and passed over', () => {
  test('loops of all kinds; what lies beside them is checked', () => {
    const folder = program.folder({ 'w/a/b/x.phonecall.json': good, 'w/y.phonecall.json': good });
    symlinkSync('self', join(folder, 'w/self'));
    symlinkSync('two', join(folder, 'w/one'));
    symlinkSync('one', join(folder, 'w/two'));
    symlinkSync('../..', join(folder, 'w/a/b/up'));
    symlinkSync('.', join(folder, 'w/a/here'));
    symlinkSync('b', join(folder, 'w/a/again'));
    const { stdout, stderr } = program.run(['check', '--format', 'json', 'w']);
    assert.deepEqual(pathsIn(stdout), ['w/a/b/x.phonecall.json', 'w/y.phonecall.json']);
    assert.deepEqual(stderr.split('\n').sort(), [
      '',
      'interaction-data: w/a/b/up is a symbolic link to a folder that it lies in; it is passed over',
      'interaction-data: w/a/here is a symbolic link to a folder that it lies in; it is passed over',
      'interaction-data: w/one is a symbolic link that leads back to itself; it is passed over',
      'interaction-data: w/self is a symbolic link that leads back to itself; it is passed over',
      'interaction-data: w/two is a symbolic link that leads back to itself; it is passed over',
    ]);
  });

  test('a folder and a file that may not be read; what lies beside them is checked', () => {
    const folder = program.folder({
      'w/closed/x.phonecall.json': good,
      'w/closed.phonecall.json': good,
      'w/y.phonecall.json': good,
    });
    chmodSync(join(folder, 'w/closed'), 0);
    chmodSync(join(folder, 'w/closed.phonecall.json'), 0);
    const { status, stdout, stderr } = program.run(['check', '--format', 'json', 'w'], {
      withoutPrivileges: true,
    });
    chmodSync(join(folder, 'w/closed'), 0o755);
    assert.deepEqual(pathsIn(stdout), ['w/y.phonecall.json']);
    assert.equal(
      stderr,
      `interaction-data: w/closed cannot be accessed: permission denied
interaction-data: w/closed.phonecall.json cannot be accessed: permission denied
`,
    );
    assert.equal(status, 2);
  });

  test('thousands of folders in each other', () => {
    const folder = program.folder({ 'w/y.phonecall.json': good });
    let deepest = 'w';
    // As deep as the system lets one write a path.
    while (deepest.length < 3800) deepest += `/${'d'.repeat(7)}`;
    mkdirSync(join(folder, deepest), { recursive: true });
    writeFileSync(join(folder, deepest, 'x.phonecall.json'), good);
    const { stdout, stderr } = program.run(['check', '--format', 'json', 'w']);
    assert.deepEqual(pathsIn(stdout), [`${deepest}/x.phonecall.json`, 'w/y.phonecall.json']);
    assert.equal(stderr, '');
  });
});

describe('hostile workspace: no file outside the folder read or written by the command line', () => {
  for (const [words, where] of [
    [['check', '--format', 'json', '.'], 'in the folder'],
    [['check', '--format', 'json', '**/*.json'], 'by a glob'],
    [['fix', '--unsafe', '.'], 'fixed in the folder'],
  ] as const) {
    test(`links that lead out are told and passed over: ${where}`, () => {
      const root = program.folder({
        'outside/a.phonecall.json': broken,
        'outside/b.json': 'secret',
        'w/in/x.json': good,
      });
      const folder = join(root, 'w');
      for (const [link, target] of [
        ['a.phonecall.json', '../outside/a.phonecall.json'],
        ['b.json', '../outside/b.json'],
        ['out', '../outside'],
        ['x.phonecall.json', 'in/x.json'],
        // Whatever is no file with records by its ending is nobody's business.
        ['README.md', '../outside/b.json'],
      ] as const) {
        mkdirSync(dirname(join(folder, link)), { recursive: true });
        symlinkSync(target, join(folder, link));
      }
      const { stdout, stderr } = program.run(words, { cwd: folder });
      assert.doesNotMatch(stdout, /secret|outside/);
      assert.deepEqual(stderr.split('\n').sort(), [
        '',
        ...['a.phonecall.json', 'b.json', 'out'].map((link) => `interaction-data: ${link} ${passedOver}`),
      ]);
      assert.equal(readFileSync(join(root, 'outside/a.phonecall.json'), 'utf8'), broken);
    });
  }

  test('a file that is named is meant, whatever leads to it', () => {
    const root = program.folder({ 'outside/a.json': broken, 'w/x': '' });
    symlinkSync('../outside/a.json', join(root, 'w/link.json'));
    assert.equal(program.run(['fix', 'link.json'], { cwd: join(root, 'w') }).status, 0);
    assert.equal(readFileSync(join(root, 'outside/a.json'), 'utf8'), good);
  });

  test('no line of a file elsewhere is shown, as what is wrong with a project file', () => {
    const root = program.folder({ 'outside/token': 'password=secret\n', 'w/a.phonecall.json': good });
    symlinkSync('../outside/token', join(root, 'w/.interaction-data.json'));
    assert.deepEqual(program.run(['check', '.'], { cwd: join(root, 'w') }), {
      status: 2,
      stdout: 'Checked 1 record in 1 file: 1 path could not be read.\n',
      stderr: 'interaction-data: .interaction-data.json is a symbolic link that leads out of its folder\n',
    });
  });
});

function pathsIn(stdout: string): string[] {
  const { files } = JSON.parse(stdout) as { files: { path: string }[] };
  return files.map(({ path }) => path);
}
