import { basename, dirname, resolve, sep } from 'node:path';
import { judgeFile } from '../config/files';
import { matches, partsOf, readGlob } from '../config/glob';
import { limits } from '../config/limits';
import { holdsRecords } from './holds-records';
import { type ProjectFiles, withSlashes } from './project-files';
import {
  type Choice,
  type FoundFile,
  shown,
  tryRealPath,
  tryStat,
  type WalkReport,
  walkFolder,
} from './walk-folder';

/** What the operands of a command stand for. */
export interface FoundFiles {
  /**
   * Each file once, whatever links lead to it, in the order of the operands; what one operand stands for is in the order of
   * the paths.
   */
  readonly files: readonly FoundFile[];
  /** The folders that these files are in and that were walked through: real paths. */
  readonly folders: ReadonlySet<string>;
  /** Those of which all files with records are taken: real paths. */
  readonly wholeFolders: ReadonlySet<string>;
  /** What could not be looked at. */
  readonly unreadable: readonly Unreadable[];
  /** What was passed over on purpose and may surprise, each a sentence. */
  readonly notes: readonly string[];
}

/** Something that was asked for and could not be looked at. */
export interface Unreadable {
  /** Its path as the user sees it, or the glob. */
  readonly path: string;
  /** Why, in words that follow the path. */
  readonly reason: string;
}

/** How operands are read. */
export interface FindOptions {
  /**
   * Whether a folder that was named, but has no such file, stands for the JSON files in it that hold records. Whoever
   * names a folder of records means them, whatever they are called.
   */
  readonly readsUnnamed: boolean;
  /** Further operands, which are no globs, whatever characters are in them. */
  readonly listed?: readonly string[] | undefined;
  /** Which files (absolute paths) folders and globs do not stand for. */
  readonly excludes?: ((path: string) => boolean) | undefined;
}

/** Folders that no walk enters unless they are named. */
const leftOutFolder = 'node_modules';

/**
 * Finds the files that operands stand for. A path of a file stands for the file, whatever its name; a folder for
 * all files in it, however deep, that the editor takes by default or by the project file; a glob for all files that
 * it matches. Walks pass over `node_modules`, folders with a dot before their name and what a `.gitignore` names, and
 * enter each folder once, wherever symbolic links lead.
 */
