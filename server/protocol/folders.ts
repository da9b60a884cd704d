import { decodedPath } from './addresses';

/*
 * Where files lie. All addresses are as `normalAddress` makes them, those of folders have a slash at their end.
 */

/** The address of the innermost workspace folder that holds a file, with a slash at its end. */
export function innermostRoot(address: string, workspaceFolders: readonly string[]): string | undefined {
  return workspaceFolders
    .filter((folder) => address.startsWith(folder))
    .sort((a, b) => b.length - a.length)
    .at(0);
}

/** A file's path below a folder, as it reads. */
export function pathIn(folder: string, address: string): string {
  return decodedPath(address.slice(folder.length));
}

/**
 * A file's path as people see it: in its workspace folder, after that one's name where there are several; of a file in none
 * its name alone.
 */
export function shownPath(address: string, workspaceFolders: readonly string[]): string {
  const root = innermostRoot(address, workspaceFolders);
  const isNamed = root !== undefined && workspaceFolders.length > 1;
  return pathIn(isNamed ? folderAbove(root) : (root ?? folderOf(address)), address);
}

/**
 * The folders of a file from its own upwards, each with a slash at its end: to the innermost workspace folder that
 * holds it, and only its own where none does, so that nothing outside the workspace is read.
 */
export function foldersUpwards(address: string, workspaceFolders: readonly string[]): readonly string[] {
  const own = folderOf(address);
  if (!/^[^:]+:\/./.test(own)) return [];
  const root = innermostRoot(own, workspaceFolders);
  if (root === undefined) return [own];
  const folders: string[] = [];
  for (let folder = own; folder.startsWith(root); folder = folderAbove(folder)) folders.push(folder);
  return folders;
}

/** The address of the folder that a file lies in, with a slash at its end. */
export function folderOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1);
}

/** The same of a folder whose address has a slash at its end. */
function folderAbove(folder: string): string {
  return folderOf(folder.slice(0, -1));
}
