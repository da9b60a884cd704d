import { FileError } from './files/file-error';

/** Small files need no watching: so many pauses of their reading go by first. */
const FIRST_WATCHED = 4;

/** The part of the memory that may be full, with what nobody needs any more in it: the rest is for one more step. */
const FULL = 0.8;

/** In bytes: the part of the limit that is for what is new, and that nothing old can have. */
const FOR_NEW = 48 << 20;

/**
 * A look at the memory for work on one file that grows with what is wrong in it: Node ends a process that has no memory
 * left, and with it the work on all other files.
 *
 * @returns a function to call between two steps, which throws FileError where memory gets short
 */
export function memoryGuard(): () => void {
  let pauses = 0;
  return () => {
    if (++pauses < FIRST_WATCHED) return;
    const v8 = require('node:v8') as typeof import('node:v8');
    const { used_heap_size: used, heap_size_limit: limit } = v8.getHeapStatistics();
    if (used < (limit - FOR_NEW) * FULL) return;
    throw new FileError(
      `needs more memory than ${Math.round(limit / 1e6)} MB: split it, or set NODE_OPTIONS=--max-old-space-size`,
    );
  };
}
