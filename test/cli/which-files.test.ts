import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildProgram, type Program, type RunOptions, recordText } from '../support/program';

/* Options that say which files are checked, besides the operands. */

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const good = recordText();
const wrong = recordText({ status: '7' });

/** What a run checks, and how it ends. */
function checkedBy(
  words: readonly string[],
  options: RunOptions = {},
): { readonly paths: readonly string[]; readonly status: number | null; readonly stderr: string } {
  const { stdout, status, stderr } = program.run(['check', '--format', 'json', ...words], options);
  const files: readonly { readonly path: string }[] = stdout === '' ? [] : JSON.parse(stdout).files;
  return { paths: files.map(({ path }) => path), status, stderr };
}

describe('--files-from', () => {
  test('checks what a file or standard input lists, by lines or by 0 bytes, and nothing in it is a glob', () => {
    program.folder({
      'a.json': good,
      'b [1].json': good,
      'c*.json': good,
      'cc.json': good,
      'line\nend.json': good,
      'deep/d.phonecall.json': good,
      'lines.txt': 'a.json\r\nb [1].json\n\nc*.json\ndeep\n',
      'zeros.txt': 'a\0b\0line\nend.json\0',
      'marked.txt': '\ufeffa.json\r\ndeep\r\n',
      'wide.txt': Buffer.from('\ufeffa.json\r\ndeep\r\n', 'utf16le'),
      a: good,
      b: good,
    });
    const lines = ['a.json', 'b [1].json', 'c*.json', 'deep/d.phonecall.json'];
    assert.deepEqual(checkedBy(['--files-from', 'lines.txt']), { paths: lines, status: 0, stderr: '' });
    assert.deepEqual(
      checkedBy(['--files-from', '-'], { input: lines.slice(0, 3).join('\n') }).paths,
      lines.slice(0, 3),
    );
    assert.deepEqual(checkedBy(['--files-from', 'zeros.txt']).paths, ['a', 'b', 'line\nend.json']);
    assert.deepEqual(checkedBy(['cc.json', '--files-from', 'lines.txt']).paths, ['cc.json', ...lines]);
    for (const list of ['marked.txt', 'wide.txt'])
      assert.deepEqual(checkedBy(['--files-from', list]).paths, ['a.json', 'deep/d.phonecall.json'], list);
    const piped = spawnSync(
      'sh',
      [
        '-c',
        `find . -name 'c*.json' -print0 | "$0" "$1" check --files-from -`,
        process.execPath,
        program.bundle,
      ],
      { cwd: program.folder({ 'c1.json': good, 'c 2.json': wrong }), encoding: 'utf8' },
    );
    assert.match(piped.stdout, /Checked 2 records in 2 files: 1 error, 2 warnings\.\n$/);
    assert.equal(piped.status, 1);
  });

  test('says what it cannot read', () => {
    program.folder({ 'a.json': good, 'list.txt': 'a.json\nmissing.json\nno*.json\n', 'empty.txt': '\n' });
    assert.deepEqual(checkedBy(['--files-from', 'list.txt']), {
      paths: ['a.json'],
      status: 2,
      stderr: 'interaction-data: missing.json does not exist\ninteraction-data: no*.json does not exist\n',
    });
    assert.equal(checkedBy(['--files-from', 'empty.txt']).status, 2);
    assert.equal(checkedBy(['--files-from', 'empty.txt', '--allow-empty']).status, 0);
    assert.match(
      checkedBy(['--files-from', 'none.txt']).stderr,
      /: --files-from: none\.txt does not exist\.\nTry/,
    );
    assert.match(
      checkedBy(['-', '--files-from', '-']).stderr,
      /: Standard input is either checked \(-\) or the list of files \(--files-from -\)\.\n/,
    );
  });
});

test('a parent is missing where a folder is looked at, and not where the file that has it may not be named', () => {
  const reply = (id: string) =>
    recordText({ interaction_id: JSON.stringify(id), parent_id: '"00001a57JGQ00BW9"' });
  program.folder({
    'replies/a.phonecall.json': reply('00001a57JGQ00BW1'),
    'replies/b.phonecall.json': reply('00001a57JGQ00BW2'),
    'replies.txt': 'replies/a.phonecall.json\nreplies/b.phonecall.json\n',
  });
  const hints = (words: readonly string[]) => {
    const { files } = JSON.parse(program.run(['check', '--format', 'json', ...words]).stdout);
    return files.flatMap(({ findings }: { findings: readonly { rule: string }[] }) =>
      findings.map(({ rule }) => rule),
    );
  };
  assert.deepEqual(hints(['replies']), ['unresolved-parent', 'unresolved-parent']);
  assert.deepEqual(hints(['replies/a.phonecall.json', 'replies/b.phonecall.json']), []);
  assert.deepEqual(hints(['--files-from', 'replies.txt']), []);
  const fixed = (...words: readonly string[]) =>
    program
      .run(['fix', ...words])
      .stdout.split('\n')
      .at(-2);
  assert.equal(fixed('replies'), 'Fixed 0 problems in 0 of 2 files; 2 remain.');
  assert.equal(
    fixed('replies/a.phonecall.json', 'replies/b.phonecall.json'),
    'Fixed 0 problems in 0 of 2 files; nothing remains.',
  );
});

