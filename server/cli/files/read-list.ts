import { readFileSync } from 'node:fs';
import { FileError, failureText } from './file-error';
import { wholeStandardInput } from './file-reader';

/**
 * Reads a list of paths from a file, or from standard input where that is `-`: one a line, or, where there is a 0 character, one up
 * to each of these, as `git diff -z` and `find -print0` write them.
 *
 * @throws FileError
 */
export function readPathList(path: string): readonly string[] {
  // Names of one character each, with a 0 after each, look like UTF-16: what they are is not guessed.
  const text = bytesOf(path).toString('utf8');
  return text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((line) => line !== '');
}

function bytesOf(path: string): Buffer {
  if (path !== '-') {
    try {
      return readFileSync(path);
    } catch (error) {
      throw new FileError(failureText(error));
    }
  }
  const bytes = wholeStandardInput();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - 1);
}
