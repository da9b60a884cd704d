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
  const bytes = bytesOf(path);
  // PowerShell marks the lists that it writes, those in UTF-16, too. Without a mark that is not guessed: names of one
  // character each, with a 0 after each, look like it.
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isWide ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
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
