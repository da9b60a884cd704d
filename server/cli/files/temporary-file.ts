import { lstatSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** So many temporary files can lie about of processes with the same number that were ended while they wrote. */
const MOST_LEFT_OVER = 1000;

/** What an ended process left is removed when it is that old, in milliseconds. */
const OLD_ENOUGH = 3_600_000;

const namePattern = /^\.interaction-data-(\d+)-\d+\.tmp$/;

/** A new file of this process. */
export interface Temporary {
  readonly temporary: string;
  readonly descriptor: number;
}

/** Makes one in a folder, open for writing and reading. Its name does not depend on the target's, which may be as long as any. */
export function openTemporary(folder: string): Temporary {
  for (let number = 0; ; number++) {
    const temporary = join(folder, `.interaction-data-${process.pid}-${number}.tmp`);
    try {
      return { temporary, descriptor: openSync(temporary, 'wx+', 0o600) };
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isTaken || number === MOST_LEFT_OVER) throw error;
    }
  }
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Has a temporary file removed where the process is told to end before `forget`, which is given back, is called. */
export function removeAtEnd(path: string): () => void {
  const remove = () => rmSync(path, { force: true });
  const end = (signal: NodeJS.Signals) => {
    remove();
    forget();
    process.kill(process.pid, signal);
  };
  const forget = () => {
    process.off('exit', remove);
    for (const signal of endings) process.off(signal, end);
  };
  process.once('exit', remove);
  for (const signal of endings) process.once(signal, end);
  return forget;
}

/**
 * Removes the temporary files that runs which were ended in the middle left in a folder: each is a copy of records.
 * One whose process lives, or that is younger than an hour, stays: its process can run on another machine, or in a
 * container, that has the folder, too. `now` is the time in milliseconds.
 */
export function removeLeftOver(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    const [, processId] = namePattern.exec(name) ?? [];
    if (processId === undefined || isOtherAlive(Number(processId))) continue;
    const path = join(folder, name);
    try {
      const stats = lstatSync(path);
      if (stats.isFile() && now - stats.mtimeMs > OLD_ENOUGH) rmSync(path);
    } catch {
      // Somebody else has removed it, or may not be interfered with: nothing of what was asked for depends on it.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether another process than this one has that number: what is old and has ours was left by an earlier one. */
function isOtherAlive(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // One of another user may not be asked, and so is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
