import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve, sep } from 'node:path';
import { hasKnownEnding, judgeFile, projectFileName } from '../config/files';
import { globLibrary } from '../config/glob-library';
import { isWithin } from '../node/is-within';
import { holdsRecords } from './holds-records';
import { type ProjectFiles, withSlashes } from './project-files';
import { failureText } from './read-text';

/** A file to work on. */
export interface FoundFile {
  /** Absolute, as its folder is. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  /** Whether it is a file on disk, and no pipe or device. */
  readonly isRegular: boolean;
  /** The path as the user sees it: relative if the operand is. */
  readonly shownPath: string;
}

/** What the operands of a command stand for. */
export interface FoundFiles {
  /** Each file once, in the order of the operands; what one operand stands for is in the order of the paths. */
  readonly files: readonly FoundFile[];
  /** What could not be looked at, each a sentence. */
  readonly failures: readonly string[];
  /** What was passed over on purpose and may surprise, each a sentence. */
  readonly notes: readonly string[];
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
  const failures: string[] = [];
  const notes: string[] = [];
  for (const operand of operands) {
    const stats = tryStat(operand);
    const glob = stats.ok ? undefined : readGlob(operand);
    if (glob) takeGlob(operand, glob);
    else if (!stats.ok) failures.push(`${shown(operand)} ${stats.failure}`);
    else if (stats.value.isDirectory()) takeFolder(operand);
    else takeFile(operand, stats.value.isFile());
  }
  return { files: [...files.values()], failures, notes };

  function take(file: FoundFile): void {
    if (!files.has(file.path)) files.set(file.path, file);
  }

  function takeFile(operand: string, isRegular: boolean): void {
    const path = resolve(operand);
    take({ path, folder: dirname(path), name: basename(path), isRegular, shownPath: shown(operand) });
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

  function takeGlob(operand: string, { base, pattern }: Glob): void {
    const matches = globLibrary()(pattern, { nocase: sep === '\\' });
    const deepest = pattern.includes('**') ? Number.POSITIVE_INFINITY : pattern.split('/').length - 1;
    const namesDotFolder = /(^|[/{,])\.[^./]/.test(pattern);
    const found = tryStat(base).ok
      ? walk(base, {
          takes: (_name, folder, relative, path) => matches(relative) && !isExcluded(folder, path),
          enters: (name, depth) =>
            depth <= deepest &&
            (name !== leftOutFolder || pattern.includes(leftOutFolder)) &&
            (!name.startsWith('.') || namesDotFolder),
        })
      : [];
    if (found.length === 0) failures.push(`${operand} matches no file`);
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

    function takeBelow(current: Folder, name: string): void {
      const { path, relative } = below(current, name);
      if (choice.takes(name, current.path, relative, path))
        found.push({ path, folder: current.path, name, isRegular: true, shownPath: shownStart + relative });
    }

    function follow(current: Folder, name: string): void {
      const link = below(current, name);
      const target = tryStat(link.path);
      if (!target.ok) {
        // A link to nothing is of interest only where it stands for a file with records.
        const message = `${shown(join(folder, link.relative))} ${target.failure}`;
        if (choice.takes(name, current.path, link.relative, link.path)) failures.push(message);
        else if (target.isLoop && name !== projectFileName) notes.push(`${message}; it is passed over`);
        return;
      }
      const isFolder = target.value.isDirectory();
      const isWanted = isFolder ? choice.enters(name, current.depth + 1) : target.value.isFile();
      if (!isWanted) return;
      const real = tryRealPath(link.path);
      const isInside = borders.some((border) => isWithin(real, border));
      if (!isFolder) {
        if (isInside) takeBelow(current, name);
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
        failures.push(`${shown(join(folder, current.relative))} ${failureText(error)}`);
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

/** A glob in two: the folder that all it matches lies in, and the pattern relative to that. */
interface Glob {
  readonly base: string;
  readonly pattern: string;
}

function readGlob(operand: string): Glob | undefined {
  // On Windows people write globs with the separator of their paths.
  const { base, glob, isGlob, negated } = globLibrary().scan(withSlashes(operand));
  if (!isGlob || negated || glob === '') return undefined;
  return { base: base === '' ? '.' : base.replaceAll(/\\(.)/g, '$1'), pattern: glob };
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
