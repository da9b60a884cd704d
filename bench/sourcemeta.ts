import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, runCommand } from '../scripts/editor/command';

/** What is asked for; it is no package of the project. */
const name = '@sourcemeta/jsonschema';
const version = '16.11.0';

/**
 * Installs sourcemeta's command line for JSON Schema, a program of this system, into a folder below `folder`; gives its
 * path, or undefined where it cannot be had.
 */
export async function installSourcemeta(folder: string): Promise<string | undefined> {
  const own = join(folder, 'sourcemeta');
  mkdirSync(own);
  writeFileSync(join(own, 'package.json'), '{ "private": true }\n');
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const isInstalled = await runCommand(npmCommand, [...words, `${name}@${version}`], {
    folder: own,
    logFile: join(own, 'install.log'),
  }).then(
    () => true,
    () => false,
  );
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const processor = process.arch === 'x64' ? 'x86_64' : process.arch;
  const program = `jsonschema-${system}-${processor}${system === 'windows' ? '.exe' : ''}`;
  // The package itself starts it by a script, whose memory would be measured.
  const path = join(own, 'node_modules', name, 'build', 'github-releases', program);
  return isInstalled && existsSync(path) ? path : undefined;
}
