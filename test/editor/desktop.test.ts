import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { findDesktopEditor } from '../../scripts/editor/desktop';

/*
 * Where desktop VS Code is found, on file trees as its packages lay them out. The programs in them are empty
 * scripts: what is asked is which one would be started.
 */

const isPosix = process.platform !== 'win32';
const environment = { ...process.env };
let root = '';
let said: string[] = [];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'desktop code ')));
  said = [];
  process.env.PATH = join(root, 'bin');
  process.env.DISPLAY = ':0';
  delete process.env.INTERACTION_DATA_VSCODE;
});

afterEach(() => {
  rmSync(root, { recursive: true });
  process.env = { ...environment };
});

if (isPosix) {
  test('nothing is found where there is nothing', () => {
    assert.equal(find(), undefined);
    assert.deepEqual(said, []);
  });

  test('the program after a link on PATH is found, not its script', () => {
    const executable = program('share/code/code');
    linkOnPath(program('share/code/bin/code'));
    assert.deepEqual(find(), { kind: 'desktop', executable });
  });

  test('the program of an application folder is found', () => {
    const executable = program('Code.app/Contents/MacOS/Electron');
    linkOnPath(program('Code.app/Contents/Resources/app/bin/code'));
    assert.deepEqual(find(), { kind: 'desktop', executable });
    process.env.INTERACTION_DATA_VSCODE = join(root, 'Code.app');
    assert.deepEqual(find(), { kind: 'desktop', executable });
  });

  test('a script that only talks to a remote window is left alone, and that is said', () => {
    linkOnPath(program('server/bin/remote-cli/code'));
    assert.equal(find(), undefined);
    assert.equal(said.length, 1);
  });

  test('the variable wins over PATH', () => {
    program('share/code/code');
    linkOnPath(program('share/code/bin/code'));
    const executable = program('other/my code');
    process.env.INTERACTION_DATA_VSCODE = executable;
    assert.deepEqual(find(), { kind: 'desktop', executable });
  });

  test('a variable that names nothing is a mistake to report, not to pass over', () => {
    process.env.INTERACTION_DATA_VSCODE = join(root, 'nothing');
    assert.throws(find, /INTERACTION_DATA_VSCODE/);
  });
}

function find(): ReturnType<typeof findDesktopEditor> {
  return findDesktopEditor((line) => said.push(line));
}

function program(path: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

function linkOnPath(script: string): void {
  mkdirSync(join(root, 'bin'));
  symlinkSync(script, join(root, 'bin', 'code'));
}
