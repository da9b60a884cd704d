import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildProgram, type Program, recordLine, recordText } from '../support/program';

let program: Program;

before(async () => {
  program = await buildProgram({ findsSharedIds: false });
});

after(() => program.remove());

/** What `fix` makes of `broken` is `mended`. */
const broken = recordText({ status: '"PENDING"' });
const mended = recordText();
const file = 'a.phonecall.json';

const timeout = 300_000;

describe('fix writes atomically, and never leaves a half-written file when interrupted', { timeout }, () => {
  test('ended at every call of the file system', () => {
    const calls = fixEndingAt(folderWith(broken), 0, 'before').stderr.match(/(?<=call )\w+/g) ?? [];
    assert.deepEqual(
      calls.filter((name) => name !== 'fchownSync'),
      ['openSync', 'writeFileSync', 'fchmodSync', 'fsyncSync', 'closeSync', 'closeSync', 'renameSync'],
    );
    for (const [index, name] of calls.entries()) {
      for (const when of name === 'writeFileSync' ? ['before', 'within', 'after'] : ['before', 'after']) {
        const folder = folderWith(broken);
        const { signal } = fixEndingAt(folder, index + 1, when);
        assert.equal(signal, 'SIGKILL');
        const isDone = name === 'renameSync' && when === 'after';
        assert.equal(read(folder), isDone ? mended : broken, `${when} ${name}`);
        if (when !== 'before') assertNextRunsWell(folder);
      }
    }
  });

  test('20 MB, ended when its folder changes, at one change after the other', async () => {
    const before = `[\n${Array(100_000).fill(recordLine()).join(',\n')},\n${recordLine({ status: '"PENDING"' })}]\n`;
    const after = before.replace('"PENDING"', '1');
    assert.ok(before.length > 20_000_000);
    for (const change of [1, 2, 3, 4, 5, 8]) {
      const folder = folderWith(before);
      const { signal, status } = await fixEndingAtChange(folder, change);
      assert.ok(signal === 'SIGKILL' || status === 0);
      const text = read(folder);
      assert.ok(text === before || text === after, `${text.length} characters after change ${change}`);
      const left = readdirSync(folder).filter((name) => name !== file);
      assert.ok(
        left.every((name) => /^\.interaction-data-\d+-\d+\.tmp$/.test(name)),
        left.join(),
      );
    }
  });

  test('what an ended process left disturbs nobody, even one of the same number', () => {
    const folder = folderWith(broken);
    fixEndingAt(folder, 2, 'within');
    const [left = ''] = readdirSync(folder).filter((name) => name !== file);
    const half = readFileSync(join(folder, left), 'utf8');
    assert.ok(half.length > 0 && half.length < mended.length);
    assertNextRunsWell(folder);
    // A process cannot choose its number, but it can be told that it has another one.
    const script = join(folder, 'number.cjs');
    writeFileSync(script, `Object.defineProperty(process, 'pid', { value: ${/\d+/.exec(left)?.[0]} });`);
    writeFileSync(join(folder, file), broken);
    const { status } = run(folder, ['--require', script], ['fix', file]);
    assert.equal(status, 0);
    assert.equal(read(folder), mended);
    assert.equal(readFileSync(join(folder, left), 'utf8'), half);
  });

  test('two at the same time', async () => {
    const folder = folderWith(broken);
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [program.bundle, 'fix', file], { cwd: folder, stdio: 'ignore' }),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0]));
    assert.deepEqual(codes, [0, 0, 0, 0]);
    assert.equal(read(folder), mended);
    assert.deepEqual(readdirSync(folder), [file]);
  });
});

describe('fix keeps what it does not fix', { timeout }, () => {
  test('the mode, also of a file that only its owner may write', () => {
    for (const mode of [0o640, 0o600, 0o755, 0o444]) {
      const folder = folderWith(broken);
      chmodSync(join(folder, file), mode);
      const { status } = run(folder, [], ['fix', file]);
      // Whoever may write a read-only file all the same, as root may, leaves it read-only.
      const isWritten = (mode & 0o200) !== 0 || process.getuid?.() === 0;
      assert.equal(status, isWritten ? 0 : 2);
      assert.equal(read(folder), isWritten ? mended : broken);
      assert.equal(statSync(join(folder, file)).mode & 0o7777, mode);
    }
  });

  test('line endings and a byte order mark', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      for (const start of ['', '\ufeff']) {
        const text = (status: string) => start + recordText({ status }, { indent: '\t', lineEnd });
        const folder = folderWith(text('"PENDING"'));
        assert.equal(run(folder, [], ['fix', file]).status, 0);
        assert.equal(read(folder), text('1'));
      }
    }
  });

  test('a symbolic link, and of two names of a file the other one with its text', () => {
    const folder = folderWith(broken);
    symlinkSync(file, join(folder, 'link.phonecall.json'));
    linkSync(join(folder, file), join(folder, 'second.txt'));
    assert.equal(run(folder, [], ['fix', 'link.phonecall.json']).status, 0);
    assert.ok(lstatSync(join(folder, 'link.phonecall.json')).isSymbolicLink());
    assert.equal(read(folder), mended);
    assert.equal(readFileSync(join(folder, 'second.txt'), 'utf8'), broken);
  });

  test('a file with the longest name that there is', () => {
    const name = `${'x'.repeat(255 - file.length)}${file}`;
    const folder = program.folder({ [name]: broken });
    assert.equal(run(folder, [], ['fix', name]).status, 0);
    assert.equal(readFileSync(join(folder, name), 'utf8'), mended);
  });
});

function folderWith(text: string): string {
  return program.folder({ [file]: text });
}

function read(folder: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function run(folder: string, nodeOptions: readonly string[], words: readonly string[], environment = {}) {
  return spawnSync(process.execPath, [...nodeOptions, program.bundle, ...words], {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
}

function fixEndingAt(folder: string, call: number, when: string) {
  const environment = { END_AT: String(call), END_WHEN: when };
  return run(folder, ['--require', join(__dirname, 'end-at-call.cjs')], ['fix', file], environment);
}

/** Runs `fix` and ends it when its folder changes for the n-th time. */
async function fixEndingAtChange(folder: string, change: number) {
  const watcher = watch(folder);
  const child = spawn(process.execPath, [program.bundle, 'fix', file], { cwd: folder, stdio: 'ignore' });
  let changes = 0;
  watcher.on('change', () => {
    if (++changes === change) child.kill('SIGKILL');
  });
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  watcher.close();
  return { status, signal };
}

/** `check` looks at nothing but the file itself, and `fix` mends it. */
function assertNextRunsWell(folder: string): void {
  const checked = run(folder, [], ['check', '--format', 'json', '.']);
  const { files } = JSON.parse(checked.stdout) as { files: { path: string }[] };
  assert.deepEqual(
    files.map(({ path }) => path),
    [file],
  );
  assert.equal(checked.stderr, '');
  assert.equal(run(folder, [], ['fix', '.']).status, 0);
  assert.equal(read(folder), mended);
}
