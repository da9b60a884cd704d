import { fstatSync, readSync, realpathSync } from 'node:fs';
import { limits } from '../../config/limits';
import { FileError } from './file-error';

/** How long to wait before it is looked again whether a pipe has something, in milliseconds. */
const PAUSE = 5;

/** Reads what comes next into memory from `at` on, as many bytes as are free there; gives their number, 0 at the end. */
export type Reading = (memory: Uint8Array, at: number, free: number) => number;

/**
 * Reads an open file that need not be a regular one. What a pipe's writer takes its time for is waited for; a named pipe
 * that nobody writes into is waited for a while.
 *
 * @throws FileError where nobody did
 */
export function readingOf(file: number, path: string): Reading {
  let isWritten = !isNamedPipe(file, path);
  const end = performance.now() + limits.pipeMilliseconds;
  return (memory, at, free) => {
    for (;;) {
      const count = bytesNow(file, memory, at, free);
      if (count === undefined || count > 0) isWritten = true;
      if (count !== undefined && (count > 0 || isWritten)) return count;
      if (!isWritten && performance.now() > end) throw new FileError('is a pipe that nobody writes into');
      pause();
    }
  };
}

/** What there is by now, which is 0 at the end; undefined where a writer has nothing yet. */
function bytesNow(file: number, ...[memory, at, free]: Parameters<Reading>): number | undefined {
  try {
    return readSync(file, memory, at, free, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
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

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}