test('--exclude leaves files out of folders and globs, and none that is named', () => {
  const cwd = program.folder({
    'sub/a.phonecall.json': good,
    'sub/invalid/b.phonecall.json': wrong,
    'sub/c.draft.phonecall.json': wrong,
  });
  const globs = ['--exclude', 'sub/invalid/**', '--exclude=*.draft.phonecall.json'];
  assert.deepEqual(checkedBy(['.', ...globs]), { paths: ['sub/a.phonecall.json'], status: 0, stderr: '' });
  assert.deepEqual(checkedBy(['sub/**/*.json', ...globs]).paths, ['sub/a.phonecall.json']);
  assert.deepEqual(checkedBy(['sub/invalid/b.phonecall.json', ...globs]).paths, [
    'sub/invalid/b.phonecall.json',
  ]);
  assert.deepEqual(checkedBy(['.', ...globs], { cwd: join(cwd, 'sub') }).paths, [
    'a.phonecall.json',
    'invalid/b.phonecall.json',
  ]);
  assert.match(checkedBy(['.', '--exclude', '/tmp/x']).stderr, /: --exclude: "\/tmp\/x" is absolute: /);
});

test('fix takes the same options', () => {
  const cwd = program.folder({
    'a.phonecall.json': recordText({ status: '"NEW"' }),
    'draft/b.phonecall.json': recordText({ status: '"NEW"' }),
    'list.txt': 'a.phonecall.json\n',
  });
  const fixed = (...words: string[]) =>
    program.run(['fix', '--check', ...words]).stdout.match(/^\S+(?=: would fix)/gm);
  assert.deepEqual(fixed('.'), ['a.phonecall.json', 'draft/b.phonecall.json']);
  assert.deepEqual(fixed('.', '--exclude', 'draft/**'), ['a.phonecall.json']);
  assert.deepEqual(fixed('--files-from', 'list.txt'), ['a.phonecall.json']);
  for (const words of [
    ['init', '-q'],
    ['add', 'a.phonecall.json'],
    ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x'],
  ])
    execFileSync('git', words, { cwd });
  assert.deepEqual(fixed('.', '--changed-since', 'HEAD'), ['draft/b.phonecall.json']);
  assert.match(program.run(['fix', '-', '--files-from', 'list.txt']).stderr, /goes alone/);
});

