import { dirname, isAbsolute, relative } from 'node:path';
import { projectFileName } from '../config/files';
import { type FoundFile, findFiles } from './find-files';
import { complain } from './output';
import { type FoundProjectFile, projectFiles, withSlashes } from './project-files';
import { FileError } from './read-text';
import { visibleText } from './visible-text';

/** What a command works on, and whether all of it could be looked at. */
export interface Selection {
  /** Files with records, in the order in which they are reported. */
  readonly files: readonly FoundFile[];
  /** Project files that something is wrong with, or that were named. */
  readonly projectFiles: readonly NamedProjectFile[];
  /** The project file that rules in the folder with this absolute path. */
  readonly projectFileIn: (folder: string) => FoundProjectFile | undefined;
  /** Does one file's work; if the file cannot be read or written, says so, and the others go on. */
  readonly attempt: (shownPath: string, work: () => void | Promise<void>) => Promise<void>;
  /** Says on standard error what went wrong, and remembers that something did. */
  readonly fail: (message: string) => void;
  readonly hasFailed: () => boolean;
}

/** A project file and its path as the user sees it. */
export interface NamedProjectFile {
  readonly projectFile: FoundProjectFile;
  readonly shownPath: string;
}

/** Finds what the operands of a command stand for, and says on standard error what could not be looked at. */
export function select(
  operands: readonly string[],
  { readsUnnamed, stdinPath }: { readonly readsUnnamed: boolean; readonly stdinPath?: string | undefined },
): Selection {
  const lookUp = projectFiles();
  const found = findFiles(operands, lookUp, readsUnnamed);
  const files = found.files.filter(({ name }) => name !== projectFileName);
  const namedOnes = found.files.filter(({ name }) => name === projectFileName);
  const shownPaths = new Map(namedOnes.map(({ path, shownPath }) => [path, shownPath]));
  // A file below a folder that was named absolutely is shown that way, and so is its project file.
  const showAbsolute = operands.some(isAbsolute);
  let failed = false;

  for (const message of found.failures) fail(message);
  for (const message of found.notes) complain(visibleText(message));
  for (const { folder } of found.files) lookUp.nearest(folder);
  if (stdinPath !== undefined) lookUp.nearest(dirname(stdinPath));
  const named: NamedProjectFile[] = [];
  for (const projectFile of lookUp.opened) {
    const { path, failure, problems } = projectFile;
    const here = showAbsolute ? path : relative(process.cwd(), path);
    const shownPath = shownPaths.get(path) ?? withSlashes(here);
    if (failure !== undefined) fail(`${shownPath} ${failure}`);
    else if (problems.length > 0 || shownPaths.has(path)) named.push({ projectFile, shownPath });
  }
  return {
    files,
    projectFiles: named,
    projectFileIn: lookUp.nearest,
    attempt,
    fail,
    hasFailed: () => failed,
  };

  async function attempt(shownPath: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      fail(`${shownPath} ${error.message}`);
    }
  }

  function fail(message: string): void {
    failed = true;
    complain(visibleText(message));
  }
}
