import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildProgram, type Program, recordText } from '../support/program';

/*
 * What `fix` does to a file beside its text, and to one that is not what it was when it was read. Other processes, links,
 * pipes, groups and mounts are real. Where that takes a privilege that the tests do not have, they hold what is true
 * without it.
 */

let program: Program;

before(async () => {
  program = await buildProgram();
});

after(() => program.remove());

const broken = recordText({ status: '"PENDING"' });
const mended = recordText();
const file = 'a.phonecall.json';
const isRoot = process.getuid?.() === 0;
const leftAlone = `interaction-data: ${file} was changed meanwhile and is left as it is\n`;

function read(folder: string, path = file): string {
  return readFileSync(join(folder, path), 'utf8');
}

interface Meanwhile {
  readonly AT: string;
  readonly ON?: string;
  readonly DO?: string;
  readonly FAIL?: string;
}

function fixWhile(folder: string, meanwhile: Meanwhile, words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync(
    process.execPath,
    ['--require', join(__dirname, 'meanwhile.cjs'), program.bundle, 'fix', ...words],
    { cwd: folder, env: { ...process.env, ...meanwhile }, encoding: 'utf8' },
  );
}

describe('what another process does meanwhile is not undone', () => {
  const newer = recordText({ status: '"PENDING"', type: '"Outbound"' });
  const changes: readonly (readonly [name: string, command: string, left: string])[] = [
    ['writes into it', `cat newer > ${file}`, newer],
    ['puts another one in its place', `cp newer other && mv other ${file}`, newer],
    ['appends to it', `printf ' ' >> ${file}`, `${broken} `],
    [
      'writes as much, and sets the time back',
      `touch -r ${file} time && sed -i s/00001a/00002b/ ${file} && touch -r time ${file}`,
      broken.replaceAll('00001a', '00002b'),
    ],
    ['empties it', `: > ${file}`, ''],
  ];
  for (const [name, command, left] of changes) {
    for (const call of ['fsyncSync', 'fchmodSync']) {
      test(`it ${name}, before ${call}`, () => {
        const folder = program.folder({ [file]: broken, newer });
        for (const words of [[file], ['.']]) {
          writeFileSync(join(folder, file), broken);
          const { status, stderr } = fixWhile(folder, { AT: call, DO: command }, words);
          assert.deepEqual({ status, stderr }, { status: 2, stderr: leftAlone });
          assert.equal(read(folder), left);
          assert.deepEqual(
            readdirSync(folder).filter((entry) => entry.endsWith('.tmp')),
            [],
          );
        }
      });
    }
  }

  test('it removes the file', () => {
    const folder = program.folder({ [file]: broken });
    const { status, stderr } = fixWhile(folder, { AT: 'fsyncSync', DO: `rm ${file}` }, [file]);
    assert.deepEqual({ status, stderr }, { status: 2, stderr: leftAlone });
    assert.deepEqual(readdirSync(folder), []);
  });

  test('it writes the same: nothing is to be done', () => {
    const folder = program.folder({ [file]: broken, mended });
    const { status, stderr } = fixWhile(folder, { AT: 'fsyncSync', DO: `cat mended > ${file}` }, [file]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.equal(read(folder), mended);
  });

  test('the other files are fixed', () => {
    const folder = program.folder({ [file]: broken, 'b.phonecall.json': broken, newer });
    const { status, stdout } = fixWhile(folder, { AT: 'fsyncSync', DO: `cat newer > ${file}` }, ['.']);
    assert.equal(status, 2);
    assert.equal(
      stdout,
      'b.phonecall.json: fixed 1 problem\nFixed 1 problem in 1 of 1 file; 1 path could not be read or written.\n',
    );
    assert.equal(read(folder, 'b.phonecall.json'), mended);
  });
});

describe('a walk does not go where links lead by then', () => {
  test('the file has become a link', () => {
    for (const command of ['check', 'fix']) {
      const folder = program.folder({ [`in/${file}`]: broken, 'secret.txt': broken });
      const swap = { AT: 'openSync', ON: file, DO: `rm in/${file} && ln -s ../secret.txt in/${file}` };
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--require', join(__dirname, 'meanwhile.cjs'), program.bundle, command, 'in'],
        { cwd: folder, env: { ...process.env, ...swap }, encoding: 'utf8' },
      );
      assert.equal(status, 2, stdout);
      assert.equal(
        stderr,
        `interaction-data: in/${file} has become a symbolic link meanwhile and is left as it is\n`,
      );
      assert.equal(read(folder, 'secret.txt'), broken);
    }
  });

  test('its folder has become one', () => {
    for (const at of ['openSync', 'fsyncSync']) {
      const folder = program.folder({ [`in/deep/${file}`]: broken, [`out/${file}`]: broken });
      const on = at === 'openSync' ? { ON: file } : {};
      const swap = 'mv in/deep in/gone && ln -s ../out in/deep';
      const { status } = fixWhile(folder, { AT: at, ...on, DO: swap }, ['in']);
      assert.equal(status, 2);
      assert.equal(read(folder, `out/${file}`), broken);
      assert.deepEqual(readdirSync(join(folder, 'out')), [file]);
    }
  });

  test('the link that was found inside leads out', () => {
    const folder = program.folder({ [`in/real/${file}`]: broken, 'secret.txt': broken });
    symlinkSync(`real/${file}`, join(folder, 'in/b.phonecall.json'));
    const swap = 'rm in/b.phonecall.json && ln -s ../secret.txt in/b.phonecall.json';
    fixWhile(folder, { AT: 'openSync', DO: swap }, ['in']);
    assert.equal(read(folder, 'secret.txt'), broken);
  });
});

