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
import { basename, dirname, join } from 'node:path';
import { FileError, failureText } from './read-text';

/**
 * Replaces the content of a file by a text in UTF-8, all of it or nothing: the text goes to a temporary file in the
 * same folder, which then takes the file's place. The mode stays, and a symbolic link stays one.
 *
 * @throws FileError
 */
export function replaceFile(path: string, text: string): void {
  try {
    const target = realpathSync(path);
    // The folder's permissions alone decide on a rename; a file that is read-only is so on purpose.
    accessSync(target, constants.W_OK);
    const { mode, uid, gid } = statSync(target);
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    const descriptor = openSync(temporary, 'wx', 0o600);
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
