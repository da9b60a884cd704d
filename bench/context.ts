import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../scripts/editor/paths';
import { bundle } from './bundle';
import type { Figures } from './figures';
import { type Layout, makeFixture } from './fixtures';
import type { Server } from './session';
import { type TextFile, textFile } from './text-file';

/** A size of fixtures. */
export interface Size {
  /** As tables name it: `10 MB`. */
  readonly name: string;
  readonly bytes: number;
}

/** The four sizes of the targets; MB is 2^20 bytes, as in the limit of VS Code. */
export const sizes: readonly Size[] = [
  { name: '100 KB', bytes: 100 * 2 ** 10 },
  { name: '1 MB', bytes: 2 ** 20 },
  { name: '10 MB', bytes: 10 * 2 ** 20 },
  { name: '50 MB', bytes: 50 * 2 ** 20 },
];

/** How thorough a run is. */
export type Mode = 'full' | 'check' | 'quick';

/** What a measurement has at hand. */
export interface Context {
  readonly mode: Mode;
  /** A temporary folder: bundles, files. */
  readonly folder: string;
  /** An empty folder to work in: of closed files beside those that are measured, records could share their IDs. */
  readonly workspace: string;
  readonly figures: Figures;
  readonly servers: Servers;
  /** Without 50 MB in a quick run. */
  readonly sizes: readonly Size[];
  /** The largest of them. */
  readonly largest: Size;
  /** How many of `rounds` rounds this run makes: all, half of them, or a third; never fewer than two. */
  readonly rounds: (rounds: number) => number;
  /** The fixture of a size, made once. */
  readonly file: (size: Size, layout: Layout) => TextFile;
  /** Tells the person who waits. */
  readonly say: (line: string) => void;
}

/** The servers that are compared. */
export interface Servers {
  readonly ours: Server;
  readonly pull: Server;
  readonly push: Server;
  readonly bare: Server;
}

/** One measurement of the benchmark. */
export interface Measurement {
  /** After `--only`. */
  readonly name: string;
  readonly title: string;
  /** The series that it adds to. */
  readonly series: readonly string[];
  readonly run: (context: Context) => Promise<void>;
}

/** Makes what all measurements share. The product is built already. */
export async function makeContext(
  mode: Mode,
  folder: string,
  figures: Figures,
  say: (line: string) => void,
): Promise<Context> {
  const files = new Map<string, TextFile>();
  const shares: Readonly<Record<Mode, number>> = { full: 1, check: 1 / 2, quick: 1 / 3 };
  const used = mode === 'quick' ? sizes.slice(0, -1) : sizes;
  return {
    mode,
    folder,
    workspace: mkdtempSync(join(folder, 'workspace-')),
    figures,
    servers: await makeServers(folder),
    sizes: used,
    largest: used.at(-1) as Size,
    rounds: (rounds) => Math.max(2, Math.round(rounds * shares[mode])),
    file(size, layout) {
      const name = `${size.name.replace(' ', '')}-${layout}.phonecalls.${layout === 'lines' ? 'jsonl' : 'json'}`;
      const made = files.get(name) ?? textFile(name, layout, makeFixture(size.bytes, layout), size.name);
      files.set(name, made);
      return made;
    },
    say,
  };
}

async function makeServers(folder: string): Promise<Servers> {
  const builtIn = join(
    projectFolder,
    'node_modules/vscode-langservers-extracted/bin/vscode-json-language-server',
  );
  const bare = await bundle('bare-server', folder);
  return {
    ours: {
      title: 'ours',
      command: [join(projectFolder, 'dist/server.js'), '--stdio'],
      pulls: false,
      isBuiltIn: false,
      finds: true,
    },
    pull: {
      title: 'built-in, pull',
      command: [builtIn, '--stdio'],
      pulls: true,
      isBuiltIn: true,
      finds: true,
    },
    push: {
      title: 'built-in, push',
      command: [builtIn, '--stdio'],
      pulls: false,
      isBuiltIn: true,
      finds: true,
    },
    bare: { title: 'bare', command: [bare, '--stdio'], pulls: false, isBuiltIn: false, finds: false },
  };
}

/**
 * All that are compared, beginning with the next one in each round: whether one comes first in a round, or after another one
 * that has just ended, is worth some hundredths.
 */
export function inTurn<One>(all: readonly One[], round: number): readonly One[] {
  const first = Math.abs(round) % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

/** A valid record at this share (0 to 1) of a file. */
export function validRecordAt(file: TextFile, share: number): number {
  const wanted = Math.min(file.records - 2, Math.floor(file.records * share));
  return file.invalid.some(({ record }) => record === wanted) ? wanted + 1 : wanted;
}