describe('what is not a regular file is refused', () => {
  test('a named pipe stays one, and nobody waits for it', () => {
    const folder = program.folder({ 'b.phonecall.json': broken });
    assert.equal(spawnSync('mkfifo', [join(folder, file)]).status, 0);
    symlinkSync(file, join(folder, 'link.phonecall.json'));
    for (const name of [file, 'link.phonecall.json']) {
      const { status, stderr } = program.run(['fix', name, 'b.phonecall.json']);
      assert.deepEqual(
        { status, stderr },
        { status: 2, stderr: `interaction-data: ${name} is not a regular file\n` },
      );
    }
    assert.ok(lstatSync(join(folder, file)).isFIFO());
    assert.equal(read(folder, 'b.phonecall.json'), mended);
    assert.equal(program.run(['fix', '.']).status, 0);
  });

  test('a device, and standard input by its path', () => {
    program.folder();
    for (const path of ['/dev/null', '/dev/zero', '/dev/stdin']) {
      const { status, stderr } = program.run(['fix', path], { input: broken });
      assert.deepEqual(
        { status, stderr },
        { status: 2, stderr: `interaction-data: ${path} is not a regular file\n` },
      );
    }
  });

  test('a pipe that comes in the place of a file between walk and reading is not waited for', () => {
    for (const command of ['check', 'fix']) {
      const folder = program.folder({ [file]: broken });
      const { status, signal } = spawnSync(
        process.execPath,
        ['--require', join(__dirname, 'meanwhile.cjs'), program.bundle, command, '.'],
        {
          cwd: folder,
          env: { ...process.env, AT: 'openSync', ON: file, DO: `rm ${file} && mkfifo ${file}` },
          timeout: 60_000,
        },
      );
      assert.equal(signal, null);
      assert.ok(status === 1 || status === 2);
    }
  });
});

