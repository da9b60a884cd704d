import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A copy of the project that a test may change. */
export interface ProjectCopy {
  readonly folder: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, content: string) => void;
  /** Changes a file; that it stays as it is fails. */
  readonly change: (path: string, make: (source: string) => string) => void;
  /** Runs Node with these words in the copy; returns what it printed, and fails where Node does. */
  readonly run: (...words: readonly string[]) => string;
  readonly remove: () => void;
}

/** Copies the project but for what is made or large; packages are shared. */
export function copyProject(): ProjectCopy {
  const from = join(__dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'interaction-data-project-'));
  const leftOut = ['node_modules', '.git', '.vscode-test', '.test-bundles', 'dist', 'images'];
  cpSync(from, folder, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
  symlinkSync(join(from, 'node_modules'), join(folder, 'node_modules'), 'dir');

  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const write = (path: string, content: string) => writeFileSync(join(folder, path), content);
  return {
    folder,
    read,
    write,
    change(path, make) {
      const before = read(path);
      const changed = make(before);
      assert.notEqual(changed, before, path);
      write(path, changed);
    },
    run(...words) {
      // Tests in it are a run of their own, which this one does not count.
      const { NODE_TEST_CONTEXT: _, ...env } = process.env;
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...words], {
        cwd: folder,
        env,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      assert.equal(status, 0, `${stdout.slice(-8000)}\n${stderr.slice(-4000)}`);
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
