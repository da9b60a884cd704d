import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { FileError, failureText } from './file-error';

/**
 * Makes a new file of a text in UTF-8.
 *
 * @throws FileError, also where there is something with that name
 */
export function createFile(path: string, text: string): void {
  try {
    const file = openSync(path, 'wx');
    try {
      writeFileSync(file, text);
    } catch (error) {
      // Half a file, or an empty one, would be taken for what somebody wrote.
      rmSync(path);
      throw error;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new FileError(failureText(error));
  }
}
