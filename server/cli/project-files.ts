import { realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type FileGlobs, type FileSettings, fileGlobs, projectFileName, type Ruling } from '../config/files';
import { type EntriesOfFile, entriesByFile } from '../config/finding-entries';
import { limits } from '../config/limits';
import { type ProjectFile, readProjectFile } from '../config/project-file';
import { isWithin } from '../hosts/node/is-within';
import type { RecordType } from '../spec/record-type';
import { engine } from './engine';
import { FileError, failureText } from './files/file-error';
import { seeFile } from './files/seen-file';

/** A project file on disk. */
export interface FoundProjectFile extends ProjectFile {
  readonly path: string;
  readonly folder: string;
  /** Its text without a byte order mark, which `problems` have offsets in; '' if it cannot be read. */
  readonly text: string;
  /** Why it cannot be read, in words that follow its name; it then says nothing. */
  readonly failure: string | undefined;
  /** What it says of the file with this absolute path, which lies below its folder. */
  readonly rulingOn: (path: string) => Ruling;
  /** What it ignores and expects of the file with this absolute path, which lies below its folder. */
  readonly entriesFor: (path: string) => EntriesOfFile | undefined;
  /** What records are below its folder. */
  readonly type: () => RecordType;
}

/** The project files met so far. */
export interface ProjectFiles {
  /** Returns the project file that rules in a folder (an absolute path): the nearest one upward, if there is any. */
  readonly nearest: (folder: string) => FoundProjectFile | undefined;
  /** All that were opened, in the order in which they were met. */
  readonly opened: readonly FoundProjectFile[];
  /** The paths of those that are not obeyed, because they are somebody else's. */
  readonly strangers: readonly string[];
}

/**
 * Starts without any; each project file is read, and each folder looked into, once. Those outside of the workspace (the
 * folders that were named, and the current one) count only if they are the user's own: anybody can put one into /tmp.
 */
export function projectFiles(workspace: readonly string[]): ProjectFiles {
  /** Null where none rules: it is asked several times for each file. */
  const byFolder = new Map<string, FoundProjectFile | null>();
  const opened: FoundProjectFile[] = [];
  const strangers: string[] = [];
  let realWorkspace: readonly string[] | undefined;
  return { nearest, opened, strangers };

  function nearest(folder: string): FoundProjectFile | undefined {
    const known = byFolder.get(folder);
    if (known !== undefined) return known ?? undefined;
    const found = look(folder);
    byFolder.set(folder, found ?? null);
    return found;
  }

  function look(folder: string): FoundProjectFile | undefined {
    const path = join(folder, projectFileName);
    const stats = statsOf(path);
    const isStrange = stats !== undefined && isOfAnother(stats) && !isInWorkspace(folder);
    if (isStrange) strangers.push(path);
    if (!stats || isStrange) return dirname(folder) === folder ? undefined : nearest(dirname(folder));
    const found = openProjectFile(path, stats);
    opened.push(found);
    return found;
  }

  function isInWorkspace(folder: string): boolean {
    realWorkspace ??= workspace.map((named) => realpathSync(named));
    const real = realpathSync(folder);
    return realWorkspace.some((named) => isWithin(real, named));
  }
}

/** Says of a project file that it is a stranger's. */
export function notObeyed(path: string): string {
  return `${path} belongs to another user and lies above what was named: it is not obeyed`;
}

/** Whether a file is known to belong to another user. Windows does not tell. */
function isOfAnother(stats: Stats | FileError): boolean {
  const user = process.getuid?.();
  return !(stats instanceof FileError) && user !== undefined && stats.uid !== user;
}

/** What is known of a file, or why nothing is; undefined where there is none. */
function statsOf(path: string): Stats | FileError | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return new FileError(failureText(error));
  }
}

/** Reads the project file with this absolute path; one that cannot be read says nothing, and why. */
function openProjectFile(path: string, stats: Stats | FileError): FoundProjectFile {
  const folder = dirname(path);
  try {
    if (stats instanceof FileError) throw stats;
    refuseUnusable(path, stats);
    const { text } = seeFile({ target: path, isNamed: true, isRegular: true });
    const project = readProjectFile(text, engine.type);
    return found(project, text, undefined);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { message: failure } = error;
    return found(readProjectFile('{}', undefined), '', failure);
  }

  function found(project: ProjectFile, text: string, failure: string | undefined): FoundProjectFile {
    let type: RecordType | undefined;
    return {
      ...project,
      path,
      folder,
      text,
      failure,
      rulingOn: rulingIn(folder, project),
      entriesFor: entriesIn(folder, project),
      // Made for the files that are read with it: most folders with a project file are not asked about theirs.
      type: () => (type ??= engine.typeWith(project.record, withSlashes(relative(process.cwd(), path)))),
    };
  }
}

function entriesIn(folder: string, project: ProjectFile): FoundProjectFile['entriesFor'] {
  let entriesOf: ReturnType<typeof entriesByFile> | undefined;
  return (path) => {
    entriesOf ??= entriesByFile(project);
    return entriesOf(pathBelow(folder, path));
  };
}

/** A path relative to a folder that it lies below, as globs have it. */
function pathBelow(folder: string, path: string): string {
  return withSlashes(path.slice(folder.length)).replace(/^\//, '');
}

function rulingIn(folder: string, project: FileSettings): (path: string) => Ruling {
  let globs: FileGlobs | undefined;
  return (path) => {
    globs ??= fileGlobs(project);
    return { globs, path: pathBelow(folder, path) };
  };
}

/**
 * Nobody names a project file: it is read because it lies there, in a folder that came from anywhere. So a link must
 * not make it show lines of a file elsewhere, nor may it be one that is waited for, or larger than any is.
 *
 * @throws FileError
 */
function refuseUnusable(path: string, stats: Stats): void {
  if (stats.isDirectory()) throw new FileError('is a folder');
  if (!stats.isFile()) throw new FileError('is not a regular file');
  if (stats.size > limits.projectFileBytes)
    throw new FileError(`has more than ${limits.projectFileBytes} bytes`);
  const real = realpathSync(path);
  if (![dirname(path), process.cwd()].some((folder) => isWithin(real, realpathSync(folder)))) {
    throw new FileError('is a symbolic link that leads out of its folder');
  }
}

/** A path with `/` between folders, as globs have it and as it is shown on all platforms. */
export function withSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
