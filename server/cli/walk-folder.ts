import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, normalize, resolve, sep } from 'node:path';
import { hasKnownEnding, projectFileName } from '../config/files';
import { type GitIgnore, gitIgnoreName, isIgnored } from '../config/git-ignore';
import { isWithin } from '../hosts/node/is-within';
import { failureText } from './files/file-error';
import type { FilePlace } from './files/open-found';
import { ignoredAbove, withOwn } from './git-ignores';
import { withSlashes } from './project-files';

/** A file to work on. */
export interface FoundFile extends FilePlace {
  /** Absolute, as its folder is. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  /** The path as the user sees it: relative if the operand is. */
  readonly shownPath: string;
}

/** Which files a walk takes and which folders it enters. */
export interface Choice {
  /**
   * Gets the file's name, its folder's absolute path, its path relative to the walk's start, with slashes, and its
   * absolute path.
   */
  takes(name: string, folder: string, relative: string, path: string): boolean;
  /** Gets the folder's name and how deep it lies below the walk's start. */
  enters(name: string, depth: number): boolean;
}

/** What a walk tells about besides the files that it finds. */
export interface WalkReport {
  /** A folder was walked through: its real path. */
  entered(folder: string): void;
  /** Something that was asked for could not be looked at: its path as the user sees it, and why. */
  cannotRead(path: string, reason: string): void;
  /** Something was passed over on purpose, which may surprise: a sentence. */
  passedOver(note: string): void;
  /** Something was passed over because a `.gitignore` names it. */
  ignored(): void;
  /** There is a symbolic link: what it leads to has two names, or is passed over. */
  linked(): void;
}

/** A folder that a walk is in. */
interface Folder {
  readonly path: string;
  /** Relative to the walk's start, with slashes. */
  readonly relative: string;
  /** Its path with all symbolic links followed. */
  readonly real: string;
  readonly depth: number;
  /** What the `.gitignore` files of the folders above it say. */
  readonly ignore: GitIgnore | undefined;
}

/**
 * All files in a folder, and in those below that are entered, that are taken, in the order of their paths. Each folder is
 * entered once, wherever symbolic links lead. What a `.gitignore` names is passed over.
 */
export function walkFolder(folder: string, choice: Choice, report: WalkReport): FoundFile[] {
  const found: FoundFile[] = [];
  const entered = new Set<string>();
  /** Real folders come first, so that a file goes by its real name if it has one in this walk. */
  const links: Folder[] = [];
  const path = resolve(folder);
  const start = { path, relative: '', real: tryRealPath(path), depth: 0, ignore: ignoredAbove(path) };
  // What stands before a path relative to the start: '' for the folder that the program runs in.
  const shownStart = shown(join(folder, 'x')).slice(0, -1);
  // Whoever names a folder means what is in it, and not what somebody's links lead to: `fix` would change that.
  const borders = [start.real, tryRealPath(process.cwd())];
  enter(start);
  // Without links it came to them in that order.
  if (links.length === 0) return found;
  for (const link of links) enter(link);
  return inOrder(found);

  function enter(current: Folder): void {
    if (entered.has(current.real)) return;
    entered.add(current.real);
    report.entered(current.real);
    const entries = list(current);
    const hasOwn = entries.some(({ name }) => name === gitIgnoreName);
    const inside = hasOwn ? { ...current, ignore: withOwn(current.path, current.ignore) } : current;
    for (const entry of entries) {
      const isPassedOver =
        inside.ignore !== undefined &&
        isIgnored(inside.ignore, withSlashes(below(inside, entry.name).path), entry.isDirectory());
      if (isPassedOver) report.ignored();
      else if (entry.isDirectory()) enterBelow(inside, entry.name);
      else if (entry.isFile()) takeBelow(inside, entry.name);
      else if (entry.isSymbolicLink()) follow(inside, entry.name);
    }
  }

  function enterBelow(current: Folder, name: string): void {
    const depth = current.depth + 1;
    if (!choice.enters(name, depth)) return;
    enter({ ...below(current, name), real: join(current.real, name), depth, ignore: current.ignore });
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
    report.linked();
    const link = below(current, name);
    const target = tryStat(link.path);
    if (!target.ok) {
      // A link to nothing is of interest only where it stands for a file with records.
      const place = shown(join(folder, link.relative));
      if (choice.takes(name, current.path, link.relative, link.path))
        report.cannotRead(place, target.failure);
      else if (target.isLoop && name !== projectFileName)
        report.passedOver(`${place} ${target.failure}; it is passed over`);
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
      links.push({ ...link, real, depth: current.depth + 1, ignore: current.ignore });
    } else {
      passOver('that leads out of the folder');
    }

    function passOver(why: string): void {
      const place = shown(join(folder, link.relative));
      report.passedOver(`${place} is a symbolic link ${why}; it is passed over`);
    }
  }

  function list(current: Folder): Dirent[] {
    try {
      const entries = readdirSync(current.path, { withFileTypes: true });
      return entries.sort((a, b) => compareText(a.name, b.name));
    } catch (error) {
      report.cannotRead(shown(join(folder, current.relative)), failureText(error));
      return [];
    }
  }
}

function below(folder: Folder, name: string): { readonly path: string; readonly relative: string } {
  const relative = folder.relative === '' ? name : `${folder.relative}/${name}`;
  const path = folder.path.endsWith(sep) ? folder.path + name : folder.path + sep + name;
  return { path, relative };
}

/** A path as it is shown: without detours, with `/` between folders. */
export function shown(path: string): string {
  return withSlashes(normalize(path));
}

/** Files sorted folder by folder: `a/b` comes before `a-b`. */
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

/** What is known of what a path leads to, or why nothing is. */
export function tryStat(path: string): StatResult {
  try {
    return { ok: true, value: statSync(path) };
  } catch (error) {
    const isLoop = (error as NodeJS.ErrnoException).code === 'ELOOP';
    return { ok: false, failure: failureText(error), isLoop };
  }
}

/** A path with all symbolic links followed; as it is where that cannot be found out. */
export function tryRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
