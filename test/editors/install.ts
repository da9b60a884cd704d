import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Log, runCommand } from '../../scripts/editor/command';
import { editorCacheFolder, projectFolder } from '../../scripts/editor/paths';

interface Editor {
  readonly name: string;
  /** The packages of Debian that it is. */
  readonly packages: readonly string[];
  /** A command that ends with 0 where all of it is there. */
  readonly probe: readonly [command: string, ...words: readonly string[]];
}

const editors: readonly Editor[] = [
  { name: 'Neovim', packages: ['neovim'], probe: ['nvim', '--version'] },
  {
    name: 'Emacs',
    packages: ['emacs-nox', 'elpa-eglot', 'elpa-yasnippet'],
    probe: ['emacs', '--batch', '-f', 'package-initialize', '-l', 'eglot', '-l', 'yasnippet'],
  },
];

let installing: Promise<void> | undefined;

/**
 * Installs the editors that are not here, where that can be done: by apt-get, as root. Returns the names of those that
 * are still missing, and says so; rejects then where INTERACTION_DATA_ALL_EDITORS is set.
 */
export async function ensureEditors(log: Log): Promise<readonly string[]> {
  await installEditors(log);
  const missing = editors.filter((editor) => !isHere(editor));
  for (const { name, packages } of missing) {
    log(`– editors: ${name} is not here, so it is not tried. It is Debian's ${packages.join(', ')}.`);
  }
  if (missing.length > 0 && process.env.INTERACTION_DATA_ALL_EDITORS)
    throw new Error(
      `INTERACTION_DATA_ALL_EDITORS is set, and there is no ${missing.map(({ name }) => name)}.`,
    );
  return missing.map(({ name }) => name);
}

/** Installs what is missing, once, where that can be done; what goes wrong is told, and rejects nothing. */
export function installEditors(log: Log): Promise<void> {
  installing ??= install(log).catch((error: Error) => log(error.message));
  return installing;
}

async function install(log: Log): Promise<void> {
  const packages = editors.filter((editor) => !isHere(editor)).flatMap((editor) => editor.packages);
  if (packages.length === 0 || process.getuid?.() !== 0 || !canRun('apt-get', '--version')) return;
  log(`Installing ${packages.join(', ')} by apt-get, once …`);
  const logFile = join(editorCacheFolder(), 'install-editors.log');
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

function isHere({ probe: [command, ...words] }: Editor): boolean {
  return canRun(command, ...words);
}

function canRun(command: string, ...words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}
