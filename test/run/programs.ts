import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Log, runCommand } from '../../scripts/editor/command';
import { editorCacheFolder, projectFolder } from '../../scripts/editor/paths';

/** A program of others that tests drive. */
export interface Program {
  readonly name: string;
  /** The packages of Debian that it is. */
  readonly packages: readonly string[];
  /** A command that ends with 0 where all of it is there. */
  readonly probe: readonly [command: string, ...words: readonly string[]];
}

export const editors: readonly Program[] = [
  { name: 'Neovim', packages: ['neovim'], probe: ['nvim', '--version'] },
  {
    name: 'Emacs',
    packages: ['emacs-nox', 'elpa-eglot', 'elpa-yasnippet'],
    probe: ['emacs', '--batch', '-f', 'package-initialize', '-l', 'eglot', '-l', 'yasnippet'],
  },
];

/** Debian's Python is another one than that which somebody may have put before it in PATH. */
export const python = '/usr/bin/python3';

export const validators: readonly Program[] = [
  {
    name: 'jsonschema of Python',
    packages: ['python3-jsonschema'],
    probe: [python, '-c', 'import jsonschema'],
  },
  { name: 'RE2', packages: ['libre-engine-re2-perl'], probe: ['perl', '-e', 'use re::engine::RE2'] },
];

let installing: Promise<void> | undefined;

/**
 * Installs the programs that are not here, where that can be done: by apt-get, as root. Returns the names of those of
 * `wanted` that are still missing, and says so; rejects then where INTERACTION_DATA_ALL_PROGRAMS is set.
 */
export async function ensurePrograms(wanted: readonly Program[], log: Log): Promise<readonly string[]> {
  await installPrograms(log);
  const missing = wanted.filter((program) => !isHere(program));
  for (const { name, packages } of missing) tellMissing(name, `It is Debian's ${packages.join(', ')}.`, log);
  return missing.map(({ name }) => name);
}

/** Says that a program is not here, so that nothing is tried with it; throws where INTERACTION_DATA_ALL_PROGRAMS is set. */
export function tellMissing(name: string, whence: string, log: Log): void {
  log(`– ${name} is not here, so it is not tried. ${whence}`);
  if (process.env.INTERACTION_DATA_ALL_PROGRAMS)
    throw new Error(`INTERACTION_DATA_ALL_PROGRAMS is set, and there is no ${name}.`);
}

/** Installs what is missing, once, where that can be done; what goes wrong is told, and rejects nothing. */
export function installPrograms(log: Log): Promise<void> {
  installing ??= install(log).catch((error: Error) => log(error.message));
  return installing;
}

async function install(log: Log): Promise<void> {
  const missing = [...editors, ...validators].filter((program) => !isHere(program));
  const packages = missing.flatMap((program) => program.packages);
  if (packages.length === 0 || process.getuid?.() !== 0 || !canRun('apt-get', '--version')) return;
  log(`Installing ${packages.join(', ')} by apt-get, once …`);
  const logFile = join(editorCacheFolder(), 'install-programs.log');
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, '');
  const options = { folder: projectFolder, logFile, environment: { DEBIAN_FRONTEND: 'noninteractive' } };
  const apt = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  const install = () =>
    runCommand('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...packages], options);
  // The lists of a machine may name what is no more there, or nothing at all.
  await install().catch(async () => {
    await runCommand('apt-get', [...apt, 'update'], options);
    await install();
  });
}

function isHere({ probe: [command, ...words] }: Program): boolean {
  return canRun(command, ...words);
}

function canRun(command: string, ...words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}
