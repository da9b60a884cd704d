import { dirname, isAbsolute, relative } from 'node:path';
import { formOf, formSaid, projectFileName } from '../config/files';
import type { EntriesOfFile } from '../config/finding-entries';
import type { RuleSettings } from '../config/rule-settings';
import type { FormWanted } from '../document/form';
import type { Known } from '../features/expectations';
import type { RecordType } from '../spec/record-type';
import { UsageError } from './arguments';
import type { MayDiffer } from './changed-files';
import { engine } from './engine';
import { FileError } from './files/file-error';
import { type FindOptions, findFiles, isFolder, type Unreadable } from './find-files';
import { complain, complainOfDefect } from './output';
import { type FoundProjectFile, notObeyed, projectFiles, withSlashes } from './project-files';
import { type FoundFile, tryRealPath } from './walk-folder';

/** What a command works on, and whether all of it could be looked at. */
export interface Selection {
  /** Files with records, in the order in which they are reported. */
  readonly files: readonly FoundFile[];
  /** Files that were found besides, and are not reported since they did not change. */
  readonly unchanged: readonly FoundFile[];
  /** Whether files were found in folders, or by globs: not where each was named, and others may be beside them. */
  readonly isWhole: boolean;
  /** The folders that these files are in and that were walked through: real paths. */
  readonly folders: ReadonlySet<string>;
  /** What is known, when all of them are looked at, of the files with records in a folder and below it. */
  readonly knownIn: (folder: string) => Known;
  /** What the records of a file say is not known, or not all of it. */
  readonly miss: () => void;
  /** Project files that something is wrong with, or that were named. */
  readonly projectFiles: readonly NamedProjectFile[];
  /** Project files that expect something. */
  readonly expecting: readonly NamedProjectFile[];
  /** The project file that rules in a folder with this absolute path; undefined where there is none. */
  readonly projectFileIn: (folder: string) => FoundProjectFile | undefined;
  /** The settings of the project file that rules in a folder with this absolute path. */
  readonly rulesIn: (folder: string) => RuleSettings;
  /** What that project file ignores and expects of the file with this absolute path. */
  readonly entriesFor: (folder: string, path: string) => EntriesOfFile | undefined;
  /** What records are in files in that folder. */
  readonly typeIn: (folder: string) => RecordType;
  /** How the file with this absolute path is read, as the project file that rules in its folder or its name says. */
  readonly formIn: (folder: string, path: string) => FormWanted;
  /**
   * Does one file's work. Whatever happens to it costs nothing but itself: it is said and remembered, and the others
   * go on. There is something to wait for where the work has: ten thousand small files should not wait for nothing.
   */
  readonly attempt: (
    shownPath: string,
    work: () => void | Promise<void> | undefined,
  ) => Promise<void> | undefined;
  /** What could not be read, written or worked on so far. */
  readonly unreadable: readonly Unreadable[];
}

/** How a selection is made. */
export interface SelectOptions extends FindOptions {
  /** The absolute path that standard input is read as, if it is read. */
  readonly stdinPath?: string | undefined;
  /** Leaves out the files that do not differ. */
  readonly mayDiffer?: MayDiffer | undefined;
}

/** A project file and its path as the user sees it. */
export interface NamedProjectFile {
  readonly projectFile: FoundProjectFile;
  readonly shownPath: string;
}

/**
 * Finds what the operands of a command stand for, and says on standard error what could not be looked at.
 *
 * @throws UsageError for an empty operand
 */
export function select(operands: readonly string[], options: SelectOptions): Selection {
  const { stdinPath, listed = [], mayDiffer } = options;
  if (operands.includes(''))
    throw new UsageError('One of the paths is empty: write ".", or set the variable that it comes from.');
  const named = [...operands, ...listed];
  const lookUp = projectFiles([process.cwd(), ...named.filter(isFolder)]);
  const found = findFiles(operands, lookUp, options);
  const all = found.files.filter(({ name }) => name !== projectFileName);
  const files: FoundFile[] = [];
  const unchanged: FoundFile[] = [];
  for (const file of all) {
    const isWanted = !mayDiffer || mayDiffer(file.path, lookUp.nearest(file.folder)?.path);
    (isWanted ? files : unchanged).push(file);
  }
  const namedOnes = found.files.filter(({ name }) => name === projectFileName);
  const shownPaths = new Map(namedOnes.map(({ path, shownPath }) => [path, shownPath]));
  // A file below a folder that was named absolutely is shown that way, and so is its project file.
  const showAbsolute = named.some(isAbsolute);
  const unreadable: Unreadable[] = [];
  let isAnyMissed = false;

  for (const { path, reason } of found.unreadable) fail(path, reason);
  for (const message of found.notes) complain(message);
  for (const { folder } of found.files) lookUp.nearest(folder);
  if (stdinPath !== undefined) lookUp.nearest(dirname(stdinPath));
  const wrongOnes: NamedProjectFile[] = [];
  const expecting: NamedProjectFile[] = [];
  for (const projectFile of lookUp.opened) {
    const { path, failure, problems, expect } = projectFile;
    const here = showAbsolute ? path : relative(process.cwd(), path);
    const shownPath = shownPaths.get(path) ?? withSlashes(here);
    if (failure !== undefined) fail(shownPath, failure);
    else if (problems.length > 0 || shownPaths.has(path)) wrongOnes.push({ projectFile, shownPath });
    if (expect.length > 0) expecting.push({ projectFile, shownPath });
  }
  for (const path of lookUp.strangers) complain(notObeyed(path));
  return {
    files,
    unchanged,
    isWhole: files.some(({ isNamed }) => !isNamed),
    folders: found.folders,
    knownIn(folder) {
      if (isAnyMissed || unreadable.length > 0 || !found.wholeFolders.has(tryRealPath(folder)))
        return 'nothing';
      return unchanged.length > 0 ? 'records' : 'all';
    },
    miss() {
      isAnyMissed = true;
    },
    projectFiles: wrongOnes,
    expecting,
    projectFileIn: lookUp.nearest,
    rulesIn: (folder) => lookUp.nearest(folder)?.rules ?? {},
    entriesFor: (folder, path) => lookUp.nearest(folder)?.entriesFor(path),
    typeIn: (folder) => lookUp.nearest(folder)?.type() ?? engine.type,
    formIn(folder, path) {
      const said = formSaid(undefined, lookUp.nearest(folder)?.rulingOn(path));
      return { form: said ?? formOf(path), isSaid: said !== undefined };
    },
    attempt,
    unreadable,
  };

  function attempt(
    shownPath: string,
    work: () => void | Promise<void> | undefined,
  ): Promise<void> | undefined {
    try {
      const working = work();
      return working instanceof Promise ? working.catch((error) => failWith(shownPath, error)) : undefined;
    } catch (error) {
      failWith(shownPath, error);
      return undefined;
    }
  }

  function failWith(shownPath: string, error: unknown): void {
    if (error instanceof FileError) return fail(shownPath, error.message);
    fail(shownPath, `cannot be worked on: ${error instanceof Error ? error.message : String(error)}`);
    complainOfDefect(error);
  }

  function fail(path: string, reason: string): void {
    unreadable.push({ path, reason });
    complain(`${path} ${reason}`);
  }
}
