import { closeSync, fstatSync, readSync } from 'node:fs';
import { FileError, failureText } from './file-error';
import { largestFile, tooLarge, tooLargeStream } from './largest-file';
import { type FilePlace, openFound } from './open-found';
import { type Reading, readingOf } from './pipe';

/** Most record files fit in it. */
const USUAL_BYTES = 1 << 16;

/** So much memory is kept from one file for the next. */
const MOST_KEPT = 1 << 24;

/**
 * Makes a reader of whole files that uses the same memory for one after the other: what it gives is valid until it
 * reads the next one. It holds one byte more than the file, a 0 after its end, as `countCleanRecords` wants it.
 *
 * @throws FileError if the file cannot be read, or is larger than any that is read
 */
export function fileReader(): (place: FilePlace) => Uint8Array {
  // No Buffer: an engine makes code fast for one kind of array, and the reader of records has its own bytes, too.
  let kept = new Uint8Array(USUAL_BYTES);
  return (place) => {
    try {
      const file = openFound(place);
      try {
        return read(file, place.isRegular ? undefined : readingOf(file, place.target));
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw new FileError(failureText(error));
    }
  };

  /** Reads a file to its end; `reading` says how, where it is no regular file. */
  function read(file: number, reading: Reading | undefined): Uint8Array {
    const isRegular = reading === undefined;
    let memory = kept;
    for (let length = 0; ; ) {
      const free = memory.length - 1 - length;
      if (free === 0) {
        const larger = new Uint8Array(sizeFor(file, length, isRegular) + 1);
        larger.set(memory);
        memory = larger;
        if (memory.length <= MOST_KEPT) kept = memory;
        continue;
      }
      const count = reading ? reading(memory, length, free) : readSync(file, memory, length, free, null);
      length += count;
      // A pipe gives what it has, a file on disk as much as fits unless that was all.
      if (count === 0 || (isRegular && count < free)) {
        memory[length] = 0;
        return memory.subarray(0, length + 1);
      }
    }
  }
}

/** How many bytes to make room for, where a file has more than `length`. Its size is asked for only then. */
function sizeFor(file: number, length: number, isRegular: boolean): number {
  const { size } = fstatSync(file);
  if (isRegular && size > largestFile) throw tooLarge(size);
  if (length >= largestFile) throw tooLargeStream();
  // One more than the size, so that the end is seen; a file that grows meanwhile is read as far as it goes.
  return Math.min(largestFile + 1, Math.max(length * 4, isRegular ? size + 1 : 0));
}