export function findFiles(
  operands: readonly string[],
  { nearest }: ProjectFiles,
  { readsUnnamed, listed = [], excludes: leavesOut }: FindOptions,
): FoundFiles {
  const excludes = leavesOut ?? (() => false);
  const files = new Map<string, FoundFile>();
  const folders = new Set<string>();
  const wholeFolders = new Set<string>();
  const unreadable: Unreadable[] = [];
  const notes: string[] = [];
  /** Whether the last walk passed over what a `.gitignore` names. */
  let isSomethingIgnored = false;
  /** Whether walks take all files with records. */
  let takesAll = false;
  let isAnyLinked = false;
  const report: WalkReport = {
    entered(folder) {
      folders.add(folder);
      if (takesAll) wholeFolders.add(folder);
    },
    cannotRead,
    passedOver: (note) => notes.push(note),
    ignored: () => {
      isSomethingIgnored = true;
    },
    linked: () => {
      isAnyLinked = true;
    },
  };
  const walk = (folder: string, choice: Choice) => {
    isSomethingIgnored = false;
    return walkFolder(folder, choice, report);
  };
  for (const operand of operands) takeOperand(operand, true);
  for (const path of listed) takeOperand(path, false);
  // What is found under two names may be meant by either.
  if (isAnyLinked) wholeFolders.clear();
  return { files: eachOnce([...files.values()]), folders, wholeFolders, unreadable, notes };

  function takeOperand(operand: string, mayBeGlob: boolean): void {
    const stats = tryStat(operand);
    const glob = stats.ok || !mayBeGlob ? undefined : placeGlob(operand);
    if (glob) takeGlob(operand, glob);
    else if (!stats.ok) cannotRead(shown(operand), stats.failure);
    else if (stats.value.isDirectory()) takeFolder(operand);
    else takeFile(operand, stats.value.isFile());
  }

  function take(file: FoundFile): void {
    if (!files.has(file.path)) files.set(file.path, file);
  }

  function takeFile(operand: string, isRegular: boolean): void {
    const path = resolve(operand);
    const folder = dirname(path);
    folders.add(tryRealPath(folder));
    take({
      path,
      folder,
      name: basename(path),
      target: path,
      isNamed: true,
      isRegular,
      shownPath: shown(operand),
    });
  }

  function cannotRead(path: string, reason: string): void {
    unreadable.push({ path, reason });
  }

  function leftOut(): string {
    return isSomethingIgnored ? ' (what .gitignore names is left out)' : '';
  }

  function takeFolder(operand: string): void {
    takesAll = !leavesOut;
    const enters = (name: string) => name !== leftOutFolder && !name.startsWith('.');
    // The project file is asked for in each folder, so that what is wrong with it is reported where it takes no file.
    const judge = (folder: string, relative: string, path: string) =>
      judgeFile(relative, { project: nearest(folder)?.rulingOn(path) });
    const isNamed = (_name: string, folder: string, relative: string, path: string) =>
      judge(folder, relative, path).isTaken && !excludes(path);
    let found = walk(operand, { takes: isNamed, enters });
    if (found.length === 0) {
      if (readsUnnamed) {
        const takes = (_name: string, folder: string, relative: string, path: string) =>
          judge(folder, relative, path).because === 'unnamed' && !excludes(path) && holdsRecords(path);
        found = walk(operand, { takes, enters });
      }
      const what =
        found.length === 0 ? `name files, or a glob${leftOut()}` : 'its JSON files with records are taken';
      notes.push(`${shown(operand)} holds no files named as ones with records; ${what}`);
    }
    for (const file of found) take(file);
  }

  function takeGlob(operand: string, { base, pattern }: PlacedGlob): void {
    // After a dot a glob without a slash stands for names in this folder, and not for those in all below.
    const glob = readGlob(`./${pattern}`, caseCounts);
    if (!glob) return cannotRead(operand, `stands for more than ${limits.globCharacters} characters`);
    const deepest = pattern.includes('**') ? Number.POSITIVE_INFINITY : pattern.split('/').length - 1;
    const namesDotFolder = /(^|[/{,])\.[^./]/.test(pattern);
    const namesDotFile = /(^|[/{,])\.[^/]*$/.test(pattern);
    takesAll = false;
    const found = walk(base, {
      takes: (name, folder, relative, path) =>
        (namesDotFile || !name.startsWith('.')) &&
        matches(glob, partsOf(relative, caseCounts)) &&
        !isExcluded(folder, path) &&
        !excludes(path),
      enters: (name, depth) =>
        depth <= deepest &&
        (name !== leftOutFolder || pattern.includes(leftOutFolder)) &&
        (!name.startsWith('.') || namesDotFolder),
    });
    if (found.length === 0) cannotRead(operand, `matches no file${leftOut()}`);
    for (const file of found) take(file);
  }

  function isExcluded(folder: string, path: string): boolean {
    const ruling = nearest(folder)?.rulingOn(path);
    return ruling?.globs.excludes(ruling.path) === true;
  }
}

/**
 * Each file by one name, since the records of one file are no duplicates of themselves: by the one that somebody named, else
 * by its own, else by that of the first link.
 */
function eachOnce(files: readonly FoundFile[]): readonly FoundFile[] {
  if (files.length < 2) return files;
  const chosen = new Map<string, FoundFile>();
  for (const file of files) {
    const real = file.isNamed ? tryRealPath(file.path) : file.target;
    const known = chosen.get(real);
    if (!known || (!known.isNamed && (file.isNamed || file.path === real))) chosen.set(real, file);
  }
  return [...chosen.values()];
}

/** Where the names of files are the same whatever their case, that of a glob does not count. */
const caseCounts = sep !== '\\';

/** A glob in two: the folder that all it matches lies in, and the pattern relative to that. */
interface PlacedGlob {
  readonly base: string;
  readonly pattern: string;
}

/**
 * Reads an operand that no file or folder has the name of as a glob; undefined where it is none. The longest part in
 * front that exists is a folder's name and no pattern: there are folders called `calls (1)`, `[slug]` and `a+b`.
 */
function placeGlob(operand: string): PlacedGlob | undefined {
  // On Windows people write globs with the separator of their paths.
  const parts = withSlashes(operand).split('/');
  let count = parts.length - 1;
  while (count > 0 && !isFolder(folderOf(parts, count))) count--;
  const pattern = parts.slice(count).join('/');
  if (!/[*?]/.test(pattern) && !hasPair(pattern, '[', ']') && !hasPair(pattern, '{', '}')) return undefined;
  return { base: count === 0 ? '.' : folderOf(parts, count), pattern };
}

/** Whether a bracket is opened, and closed later. */
function hasPair(text: string, open: string, close: string): boolean {
  const start = text.indexOf(open);
  return start >= 0 && text.includes(close, start + 1);
}

/** The path of the first parts, which are names of folders; an empty one stands for the root of the disk. */
function folderOf(parts: readonly string[], count: number): string {
  return parts.slice(0, count).join('/').concat('/');
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  const stats = tryStat(path);
  return stats.ok && stats.value.isDirectory();
}
