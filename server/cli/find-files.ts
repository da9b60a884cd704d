import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve, sep } from 'node:path';
import { hasKnownEnding, judgeFile, projectFileName } from '../config/files';
import { matches, partsOf, readGlob } from '../config/glob';
import { limits } from '../config/limits';
import { isWithin } from '../hosts/node/is-within';
import { failureText } from './files/file-error';
import type { FilePlace } from './files/open-found';
import { holdsRecords } from './holds-records';
import { type ProjectFiles, withSlashes } from './project-files';

/** A file to work on. */
export interface FoundFile extends FilePlace {
  /** Absolute, as its folder is. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  /** The path as the user sees it: relative if the operand is. */
  readonly shownPath: string;
}

/** What the operands of a command stand for. */
export interface FoundFiles {
  /** Each file once, in the order of the operands; what one operand stands for is in the order of the paths. */
  readonly files: readonly FoundFile[];
  /** The folders that these files are in and that were walked through: real paths. */
  readonly folders: ReadonlySet<string>;
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

/** Folders that no walk enters unless they are named. */
const leftOutFolder = 'node_modules';

/**
 * Finds the files that operands stand for. A path of a file stands for the file, whatever its name; a folder for
 * all files in it, however deep, that the editor takes by default or by the project file; a glob for all files that
 * it matches. Walks pass over `node_modules` and folders with a dot in front of their name, and enter each folder
 * once, wherever symbolic links lead.
 *
 * `readsUnnamed`: a folder that was named, but has no such file, stands for the JSON files in it that hold records.
 * Whoever names a folder of records means them, whatever they are called.
 */
export function findFiles(
  operands: readonly string[],
  { nearest }: ProjectFiles,
  readsUnnamed: boolean,
): FoundFiles {
  const files = new Map<string, FoundFile>();
  const folders = new Set<string>();
  const unreadable: Unreadable[] = [];
  const notes: string[] = [];
  for (const operand of operands) {
    const stats = tryStat(operand);
    const glob = stats.ok ? undefined : placeGlob(operand);
    if (glob) takeGlob(operand, glob);
    else if (!stats.ok) cannotRead(shown(operand), stats.failure);
    else if (stats.value.isDirectory()) takeFolder(operand);
    else takeFile(operand, stats.value.isFile());
  }
  return { files: [...files.values()], folders, unreadable, notes };

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

  function takeFolder(operand: string): void {
    const enters = (name: string) => name !== leftOutFolder && !name.startsWith('.');
    // The project file is asked for in each folder, so that what is wrong with it is reported where it takes no file.
    const judge = (folder: string, relative: string, path: string) =>
      judgeFile(relative, { project: nearest(folder)?.rulingOn(path) });
    const isNamed = (_name: string, folder: string, relative: string, path: string) =>
      judge(folder, relative, path).isTaken;
    let found = walk(operand, { takes: isNamed, enters });
    if (found.length === 0) {
      if (readsUnnamed) {
        const takes = (_name: string, folder: string, relative: string, path: string) =>
          judge(folder, relative, path).because === 'unnamed' && holdsRecords(path);
        found = walk(operand, { takes, enters });
      }
      const what = found.length === 0 ? 'name files, or a glob' : 'its JSON files with records are taken';
      notes.push(`${shown(operand)} holds no files named as ones with records; ${what}`);
    }
    for (const file of found) take(file);
  }

  function takeGlob(operand: string, { base, pattern }: PlacedGlob): void {
    // Behind a dot a glob without a slash stands for names in this folder, and not for those in all below.
    const glob = readGlob(`./${pattern}`, caseCounts);
    if (!glob) return cannotRead(operand, `stands for more than ${limits.globCharacters} characters`);
    const deepest = pattern.includes('**') ? Number.POSITIVE_INFINITY : pattern.split('/').length - 1;
    const namesDotFolder = /(^|[/{,])\.[^./]/.test(pattern);
    const namesDotFile = /(^|[/{,])\.[^/]*$/.test(pattern);
    const found = walk(base, {
      takes: (name, folder, relative, path) =>
        (namesDotFile || !name.startsWith('.')) &&
        matches(glob, partsOf(relative, caseCounts)) &&
        !isExcluded(folder, path),
      enters: (name, depth) =>
        depth <= deepest &&
        (name !== leftOutFolder || pattern.includes(leftOutFolder)) &&
        (!name.startsWith('.') || namesDotFolder),
    });
    if (found.length === 0) cannotRead(operand, 'matches no file');
    for (const file of found) take(file);
  }

  function isExcluded(folder: string, path: string): boolean {
    const ruling = nearest(folder)?.rulingOn(path);
    return ruling?.globs.excludes(ruling.path) === true;
  }

  /** All files in a folder that are taken, in the order of their paths. */
  function walk(folder: string, choice: Choice): FoundFile[] {
    const found: FoundFile[] = [];
    const entered = new Set<string>();
    /** Real folders come first, so that a file goes by its real name if it has one in this walk. */
    const links: Folder[] = [];
    const path = resolve(folder);
    const start = { path, relative: '', real: tryRealPath(path), depth: 0 };
    // What stands in front of a path relative to the start: '' for the folder that the program runs in.
    const shownStart = shown(join(folder, 'x')).slice(0, -1);
    // Whoever names a folder means what is in it, and not what somebody's links lead to: `fix` would change that.
    const borders = [start.real, tryRealPath(process.cwd())];
    enter(start);
    for (const link of links) enter(link);
    return inOrder(found);

    function enter(current: Folder): void {
      if (entered.has(current.real)) return;
      entered.add(current.real);
      folders.add(current.real);
      for (const entry of list(current)) {
        if (entry.isDirectory()) enterBelow(current, entry.name);
        else if (entry.isFile()) takeBelow(current, entry.name);
        else if (entry.isSymbolicLink()) follow(current, entry.name);
      }
    }

    function enterBelow(current: Folder, name: string): void {
      const depth = current.depth + 1;
      if (!choice.enters(name, depth)) return;
      enter({ ...below(current, name), real: join(current.real, name), depth });
    }

    /** Takes a file that is wanted; `target` is its real path, where a link leads to it. */
    function takeBelow(current: Folder, name: string, target?: string): void {
      const { path, relative } = below(current, name);
      if (!choice.takes(name, current.path, relative, path)) return;
      found.push({
        path,
        folder: current.path,
        name,
        target: target ?? (current.real === current.path ? path : join(current.real, name)),
        isNamed: false,
        isRegular: true,
        shownPath: shownStart + relative,
      });
    }

    function follow(current: Folder, name: string): void {
      const link = below(current, name);
      const target = tryStat(link.path);
      if (!target.ok) {
        // A link to nothing is of interest only where it stands for a file with records.
        const place = shown(join(folder, link.relative));
        if (choice.takes(name, current.path, link.relative, link.path)) cannotRead(place, target.failure);
        else if (target.isLoop && name !== projectFileName)
          notes.push(`${place} ${target.failure}; it is passed over`);
        return;
      }
      const isFolder = target.value.isDirectory();
      const isWanted = isFolder ? choice.enters(name, current.depth + 1) : target.value.isFile();
      if (!isWanted) return;
      const real = tryRealPath(link.path);
      const isInside = borders.some((border) => isWithin(real, border));
      if (!isFolder) {
        if (isInside) takeBelow(current, name, real);
        // Project files are looked for, and reported, by themselves.
        else if (hasKnownEnding(name) && name !== projectFileName) passOver('that leads out of the folder');
      } else if (isWithin(current.real, real)) {
        passOver('to a folder that it lies in');
      } else if (isInside) {
        links.push({ ...link, real, depth: current.depth + 1 });
      } else {
        passOver('that leads out of the folder');
      }

      function passOver(why: string): void {
        const place = shown(join(folder, link.relative));
        notes.push(`${place} is a symbolic link ${why}; it is passed over`);
      }
    }

    function list(current: Folder): Dirent[] {
      try {
        const entries = readdirSync(current.path, { withFileTypes: true });
        return entries.sort((a, b) => compareText(a.name, b.name));
      } catch (error) {
        cannotRead(shown(join(folder, current.relative)), failureText(error));
        return [];
      }
    }
  }
}

/** Which files a walk takes and which folders it enters. */
interface Choice {
  /**
   * Gets the file's name, its folder's absolute path, its path relative to the walk's start, with slashes, and its
   * absolute path.
   */
  takes(name: string, folder: string, relative: string, path: string): boolean;
  /** Gets the folder's name and how deep it lies below the walk's start. */
  enters(name: string, depth: number): boolean;
}

/** A folder that a walk is in. */
interface Folder {
  readonly path: string;
  /** Relative to the walk's start, with slashes. */
  readonly relative: string;
  /** Its path with all symbolic links followed. */
  readonly real: string;
  readonly depth: number;
}

function below(folder: Folder, name: string): { readonly path: string; readonly relative: string } {
  const relative = folder.relative === '' ? name : `${folder.relative}/${name}`;
  const path = folder.path.endsWith(sep) ? folder.path + name : folder.path + sep + name;
  return { path, relative };
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

/** A path as it is shown: without detours, with `/` between folders. */
function shown(path: string): string {
  return withSlashes(normalize(path));
}

/** Files sorted folder by folder: `a/b` comes in front of `a-b`. */
function inOrder(files: readonly FoundFile[]): FoundFile[] {
  return files
    .map((file) => ({ file, key: file.shownPath.replaceAll('/', '\0') }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ file }) => file);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

type StatResult =
  | { readonly ok: true; readonly value: Stats }
  | { readonly ok: false; readonly failure: string; readonly isLoop: boolean };

function tryStat(path: string): StatResult {
  try {
    return { ok: true, value: statSync(path) };
  } catch (error) {
    const isLoop = (error as NodeJS.ErrnoException).code === 'ELOOP';
    return { ok: false, failure: failureText(error), isLoop };
  }
}

function tryRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
