import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { projectFolder } from './editor/paths';

/** What the file with the notices is called, in dist/ and so in the package. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** Those of the packages in the command alone, in dist/; in its package it has the other name. */
export const commandNoticesFile = 'THIRD-PARTY-NOTICES-COMMAND.txt';

const HEAD = `Interaction Data contains the following packages of other authors, in parts and minified.
Each is followed by its licence.
`;

/**
 * The notices for packages whose code is in bundles: name, version, licence and the licence's text of each, by name.
 * Throws where a package has no licence's text: nobody may give copies of it away.
 */
export function noticesFor(packageFolders: readonly string[]): string {
  return [HEAD, ...packageFolders.map(noticeOf).sort()].join(`\n${'-'.repeat(80)}\n\n`);
}

/** The folders, relative to the project, of the packages of which a build took more than nothing, each once. */
export function bundledPackages(outputs: readonly Metafile['outputs'][string][]): readonly string[] {
  const taken = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = taken.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

function noticeOf(packageFolder: string): string {
  const folder = join(projectFolder, packageFolder);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    'name' | 'version' | 'license',
    string
  >;
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|thirdpartynotices)\b/i.test(file));
  if (files.length === 0) throw new Error(`${name} has no licence that could be shipped with it.`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n');
}
