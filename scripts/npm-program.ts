import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Log, npmCommand, runCommand } from './editor/command';
import { installOnce } from './editor/install-once';

/** A program that npm brings, and that is no package of the project: one that few need, large, of one system. */
export interface NpmProgram {
  readonly package: string;
  readonly version: string;
  /** Where the program itself stands in its package: the scripts that start it have memory and time of their own. */
  readonly file: string;
}

const isWindows = process.platform === 'win32';
const ending = isWindows ? '.exe' : '';

/** sourcemeta's command line for JSON Schema. */
export const sourcemeta: NpmProgram = {
  package: '@sourcemeta/jsonschema',
  version: '16.11.0',
  file: `build/github-releases/jsonschema-${isWindows ? 'windows' : process.platform}-${process.arch === 'x64' ? 'x86_64' : process.arch}${ending}`,
};

/** Microsoft's tool for SARIF, which validates reports. */
export const sarifMultitool: NpmProgram = {
  package: `@microsoft/sarif-multitool-${process.platform}`,
  version: '5.7.0',
  file: `Sarif.Multitool${ending}`,
};

/**
 * Installs a program below `folder`, once; gives its path, or undefined where it cannot be had: no network, or none for
 * this system.
 */
export async function installNpmProgram(
  { package: name, version, file }: NpmProgram,
  folder: string,
  log: Log,
): Promise<string | undefined> {
  const own = join(folder, `${name.replaceAll('/', '-')}-${version}`);
  const path = join(own, 'node_modules', name, file);
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const fill = async (partial: string) => {
    writeFileSync(join(partial, 'package.json'), '{ "private": true }\n');
    const logFile = join(partial, 'install.log');
    await runCommand(npmCommand, [...words, `${name}@${version}`], { folder: partial, logFile });
  };
  try {
    await installOnce(own, { [name]: version }, fill, log);
    if (!existsSync(path)) return undefined;
    // A package may leave that to a script of its own.
    chmodSync(path, 0o755);
    return path;
  } catch {
    return undefined;
  }
}
