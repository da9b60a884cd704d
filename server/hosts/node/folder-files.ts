import * as fs from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { normalAddress, normalFolder } from '../../protocol/addresses';
import type { FileContent, FolderEntry, FolderFiles } from '../../protocol/host';
import { isWithin } from './is-within';

/*
 * The closed files of a workspace, on disk. Reading waits for nobody: whoever types is answered meanwhile.
 */

const readdir = promisify(fs.readdir) as (
  path: string,
  options: { readonly withFileTypes: true },
) => Promise<fs.Dirent[]>;
const realpath = promisify(fs.realpath.native);
const stat = promisify(fs.stat);
const open = promisify(fs.open);
const read = promisify(fs.read);

/** Lists and reads folders of the disk. */
export const folderFiles: FolderFiles = { list, read: readInside };

async function list(folder: string, root: string): Promise<readonly FolderEntry[]> {
  try {
    const path = fileURLToPath(folder);
    const entries: FolderEntry[] = [];
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const { name } = entry;
      if (entry.isDirectory()) entries.push({ name, isFolder: true });
      else if (entry.isFile()) entries.push({ name, isFolder: false });
      else if (entry.isSymbolicLink()) entries.push(...(await followed(join(path, name), name, root)));
    }
    return entries;
  } catch {
    return [];
  }
}

/** What a symbolic link leads to; nothing where that is not there, is no file or folder, or lies outside of the root. */
async function followed(path: string, name: string, root: string): Promise<readonly FolderEntry[]> {
  try {
    const rootPath = fileURLToPath(root);
    const [real, realRoot, stats] = await Promise.all([realpath(path), realpath(rootPath), stat(path)]);
    const isFolder = stats.isDirectory();
    if (!isWithin(real, realRoot) || (!isFolder && !stats.isFile())) return [];
    const address = pathToFileURL(join(rootPath, relative(realRoot, real))).href;
    return [{ name, isFolder, target: isFolder ? normalFolder(address) : normalAddress(address) }];
  } catch {
    return [];
  }
}

async function readInside(uri: string, root: string, mostBytes: number): Promise<FileContent> {
  try {
    const real = await realPathOf(uri);
    if (!isWithin(real, await realRootOf(root))) return undefined;
    const file = await open(real, openAtOnce);
    try {
      const stats = fs.fstatSync(file);
      if (!stats.isFile()) return undefined;
      if (stats.size > mostBytes) return 'too-large';
      return { bytes: await readAll(file, stats.size) };
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Of a pipe, nobody waits for who writes into it; what has become a link meanwhile is not followed. Windows has neither. */
const openAtOnce = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0) | (fs.constants.O_NOFOLLOW ?? 0);

/** Reads `size` bytes, or as many as there are by now, and a 0 after them, as `countQuietRecords` wants it. */
async function readAll(file: number, size: number): Promise<Uint8Array> {
  // No Buffer: an engine makes code fast for one kind of array, and the reader of records has its own bytes, too.
  const bytes = new Uint8Array(size + 1);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await read(file, bytes, length, size - length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length + 1);
}

/** For how long it is remembered what a folder is, in which files are read one after the other: a link can take its place. */
const MOMENT_MILLISECONDS = 500;

let knownFolder: { readonly address: string; readonly real: string; readonly until: number } | undefined;

/** What is the same in an address and in a path. */
const PLAIN_NAME = /^[\w-][\w.-]*$/;

/** The real path of a file, which is no link itself where links are not followed. */
async function realPathOf(uri: string): Promise<string> {
  const nameAt = uri.lastIndexOf('/') + 1;
  const name = uri.slice(nameAt);
  if (fs.constants.O_NOFOLLOW === undefined || !PLAIN_NAME.test(name)) return realpath(fileURLToPath(uri));
  const address = uri.slice(0, nameAt);
  const now = performance.now();
  const known = knownFolder;
  if (known?.address === address && now < known.until) return known.real + sep + name;
  const real = await realpath(fileURLToPath(address));
  knownFolder = { address, real, until: now + MOMENT_MILLISECONDS };
  return join(real, name);
}

let knownRoot: { readonly root: string; readonly real: string } | undefined;

/** The real path of a workspace folder, which its files are all compared with. */
async function realRootOf(root: string): Promise<string> {
  if (knownRoot?.root !== root) knownRoot = { root, real: await realpath(fileURLToPath(root)) };
  return knownRoot.real;
}
