import { type BigIntStats, closeSync, fstatSync, readSync, realpathSync, statSync } from 'node:fs';
import { FileError, failureText } from './file-error';
import { type LargeFile, largeFile, mostAtOnce } from './large-file';
import { largestFile, tooLarge } from './largest-file';
import { type FilePlace, openFound } from './open-found';
import { decodeText, type FileText } from './read-text';

/** A file as it was read, so that it can be told whether it still is when it is to be replaced. */
export interface SeenFile extends FileText {
  /** Absolute, all links followed. */
  readonly realPath: string;
  readonly bytes: Uint8Array;
  readonly stats: BigIntStats;
}

/**
 * Reads a regular file of UTF-8, and remembers which one it is.
 *
 * @throws FileError if it is not a regular file, cannot be read, is larger than any that is read, or is not UTF-8
 */
export function seeFile(place: FilePlace): SeenFile {
  // A pipe is not even opened: whoever writes into it would take that for a reader.
  if (!place.isRegular) throw new FileError('is not a regular file');
  const realPath = place.isNamed ? realPathOf(place.target) : place.target;
  const { bytes, stats } = lookAt(realPath);
  return { ...decodeText(bytes), realPath, bytes, stats };
}

/** A file that is read part by part, as it was when that began. */
export interface SeenLarge {
  readonly realPath: string;
  readonly stats: BigIntStats;
  readonly file: LargeFile;
}

/**
 * The same of a file of more bytes than are read at once; undefined where it has fewer, or is to be seen as a whole.
 *
 * @throws FileError if it cannot be read
 */
export function seeLarge({ target, isNamed, isRegular }: FilePlace): SeenLarge | undefined {
  try {
    const realPath = isNamed ? realPathOf(target) : target;
    if (!isRegular || statSync(realPath).size <= mostAtOnce) return undefined;
    const file = largeFile(() => openFound({ target: realPath, isNamed: false }), realPath);
    return { realPath, stats: statSync(realPath, { bigint: true }), file };
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

/** Whether the path of a file still leads to it, and nothing was written into it: reading it took longer than clocks are coarse. */
export function isLargeAsSeen({ realPath, stats, file }: SeenLarge): boolean {
  const now = statSync(realPath, { bigint: true, throwIfNoEntry: false });
  const isSame = now?.dev === stats.dev && now.ino === stats.ino && now.ctimeNs === stats.ctimeNs;
  return isSame && !file.isChanged() && realPathOf(realPath) === realPath;
}

/**
 * Whether the path of a file still leads to it and to nowhere else, and it has the same bytes and the same time.
 *
 * @throws FileError if there is no file any more
 */
export function isAsSeen({ realPath, bytes, stats }: SeenFile): boolean {
  if (realPathOf(realPath) !== realPath) return false;
  const now = lookAt(realPath);
  const isSameFile = now.stats.dev === stats.dev && now.stats.ino === stats.ino;
  // Clocks of file systems are coarse: within some milliseconds only the bytes tell.
  return isSameFile && now.stats.mtimeNs === stats.mtimeNs && now.bytes.equals(bytes);
}

/**
 * Whether the file at a path has these bytes.
 *
 * @throws FileError if there is none
 */
export function holds(realPath: string, bytes: Uint8Array): boolean {
  return realPathOf(realPath) === realPath && lookAt(realPath).bytes.equals(bytes);
}

function lookAt(target: string): { readonly bytes: Buffer; readonly stats: BigIntStats } {
  try {
    const file = openFound({ target, isNamed: false });
    try {
      const stats = fstatSync(file, { bigint: true });
      if (!stats.isFile()) throw new FileError(stats.isDirectory() ? 'is a folder' : 'is not a regular file');
      if (stats.size > largestFile) throw tooLarge(Number(stats.size));
      return { bytes: readAll(file, Number(stats.size)), stats };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

/** Reads `size` bytes, or as many as there are by now. */
function readAll(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    // Some file systems know no real paths, and then have no links.
    return path;
  }
}
