import { fstatSync, readSync, realpathSync } from 'node:fs';
import { limits } from '../../config/limits';
import { FileError } from './file-error';

/** How long to wait before it is looked again whether a pipe has something, in milliseconds: longer each time. */
const SHORTEST_PAUSE = 0.1;
const LONGEST_PAUSE = 5;

/** Reads what comes next into memory from `at` on, as many bytes as are free there; gives their number, 0 at the end. */
export type Reading = (memory: Uint8Array, at: number, free: number) => number;

/**
 * Reads an open file that need not be a regular one; `path` leads to it, where one does. What a pipe's writer takes its time for is waited for; a named pipe
 * that nobody writes into is waited for a while.
 *
 * @throws FileError where nobody did
 */
export function readingOf(file: number, path: string | undefined): Reading {
  let isWritten = path === undefined || !isNamedPipe(file, path);
  const end = performance.now() + limits.pipeMilliseconds;
  return (memory, at, free) => {
    for (let wait = SHORTEST_PAUSE; ; wait = Math.min(LONGEST_PAUSE, wait * 2)) {
      const count = bytesNow(file, memory, at, free);
      if (count === undefined || count > 0) isWritten = true;
      if (count !== undefined && (count > 0 || isWritten)) return count;
      if (!isWritten && performance.now() > end) throw new FileError('is a pipe that nobody writes into');
      pause(wait);
    }
  };
}

/** What there is by now, which is 0 at the end; undefined where a writer has nothing yet. */
function bytesNow(file: number, ...[memory, at, free]: Parameters<Reading>): number | undefined {
  try {
    return readSync(file, memory, at, free, null);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return undefined;
    // What Windows says of a pipe that nobody writes into any more.
    if (code === 'EOF') return 0;
    throw error;
  }
}

/** The pipe that a shell makes for `<(…)` has a writer from the start, and no path of its own. */
function isNamedPipe(file: number, path: string): boolean {
  if (!fstatSync(file).isFIFO()) return false;
  try {
    realpathSync.native(path);
    return true;
  } catch {
    return false;
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