describe('owner, group and mode stay', () => {
  /** Runs `fix` as a user of these groups. */
  function fixAs(user: number, groups: readonly number[], folder: string): SpawnSyncReturns<string> {
    const words = [
      `--reuid=${user}`,
      `--regid=${groups[0]}`,
      `--groups=${groups.join(',')}`,
      process.execPath,
      program.bundle,
      'fix',
      file,
    ];
    return isRoot
      ? spawnSync('setpriv', words, { cwd: folder, encoding: 'utf8' })
      : spawnSync(process.execPath, [program.bundle, 'fix', file], { cwd: folder, encoding: 'utf8' });
  }

  /** A file of this owner and group, in a folder that all may write to. Who is not root has files of its own only. */
  function folderWith(owner: number, group: number, mode: number): string {
    const folder = program.folder({ [file]: broken });
    chmodSync(folder, 0o777);
    if (isRoot) chownSync(join(folder, file), owner, group);
    chmodSync(join(folder, file), mode);
    return folder;
  }

  const cases: readonly (readonly [
    name: string,
    owner: number,
    group: number,
    mode: number,
    user: number,
    groups: readonly number[],
    isWrittenOver: boolean,
  ])[] = [
    ['of another group, whose member one is', 5001, 5002, 0o660, 5001, [5001, 5002], false],
    ['of a group that one is not in', 5001, 5002, 0o660, 5001, [5001], true],
    ['of another owner, writable through its group', 5003, 5002, 0o664, 5001, [5001, 5002], true],
    ['of another owner, writable by all', 5003, 5004, 0o666, 5001, [5001], true],
    ['with a set-group bit', 5001, 5002, 0o2660, 5001, [5001, 5002], false],
    ['of others, fixed by root', 5003, 5004, 0o640, 0, [0], false],
  ];
  for (const [name, owner, group, mode, user, groups, isWrittenOver] of cases) {
    test(name, () => {
      const folder = folderWith(owner, group, mode);
      const seen = statSync(join(folder, file));
      const { status, stderr } = fixAs(user, groups, folder);
      const { uid, gid, ino, mode: after } = statSync(join(folder, file));
      assert.equal(status, 0, stderr);
      assert.equal(read(folder), mended);
      assert.deepEqual([uid, gid], [seen.uid, seen.gid]);
      // Writing takes set-group bits away, unless root writes.
      if (!isWrittenOver) assert.equal(after, seen.mode);
      assert.equal(ino === seen.ino, isRoot && isWrittenOver);
      assert.equal(
        stderr,
        isRoot && isWrittenOver
          ? `interaction-data: ${file} was written over, since a new file cannot get its owner, group and mode: an interruption could have left half of it\n`
          : '',
      );
    });
  }

  test('of two names of a file the other one keeps the old text, as documented', () => {
    const folder = program.folder({ [file]: broken });
    linkSync(join(folder, file), join(folder, 'second.txt'));
    assert.equal(program.run(['fix', file]).status, 0);
    assert.deepEqual([read(folder), read(folder, 'second.txt')], [mended, broken]);
  });
});

describe('where no file can take the place of another it is written over, and that is said', () => {
  const writtenOver = (why: string) =>
    `interaction-data: ${file} was written over, since ${why}: an interruption could have left half of it\n`;

  test('a folder that takes no new file', () => {
    const folder = program.folder({ [file]: broken });
    chmodSync(join(folder, file), 0o666);
    chmodSync(folder, 0o555);
    const { status, stderr } = program.run(['fix', file], { withoutPrivileges: true });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: writtenOver('its folder takes no new file') });
    assert.equal(read(folder), mended);
    chmodSync(folder, 0o755);
  });

  test('a file that is mounted by itself', () => {
    const folder = program.folder({ 'outside.json': broken, [file]: '' });
    const script = `mount --bind outside.json ${file} && "$0" "$1" fix ${file}; code=$?; cat ${file} >inside; exit $code`;
    const words = ['-m', 'sh', '-c', script, process.execPath, program.bundle];
    // Who may not mount anything has no file that is.
    if (!isRoot || spawnSync('unshare', ['-m', 'true']).status !== 0) {
      assert.notEqual(spawnSync('unshare', words, { cwd: folder }).status, 0);
      return;
    }
    const { status, stderr } = spawnSync('unshare', words, { cwd: folder, encoding: 'utf8' });
    assert.deepEqual(
      { status, stderr },
      { status: 0, stderr: writtenOver('it is mounted by itself, or in use') },
    );
    assert.equal(read(folder, 'inside'), mended);
    assert.equal(read(folder, 'outside.json'), mended);
    assert.deepEqual(readdirSync(folder).sort(), [file, 'inside', 'outside.json'].sort());
  });

  test('a shorter and a longer text', () => {
    for (const members of [{ status: '"PENDING"' }, { udata: '{"a":"b",,}' }, { parent_id: 'null' }]) {
      const folder = program.folder({ [file]: recordText(members) });
      const { status } = fixWhile(folder, { AT: 'renameSync', FAIL: 'EBUSY' }, [file]);
      const once = read(folder);
      writeFileSync(join(folder, file), recordText(members));
      assert.equal(program.run(['fix', file]).status, status);
      assert.equal(once, read(folder));
    }
  });

  test('writing over fails: what was there is written back', () => {
    const folder = program.folder({ [file]: broken });
    const script = join(folder, 'full.cjs');
    // The first half arrives, then the device is full; what is written after that fits where the old text was.
    writeFileSync(
      script,
      `const fs = require('node:fs');
       fs.renameSync = () => { throw Object.assign(new Error(), { code: 'EBUSY' }); };
       const { writeSync } = fs;
       let calls = 0;
       fs.writeSync = (file, bytes, offset, length, at) => {
         if (at === undefined) return writeSync(file, bytes, offset, length);
         if (++calls === 1) return writeSync(file, bytes, offset, length >> 1, at);
         if (calls === 2) throw Object.assign(new Error(), { code: 'ENOSPC' });
         return writeSync(file, bytes, offset, length, at);
       };`,
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--require', script, program.bundle, 'fix', file],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.deepEqual(
      { status, stderr },
      {
        status: 2,
        stderr: `interaction-data: ${file} cannot be written: no space is left on the device\n`,
      },
    );
    assert.equal(read(folder), broken);
  });

  test('a full device is a failure, and not a reason to write over', () => {
    const folder = program.folder({ [file]: broken });
    const { status, stderr } = fixWhile(folder, { AT: 'fsyncSync', FAIL: 'ENOSPC' }, [file]);
    assert.deepEqual(
      { status, stderr },
      {
        status: 2,
        stderr: `interaction-data: ${file} cannot be written: no space is left on the device\n`,
      },
    );
    assert.equal(read(folder), broken);
    assert.deepEqual(readdirSync(folder), [file]);
  });
});

