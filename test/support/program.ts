import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundles } from './bundle';
import { membersOf } from './texts';

/** What a run of the command line gave. */
export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command line is run. */
export interface RunOptions {
  /** The folder to run in; by default the one that `folder` made last. */
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs as a user to whom permissions apply, in case that the tests run as root. */
  readonly withoutPrivileges?: boolean;
}

/** The built command line and its folders in a temporary folder. */
export interface Program {
  readonly bundle: string;
  /** Makes a folder of these files, by path, and works in it from now on. */
  readonly folder: (files?: Readonly<Record<string, string | Buffer>>) => string;
  /** Runs `interaction-data` with these words. */
  readonly run: (words: readonly string[], options?: RunOptions) => Result;
  readonly remove: () => void;
}

/**
 * Copies what is shipped, so that a test may take parts of it away. Records of tests have one ID mostly, of which
 * nothing is said where a test does not want it.
 */
export async function buildProgram({ findsSharedIds = true } = {}): Promise<Program> {
  // Real, because programs show paths relative to where they really run.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'interaction-data-cli-')));
  chmodSync(root, 0o755);
  const bundle = join(root, 'dist/cli.js');
  cpSync(dirname((await bundles()).commandLine), dirname(bundle), { recursive: true });
  if (!findsSharedIds)
    writeFileSync(join(root, '.interaction-data.json'), '{ "rules": { "duplicate-interaction-id": "off" } }');
  let current = root;
  let count = 0;
  return {
    bundle,
    folder(files = {}) {
      current = join(root, `folder-${++count}`);
      mkdirSync(current);
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(current, path)), { recursive: true });
        writeFileSync(join(current, path), content);
      }
      return current;
    },
    run(words, { cwd = current, input = '', environment = {}, withoutPrivileges = false } = {}) {
      const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
      const isRoot = process.getuid?.() === 0;
      const { status, stdout, stderr, error } = spawnSync(process.execPath, [bundle, ...words], {
        cwd,
        input,
        env: { ...inherited, ...environment },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        ...(withoutPrivileges && isRoot ? { uid: nobody, gid: nobody } : {}),
      });
      if (error) throw error;
      return { status, stdout, stderr };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The user that owns nothing. */
const nobody = 65_534;

/** A record as text: the valid one with members changed, added, or left out where undefined is given. */
export function recordText(
  changes: Readonly<Record<string, string | undefined>> = {},
  { indent = '  ', lineEnd = '\n' } = {},
): string {
  const members = membersOf(changes).map((member) => `${indent}${member}`);
  return `{${lineEnd}${members.join(`,${lineEnd}`)}${lineEnd}}${lineEnd}`;
}

/** A valid record on one line. */
export function recordLine(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return recordText(changes, { indent: '', lineEnd: '' });
}
