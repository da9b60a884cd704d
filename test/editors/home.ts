import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectFolder, temporaryFolderPrefix } from '../../scripts/editor/paths';
import { walkFiles } from './walk';

/** The bundle of the command, which must be built. */
export const commandLine: string = join(projectFolder, 'dist', 'cli.js');

/** A folder to walk in: a checkout with the files of the walk, and a PATH with the command for editors to start. */
export interface Workplace {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

/** Makes a workplace. */
export function makeWorkplace(): Workplace {
  const folder = mkdtempSync(temporaryFolderPrefix);
  for (const [path, text] of Object.entries(walkFiles)) write(join(folder, path), text);
  // What editors know the folder of a project by.
  mkdirSync(join(folder, '.git'));
  const command = join(folder, '.bin', 'interaction-data');
  write(command, `#!/bin/sh\nexec '${process.execPath}' '${commandLine}' "$@"\n`);
  chmodSync(command, 0o755);
  const environment = { ...process.env, PATH: `${dirname(command)}${delimiter}${process.env.PATH}` };
  return { folder, environment, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The blocks of code below a heading of docs/editors.md, in their order: what is told to users is what is tried. */
export function configurationsOf(heading: string): readonly string[] {
  const page = readFileSync(join(projectFolder, 'docs', 'editors.md'), 'utf8');
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = '']) => code);
  if (blocks.length === 0) throw new Error(`docs/editors.md has no configuration for ${heading}`);
  return blocks;
}

/** Looks until that is seen which is wanted, for 20 seconds at most; returns what was seen last. */
export async function lookUntil<Sight>(
  look: () => Sight | Promise<Sight>,
  isWanted: (sight: Sight) => boolean,
): Promise<Sight> {
  const end = Date.now() + 20_000;
  for (;;) {
    const sight = await look();
    if (isWanted(sight) || Date.now() > end) return sight;
    await wait(10);
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
