import { relative } from 'node:path';
import { excludeTest, globProblem } from '../config/globs';
import { type Arguments, type OptionKinds, UsageError } from './arguments';
import { changedSince } from './changed-files';
import { FileError } from './files/file-error';
import { readPathList } from './files/read-list';
import { withSlashes } from './project-files';
import type { SelectOptions } from './selection';

/** What options say of the files to work on, besides the operands. */
export interface Which {
  /** The file that lists further paths, `-` for standard input; undefined where there is none. */
  readonly listedIn: string | undefined;
  /** Globs of the files to leave out, relative to the current folder. */
  readonly excluded: readonly string[];
  /** The revision that a file must have changed since; undefined where that does not matter. */
  readonly since: string | undefined;
}

/** The options that say so, for commands that take them. */
export const whichKinds = {
  'files-from': 'value',
  exclude: 'values',
  'changed-since': 'value',
} as const satisfies OptionKinds;

/** @throws UsageError */
export function readWhich({ operands, options, all }: Arguments): Which {
  const listedIn = options.get('files-from');
  const excluded = all('exclude');
  if (listedIn === '-' && operands.includes('-'))
    throw new UsageError('Standard input is either checked (-) or the list of files (--files-from -).');
  for (const glob of excluded) {
    const problem = globProblem(glob);
    if (problem !== undefined) throw new UsageError(`--exclude: ${problem}`);
  }
  return { listedIn, excluded, since: options.get('changed-since') };
}

/**
 * Finds out what these options stand for.
 *
 * @throws UsageError where a list cannot be read, or git does not know the revision
 */
export async function whichFiles({
  listedIn,
  excluded,
  since,
}: Which): Promise<Pick<SelectOptions, 'listed' | 'excludes' | 'mayDiffer'>> {
  return {
    listed: listedIn === undefined ? undefined : listOf(listedIn),
    excludes: excluded.length > 0 ? excluding(excluded) : undefined,
    mayDiffer: since === undefined ? undefined : await changedSince(since),
  };
}

function listOf(path: string): readonly string[] {
  try {
    return readPathList(path);
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(`--files-from: ${path} ${error.message}.`);
    throw error;
  }
}

function excluding(globs: readonly string[]): (path: string) => boolean {
  const isExcluded = excludeTest(globs);
  const here = process.cwd();
  return (path) => isExcluded(withSlashes(relative(here, path)));
}
