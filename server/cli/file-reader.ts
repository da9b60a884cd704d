import { closeSync, openSync, readSync } from 'node:fs';
import { FileError, failureText } from './read-text';

/** Most record files fit in it. */
const USUAL_BYTES = 1 << 16;

/**
 * Makes a reader of whole files that uses the same memory for one after the other: what it gives is valid until it
 * reads the next one. It holds one byte more than the file, a 0 behind its end, as `countCleanRecords` wants it.
 * A regular file is said to be one: then its end need not be read to be known.
 *
 * @throws FileError if the file cannot be read
 */
export function fileReader(): (path: string, isRegular: boolean) => Uint8Array {
  // No Buffer: an engine makes code fast for one kind of array, and the reader of records has its own bytes, too.
  let memory = new Uint8Array(USUAL_BYTES);
  return (path, isRegular) => {
    try {
      const length = read(path, isRegular);
      memory[length] = 0;
      return memory.subarray(0, length + 1);
    } catch (error) {
      throw new FileError(failureText(error));
    }
  };

  function read(path: string, isRegular: boolean): number {
    const file = openSync(path, 'r');
    try {
      for (let length = 0; ; ) {
        const free = memory.length - 1 - length;
        if (free === 0) {
          const larger = new Uint8Array(memory.length * 4);
          larger.set(memory);
          memory = larger;
          continue;
        }
        const count = readSync(file, memory, length, free, null);
        length += count;
        // A pipe gives what it has, a file on disk as much as fits unless that was all.
        if (count === 0 || (isRegular && count < free)) return length;
      }
    } finally {
      closeSync(file);
    }
  }
}
