import * as fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { t } from '../../words/language';
import { isWithin } from './is-within';

// The same as `node:fs/promises` has, which takes a starting server a millisecond to load.
const realpath = promisify(fs.realpath.native);
const stat = promisify(fs.stat);
const readFile = promisify(fs.readFile);

/**
 * The text of a file on disk that lies in a folder, both given by their addresses; undefined where there is none, or
 * where the address is of another kind. Neither `..` nor a symbolic link leads out of the folder.
 *
 * Rejects with an Error that says, in words that follow the file's name, why one that is there is not read: it leads
 * out of the folder, is not a regular file (what waits for a writer would be waited for), has more than `mostBytes`, or
 * the system refuses it.
 */
export async function readFileWithin(
  uri: string,
  folderUri: string,
  mostBytes: number,
): Promise<string | undefined> {
  const path = pathOf(uri);
  const folder = pathOf(folderUri);
  if (path === undefined || folder === undefined) return undefined;
  try {
    const real = await realpath(path);
    if (!isWithin(real, await realpath(folder))) throw new Error(t`leads out of the workspace`);
    const stats = await stat(real);
    if (stats.isDirectory()) throw new Error(t`is a folder`);
    if (!stats.isFile()) throw new Error(t`is not a regular file`);
    if (stats.size > mostBytes) throw new Error(t`has more than ${mostBytes} bytes`);
    return await readFile(real, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw code === undefined ? error : new Error(t`cannot be read: ${message}`);
  }
}

/** The path of an address of a file on disk; undefined for any other address. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
