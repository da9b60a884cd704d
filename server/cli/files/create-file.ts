import { writeFileSync } from 'node:fs';
import { FileError, failureText } from './file-error';

/**
 * Makes a new file of a text in UTF-8.
 *
 * @throws FileError, also where there is something with that name
 */
export function createFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new FileError(failureText(error));
  }
}
