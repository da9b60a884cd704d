import { closeSync, fstatSync, readSync } from 'node:fs';
import { FileError, failureText } from './file-error';
import { type LargeFile, largeFile, largePipe, mostAtOnce, wholeOf } from './large-file';
import { type FilePlace, openFound } from './open-found';
import { type Reading, readingOf } from './pipe';

/** Most record files fit in it. */
const USUAL_BYTES = 1 << 16;

/**
 * Makes a reader of files that uses the same memory for one after the other: the bytes that it gives are valid until it
 * reads the next one. They are one byte more than the file has, a 0 after its end, as `countQuietRecords` wants it. A large file
 * is given as what can be read part by part.
 *
 * @throws FileError if the file cannot be read
 */
export function fileReader(): (place: FilePlace) => Uint8Array | LargeFile {
  // No Buffer: an engine makes code fast for one kind of array, and the reader of records has its own bytes, too.
  const memory = { kept: new Uint8Array(USUAL_BYTES) };
  return (place) => {
    try {
      const file = openFound(place);
      let isOpen = true;
      try {
        const reading = place.isRegular ? undefined : readingOf(file, place.target);
        const start = readStart(file, reading, memory);
        if (start.isAll) return start.bytes;
        if (!reading) return largeFile(() => openFound(place), place.target);
        isOpen = false;
        return largePipe(start.bytes, reading);
      } finally {
        if (isOpen) closeSync(file);
      }
    } catch (error) {
      throw new FileError(failureText(error));
    }
  };
}

/** The number of standard input. */
const STDIN = 0;

/**
 * Reads standard input to its end, or gives it as a large file: a file that it is read from can be read again.
 *
 * @throws FileError if it cannot be read
 */
export function readStandardInput(): Uint8Array | LargeFile {
  try {
    const reading = readingOf(STDIN, undefined);
    const start = readStart(STDIN, reading, { kept: new Uint8Array(USUAL_BYTES) });
    if (start.isAll) return start.bytes;
    return isFileFromItsStart(start.bytes)
      ? largeFile(() => STDIN, undefined, true)
      : largePipe(start.bytes, reading);
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

/**
 * The same as a whole, however large, with a 0 byte after it.
 *
 * @throws FileError if it cannot be read, or is more than can be held
 */
export function wholeStandardInput(): Uint8Array {
  const content = readStandardInput();
  return content instanceof Uint8Array ? content : wholeOf(content);
}

/** Whether standard input is a file that was read from its start on: whoever began to read it may have taken some of it. */
function isFileFromItsStart(read: Uint8Array): boolean {
  if (!fstatSync(STDIN).isFile()) return false;
  const start = new Uint8Array(read.length);
  return readSync(STDIN, start, 0, start.length, 0) === read.length && Buffer.from(start.buffer).equals(read);
}

/** Reads a file to its end, and puts a 0 byte after it, unless it is a large one. `reading` says how, where it is not a regular file. */
function readStart(
  file: number,
  reading: Reading | undefined,
  room: { kept: Uint8Array<ArrayBuffer> },
): { readonly bytes: Uint8Array; readonly isAll: boolean } {
  let memory = room.kept;
  for (let length = 0; ; ) {
    const free = memory.length - 1 - length;
    if (free === 0) {
      const wanted = sizeFor(file, length, reading === undefined);
      if (wanted > mostAtOnce) return { bytes: memory.subarray(0, length), isAll: false };
      const larger = new Uint8Array(wanted + 1);
      larger.set(memory);
      room.kept = memory = larger;
      continue;
    }
    const count = reading ? reading(memory, length, free) : readSync(file, memory, length, free, null);
    length += count;
    // A pipe gives what it has, a file on disk as much as fits unless that was all.
    if (count === 0 || (reading === undefined && count < free)) {
      memory[length] = 0;
      return { bytes: memory.subarray(0, length + 1), isAll: true };
    }
  }
}

/** How many bytes to make room for, where a file has more than `length`. Its size is asked for only then. */
function sizeFor(file: number, length: number, isRegular: boolean): number {
  // One more than the size, so that the end is seen; a file that grows meanwhile is read as far as it goes.
  const { size } = fstatSync(file);
  if (isRegular && size > length) return size + 1;
  return length === mostAtOnce ? mostAtOnce + 1 : Math.min(mostAtOnce, length * 4);
}
