import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileError, failureText } from './file-error';

/** So many UTF-16 units are collected before they are written. */
const MOST_HELD = 1 << 16;

/** A file that a report is written into as it grows. */
export interface ReportFile {
  readonly print: (text: string) => void;
  /** Writes what is held, and closes the file. */
  readonly close: () => void;
}

/**
 * Opens a file for a report, in place of what was in it; the folders that it is to be in are made. When it cannot be written
 * any more, that is told once, and what follows is lost.
 *
 * @throws FileError if it cannot be opened
 */
export function openReportFile(path: string, onFailed: (error: FileError) => void): ReportFile {
  let file: number | undefined = open(path);
  let held = '';
  return {
    print(text) {
      held += text;
      if (held.length > MOST_HELD) flush();
    },
    close() {
      flush();
      attempt(closeSync);
      file = undefined;
    },
  };

  function flush(): void {
    const bytes = Buffer.from(held);
    held = '';
    attempt((file) => {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    });
  }

  function attempt(work: (file: number) => void): void {
    if (file === undefined) return;
    try {
      work(file);
    } catch (error) {
      file = undefined;
      onFailed(new FileError(failureText(error)));
    }
  }
}

function open(path: string): number {
  try {
    makeFolder(dirname(path));
    return openSync(path, 'w');
  } catch (error) {
    const isNoFolder = (error as NodeJS.ErrnoException).code === 'ENOTDIR';
    throw new FileError(isNoFolder ? 'cannot be made: a part of its path is no folder' : failureText(error));
  }
}

/** Makes a folder, and those that it is to be in. Node's own way to do so never ends where the system refuses, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
