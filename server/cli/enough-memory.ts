import { FileError } from './files/file-error';

/** Small files need no watching: so many pauses of their reading go by first. */
const FIRST_WATCHED = 4;

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
    // Loaded by large files alone, as it brings parts of Node with it that a start should not wait for.
    const { isMemoryShort } = require('../hosts/node/memory') as typeof import('../hosts/node/memory');
    if (!isMemoryShort()) return;
    throw new FileError(
      'needs more memory than there is: split it, or set NODE_OPTIONS=--max-old-space-size',
    );
  };
}
