import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync, statSync } from 'node:fs';
import { FileError, failureText } from './file-error';
import { type LargeFile, largeFile, openSpool, writeAt } from './large-file';
import type { Reading } from './pipe';
import {
  becomesLike,
  changedMeanwhile,
  openBeside,
  takePlace,
  unlike,
  type WhyInPlace,
} from './replace-file';
import { isLargeAsSeen, type SeenLarge } from './seen-file';
import { removeAtEnd } from './temporary-file';

/** So many bytes are copied at once. */
const PIECE = 1 << 20;

/** What a large file is to become: all that is not replaced is copied. There is no file for that before something is. */
export interface NewContent {
  /**
   * Replaces so many bytes from a byte of the old content on, behind those that were replaced before.
   *
   * @throws FileError
   */
  readonly replace: (byte: number, bytes: number, text: string) => void;
  /** The new content, when all is replaced; undefined where nothing was. It stays readable as long as the process lives. */
  readonly end: () => LargeFile | undefined;
  /**
   * Gives the file the new content, all of it or nothing, like `replaceFile`; and says why it was written over, where that
   * was not possible.
   *
   * @throws FileError
   */
  readonly take: (seen: SeenLarge) => WhyInPlace | undefined;
  /** Removes what is there of it. */
  readonly drop: () => void;
}

/**
 * Begins with the content of a file. What is new goes to a temporary file in the folder of the file at `realPath`, if that is
 * given and its folder takes one; else to the folder of temporary files.
 */
export function newContent(old: LargeFile, realPath?: string): NewContent {
  let descriptor: number | undefined;
  let temporary: string | undefined;
  let forget: (() => void) | undefined;
  let whyInPlace: WhyInPlace | undefined;
  let rest: Reading | undefined;
  let read = 0;
  let written = 0;
  return {
    replace(byte, bytes, text) {
      said(() => {
        const into = descriptor ?? open();
        copyTo(into, byte);
        put(into, Buffer.from(text));
        read = byte + bytes;
        rest = undefined;
      });
    },
    end: () =>
      said(() => {
        if (descriptor === undefined) return undefined;
        const file = descriptor;
        copyTo(file, Infinity);
        return largeFile(() => file, undefined, true);
      }),
    take: (seen) =>
      said(() => {
        const isInPlace = whyInPlace !== undefined || !becomesLike(statSync(seen.realPath), opened());
        if (isInPlace) whyInPlace ??= unlike;
        if (!isLargeAsSeen(seen)) throw changedMeanwhile();
        if (temporary !== undefined) whyInPlace ??= takePlace(temporary, seen.realPath);
        if (whyInPlace === undefined) temporary = undefined;
        else overwrite(seen.realPath, opened(), written);
        drop();
        return whyInPlace;
      }),
    drop,
  };

  function open(): number {
    const beside = realPath === undefined ? undefined : openBeside(realPath);
    if (typeof beside === 'object') {
      ({ temporary, descriptor } = beside);
      forget = removeAtEnd(beside.temporary);
      return beside.descriptor;
    }
    whyInPlace = beside;
    descriptor = openSpool();
    return descriptor;
  }

  function opened(): number {
    return descriptor as number;
  }

  /** Copies what is left of the old content, up to a byte of it. */
  function copyTo(into: number, byte: number): void {
    const memory = Buffer.alloc(Math.min(PIECE, byte - read));
    rest ??= old.readFrom(read);
    while (read < byte) {
      const count = rest(memory, 0, Math.min(memory.length, byte - read));
      if (count === 0) break;
      put(into, memory.subarray(0, count));
      read += count;
    }
  }

  function put(into: number, bytes: Uint8Array): void {
    writeAt(into, bytes, written);
    written += bytes.length;
  }

  function drop(): void {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    temporary = undefined;
    forget?.();
  }
}

/**
 * Writes a file's new content over it. What makes it longer goes first: where there is no room for that, nothing has happened
 * to it yet.
 */
function overwrite(realPath: string, content: number, length: number): void {
  const target = openSync(realPath, 'r+');
  const { size } = statSync(realPath);
  const copy = (from: number, to: number) => {
    const memory = Buffer.alloc(PIECE);
    const { readFrom } = largeFile(() => content, undefined, true);
    const next = readFrom(from);
    for (let at = from; at < to; ) {
      const count = next(memory, 0, Math.min(PIECE, to - at));
      writeAt(target, memory.subarray(0, count), at);
      at += count;
    }
  };
  try {
    try {
      copy(size, length);
    } catch (error) {
      ftruncateSync(target, size);
      throw error;
    }
    copy(0, Math.min(size, length));
    ftruncateSync(target, length);
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
}

/** @throws FileError for what the file system says */
function said<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(failureText(error));
  }
}
