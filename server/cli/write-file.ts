import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { FileError, failureText } from './read-text';

/** So many temporary files can lie about of processes with the same number that were ended while they wrote. */
const MOST_LEFT_OVER = 1000;

/**
 * Replaces the content of a file by a text in UTF-8, all of it or nothing: the text goes to a temporary file in the
 * same folder, which then takes the file's place. The mode stays, and a symbolic link stays one. Of a file with
 * several names (hard links) only this name gets the new text: writing into the file itself, for all its names, could
 * leave half of it.
 *
 * A process that is ended in the middle leaves its temporary file. No command takes it for a file with records, and
 * the next run is not disturbed by it; it is not removed, because a process that is at work could have it open.
 *
 * @throws FileError
 */
export function replaceFile(path: string, text: string): void {
  try {
    const target = realpathSync(path);
    // The folder's permissions alone decide on a rename; a file that is read-only is so on purpose.
    accessSync(target, constants.W_OK);
    const { mode, uid, gid } = statSync(target);
    const { temporary, descriptor } = openTemporary(dirname(target));
    try {
      writeAll(descriptor, text, mode, uid, gid);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    throw new FileError(failureText(error));
  }
}

/** A new file in a folder, open for writing. Its name does not depend on the target's, which may be as long as any. */
function openTemporary(folder: string): { readonly temporary: string; readonly descriptor: number } {
  for (let number = 0; ; number++) {
    const temporary = join(folder, `.interaction-data-${process.pid}-${number}.tmp`);
    try {
      return { temporary, descriptor: openSync(temporary, 'wx', 0o600) };
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      if (!isTaken || number === MOST_LEFT_OVER) throw error;
    }
  }
}

function writeAll(descriptor: number, text: string, mode: number, uid: number, gid: number): void {
  try {
    writeFileSync(descriptor, text);
    if (process.getuid?.() === 0) fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