describe('--changed-since', () => {
  let cwd = '';
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], { cwd, encoding: 'utf8' });
  const commit = () => git('commit', '-qm', 'x');
  const write = (path: string, text: string) => {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const changed = (...words: string[]) => checkedBy(['.', '--changed-since', ...words], { cwd });

  before(() => {
    cwd = program.folder({
      'same.phonecall.json': wrong,
      'edited.phonecall.json': good,
      'staged.phonecall.json': good,
      'gone.phonecall.json': good,
      'moved.phonecall.json': good,
      'ruled/a.phonecall.json': good,
      'ruled/.interaction-data.json': '{}',
      'unruled/.interaction-data.json': '{}',
      'unruled/b.phonecall.json': good,
      '-x é.phonecall.json': good,
    });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    commit();
  });

  test('nothing has changed: that is fine, though an error is there', () => {
    assert.deepEqual(changed('HEAD'), { paths: [], status: 0, stderr: '' });
    assert.equal(checkedBy(['.'], { cwd }).status, 1);
  });

  test('what was edited, staged, moved, made or committed since is checked, and what another project file rules', () => {
    write('edited.phonecall.json', wrong);
    write('staged.phonecall.json', `${good}\n`);
    git('add', 'staged.phonecall.json');
    rmSync(join(cwd, 'gone.phonecall.json'));
    renameSync(join(cwd, 'moved.phonecall.json'), join(cwd, 'there.phonecall.json'));
    write('new/n.phonecall.json', good);
    write('ruled/.interaction-data.json', '{ "rules": {} }');
    rmSync(join(cwd, 'unruled/.interaction-data.json'));
    write('.gitignore', 'ignored/\n');
    write('ignored/i.phonecall.json', good);
    const paths = [
      'edited.phonecall.json',
      'new/n.phonecall.json',
      'ruled/a.phonecall.json',
      'staged.phonecall.json',
      'there.phonecall.json',
      'unruled/b.phonecall.json',
    ];
    assert.deepEqual(changed('HEAD'), { paths, status: 1, stderr: '' });
    // What git does not track may be anything by now.
    assert.deepEqual(
      checkedBy(['--changed-since', 'HEAD', 'ignored/i.phonecall.json', 'same.phonecall.json'], { cwd })
        .paths,
      ['ignored/i.phonecall.json'],
    );
    git('add', '.');
    commit();
    assert.deepEqual(changed('HEAD').paths, []);
    assert.deepEqual(changed('HEAD~1').paths, paths);
    assert.deepEqual(checkedBy(['.', '--changed-since', 'HEAD~1'], { cwd: join(cwd, 'new') }).paths, [
      'n.phonecall.json',
    ]);
  });

  test('a branch is compared with where it left the other one', () => {
    git('checkout', '-q', '-b', 'topic', 'HEAD');
    write('topic.phonecall.json', good);
    git('add', '.');
    commit();
    git('checkout', '-q', 'main');
    write('same.phonecall.json', good);
    git('commit', '-qam', 'x');
    git('checkout', '-q', 'topic');
    assert.deepEqual(changed('main').paths, ['topic.phonecall.json']);
  });

  test('a link is as new as what it leads to', () => {
    symlinkSync('topic.phonecall.json', join(cwd, 'link.phonecall.json'));
    git('add', '.');
    commit();
    const link = ['link.phonecall.json', '--changed-since', 'HEAD'];
    assert.deepEqual(checkedBy(link, { cwd }).paths, []);
    write('topic.phonecall.json', wrong);
    assert.deepEqual(checkedBy(link, { cwd }).paths, ['link.phonecall.json']);
  });

  test('what did not change is known to what did, and is not reported itself', () => {
    const call = (identity: string, parent: string) =>
      recordText({ interaction_id: `"${identity}"`, parent_id: `"${parent}"`, status: '"NEW"' });
    const [first, second, third] = ['00001a57JGQ00A01', '00001a57JGQ00A02', '00001a57JGQ00A03'];
    const at = program.folder({
      'parent.phonecall.json': call(first, second),
      'broken.phonecall.json': '{',
      'latin.phonecall.json': Buffer.from([0xe9]),
    });
    for (const words of [
      ['init', '-q'],
      ['add', '.'],
      ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x'],
    ])
      execFileSync('git', words, { cwd: at });
    writeFileSync(join(at, 'a.phonecall.json'), call(second, first));
    writeFileSync(join(at, 'b.phonecall.json'), call(third, first));
    const { stdout, stderr } = program.run(['check', '--format', 'json', '.', '--changed-since', 'HEAD'], {
      cwd: at,
    });
    assert.equal(stderr, '');
    const { files } = JSON.parse(stdout) as { files: { path: string; findings: { rule: string }[] }[] };
    assert.deepEqual(
      files.map(({ path, findings }) => [
        path,
        findings.map(({ rule }) => rule).filter((rule) => /parent/.test(rule)),
      ]),
      [
        ['a.phonecall.json', ['parent-cycle']],
        ['b.phonecall.json', []],
      ],
    );
  });

  test('outside of a checkout, and for an unknown revision, it is refused', () => {
    assert.match(
      changed('no-such').stderr,
      /: --changed-since: git knows no commit no-such here\. A shallow checkout may lack it\.\nTry/,
    );
    assert.match(changed('--output=/tmp/x').stderr, /: --changed-since needs a value\.\nTry/);
    const outside = program.folder({ 'a.phonecall.json': good });
    const result = checkedBy(['.', '--changed-since', 'HEAD'], { cwd: outside });
    assert.match(result.stderr, /: --changed-since needs a checkout of git: not a git repository/);
    assert.equal(result.status, 2);
    const { stderr } = checkedBy(['.', '--changed-since', 'HEAD'], { environment: { PATH: cwd } });
    assert.match(stderr, /: --changed-since needs a checkout of git: git cannot be run \(.*\)\.\nTry/);
  });

  test('a checkout that comes from anybody has no program run', () => {
    write('run.sh', '#!/bin/sh\ntouch ran\n');
    git('config', 'core.fsmonitor', 'sh run.sh');
    git('config', 'diff.external', 'sh run.sh');
    git('config', 'diff.relative', 'true');
    write('same.phonecall.json', `${wrong}\n`);
    assert.ok(changed('HEAD').paths.includes('same.phonecall.json'));
    assert.equal(spawnSync('ls', ['ran'], { cwd }).status === 0, false);
  });
});
