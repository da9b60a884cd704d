import { closeSync, fstatSync, readSync, rmSync, type Stats, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { FileError, failureText } from './file-error';
import { largestFile, tooLarge } from './largest-file';
import type { Reading } from './pipe';
import { openTemporary } from './temporary-file';

/** A file of more bytes than are read at once. */
export interface LargeFile {
  /** Reads it from its start to its end. */
  readonly begin: () => Reading;
  /** Reads from a byte on what was read before. */
  readonly readFrom: (byte: number) => Reading;
  /** How many bytes it has; undefined where that is not known before its end. */
  readonly bytes: number | undefined;
  /** Whether it has become another one since it was opened first. */
  readonly isChanged: () => boolean;
  /** The path that others can read the same from; undefined where there is none. */
  readonly path: string | undefined;
  /** The number of the open file, by which all threads of the process can read it; absent where it cannot be read anywhere. */
  readonly descriptor?: () => number;
  /** It is opened again when it is read again. */
  readonly close: () => void;
}

/** Files of more bytes are read in parts. */
export const mostAtOnce = 1 << 24;

/** A regular file, which `open` opens: not longer than it is read, unless it is `kept` open. */
export function largeFile(open: () => number, path: string | undefined, isKept = false): LargeFile {
  let file: number | undefined = open();
  const seen = fstatSync(file);
  let isChanged = false;
  const opened = () => {
    if (file === undefined) {
      file = open();
      isChanged ||= isOther(fstatSync(file));
    }
    return file;
  };
  return {
    begin: () => readingFrom(opened, 0),
    readFrom: (byte) => readingFrom(opened, byte),
    bytes: seen.size,
    isChanged: () => isChanged || isOther(fstatSync(opened())),
    path,
    descriptor: opened,
    close() {
      if (file !== undefined && !isKept) closeSync(file);
      file = undefined;
    },
  };

  function isOther({ ino, size, mtimeMs }: Stats): boolean {
    return ino !== seen.ino || size !== seen.size || mtimeMs !== seen.mtimeMs;
  }
}

/**
 * What comes through a pipe, of which `start` was read already. It comes only once, so it is written to a temporary file
 * as it is read, in which it can be read again; nobody else can see that, and it goes with the process.
 */
export function largePipe(start: Uint8Array, rest: Reading): LargeFile {
  const copy = openSpool();
  let sent = 0;
  const reading: Reading = (memory, at, free) => {
    const count = sent < start.length ? Math.min(free, start.length - sent) : rest(memory, at, free);
    if (sent < start.length) memory.set(start.subarray(sent, sent + count), at);
    keep(memory.subarray(at, at + count));
    sent += count;
    return count;
  };
  return {
    begin: () => (sent === 0 ? reading : readingFrom(() => copy, 0)),
    readFrom: (byte) => readingFrom(() => copy, byte),
    bytes: undefined,
    isChanged: () => false,
    path: undefined,
    // The copy is there as long as the process.
    close: () => undefined,
  };

  function keep(bytes: Uint8Array): void {
    try {
      writeAt(copy, bytes, sent);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'ENOSPC' ? 'no space is left' : (error as Error).message;
      throw new FileError(`is too large for the folder of temporary files, ${tmpdir()}: ${why}`);
    }
  }
}

/**
 * All bytes of a large file, with a 0 byte after them.
 *
 * @throws FileError if they are too many to be held
 */
export function wholeOf({ bytes, begin }: LargeFile): Uint8Array {
  if (bytes !== undefined && bytes > largestFile) throw tooLarge(bytes);
  const read = begin();
  let memory = new Uint8Array((bytes ?? mostAtOnce * 2) + 2);
  for (let length = 0; ; ) {
    if (length === memory.length - 1) {
      if (length > largestFile) throw tooLarge(undefined);
      const larger = new Uint8Array(memory.length * 2);
      larger.set(memory);
      memory = larger;
    }
    const count = read(memory, length, memory.length - 1 - length);
    length += count;
    if (count > 0) continue;
    memory[length] = 0;
    return memory.subarray(0, length + 1);
  }
}

/**
 * Opens a new file in the folder of temporary ones for writing and reading. Nobody else can see it, and it goes with the process.
 *
 * @throws FileError
 */
export function openSpool(): number {
  try {
    const { temporary, descriptor } = openTemporary(tmpdir());
    if (!remove(temporary)) process.once('exit', () => remove(temporary));
    return descriptor;
  } catch (error) {
    throw new FileError(
      `is too large to be read without a temporary file, and ${tmpdir()} ${failureText(error)}`,
    );
  }
}

/** Writes all of the bytes into an open file, from its byte `place` on. */
export function writeAt(file: number, bytes: Uint8Array, place: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, place + at);
}

/** Windows removes no file that is open. */
function remove(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Reads an open file from a byte on. */
export function readingFrom(file: () => number, byte: number): Reading {
  let next = byte;
  return (memory, at, free) => {
    const count = readSync(file(), memory, at, free, next);
    next += count;
    return count;
  };
}