describe('what an ended run left is removed by the next one', () => {
  /** The number of a process that has ended. */
  function endedProcess(): number {
    return spawnSync('true').pid;
  }

  const twoHoursAgo = Date.now() / 1000 - 7200;

  function leave(folder: string, name: string, seconds: number): void {
    writeFileSync(join(folder, name), broken);
    utimesSync(join(folder, name), seconds, seconds);
  }

  test('where its process has ended and it is older than an hour, and nothing else is', () => {
    const ended = endedProcess();
    const old = `.interaction-data-${ended}-0.tmp`;
    const kept = [
      [`.interaction-data-${ended}-1.tmp`, Date.now() / 1000 - 3000],
      [`.interaction-data-${process.pid}-0.tmp`, twoHoursAgo],
      ['.interaction-data-x-0.tmp', twoHoursAgo],
      [`interaction-data-${ended}-0.tmp`, twoHoursAgo],
      [`.interaction-data-${ended}-0.tmp.json`, twoHoursAgo],
    ] as const;
    for (const words of [['.'], [file], ['*.json']]) {
      const folder = program.folder({ [file]: mended, 'target.txt': broken });
      leave(folder, old, twoHoursAgo);
      for (const [name, seconds] of kept) leave(folder, name, seconds);
      mkdirSync(join(folder, `.interaction-data-${ended}-2.tmp`));
      utimesSync(join(folder, `.interaction-data-${ended}-2.tmp`), twoHoursAgo, twoHoursAgo);
      symlinkSync('target.txt', join(folder, `.interaction-data-${ended}-3.tmp`));
      utimesSync(join(folder, 'target.txt'), twoHoursAgo, twoHoursAgo);
      for (const command of [['check'], ['fix', '--check']]) {
        program.run([...command, ...words]);
        assert.ok(existsSync(join(folder, old)));
      }
      assert.equal(program.run(['fix', ...words]).status, 0);
      assert.ok(!existsSync(join(folder, old)));
      for (const [name] of kept) assert.ok(existsSync(join(folder, name)), name);
      assert.ok(existsSync(join(folder, `.interaction-data-${ended}-2.tmp`)));
      assert.ok(lstatSync(join(folder, `.interaction-data-${ended}-3.tmp`)).isSymbolicLink());
    }
  });

  test('in each folder that is walked through', () => {
    const folder = program.folder({ [`a/b/${file}`]: mended, 'empty/x.txt': '' });
    const name = `.interaction-data-${endedProcess()}-0.tmp`;
    for (const path of ['a', 'a/b', 'empty']) leave(join(folder, path), name, twoHoursAgo);
    program.run(['fix', '.']);
    for (const path of ['a', 'a/b', 'empty']) assert.ok(!existsSync(join(folder, path, name)), path);
  });

  test('a file that is open elsewhere keeps its bytes for whoever has it open', () => {
    const folder = program.folder({ [file]: broken });
    const held = openSync(join(folder, file), 'r');
    assert.equal(program.run(['fix', file]).status, 0);
    assert.equal(readFileSync(held, 'utf8'), broken);
    closeSync(held);
  });
});
