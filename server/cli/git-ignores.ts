import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { type GitIgnore, gitIgnoreName, isIgnored, readGitIgnore } from '../config/git-ignore';
import { limits } from '../config/limits';
import { withSlashes } from './project-files';

/**
 * What the `.gitignore` files above a folder (an absolute path) say, from the top of its checkout down. Nothing where they
 * name that folder: who names it means what is in it.
 */
export function ignoredAbove(folder: string): GitIgnore | undefined {
  const folders = foldersOfCheckout(folder);
  let ignore: GitIgnore | undefined;
  for (const [index, above] of folders.slice(0, -1).entries()) {
    ignore = withOwn(above, ignore);
    if (isIgnored(ignore, withSlashes(folders[index + 1] as string), true)) return undefined;
  }
  return ignore;
}

/**
 * The same with what the folder's own one says. As for git itself it is a file and no link; one that cannot be read, or is
 * too large, says nothing.
 */
export function withOwn(folder: string, above: GitIgnore | undefined): GitIgnore | undefined {
  const path = join(folder, gitIgnoreName);
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > limits.projectFileBytes) return above;
    const start = withSlashes(folder.endsWith(sep) ? folder : folder + sep);
    return readGitIgnore(readFileSync(path, 'utf8'), start, above);
  } catch {
    return above;
  }
}

/** The folders from the top of the checkout that a folder lies in down to itself; itself alone where it lies in none. */
function foldersOfCheckout(folder: string): readonly string[] {
  const folders = [folder];
  for (let top = folder; !existsSync(join(top, '.git')); ) {
    const above = dirname(top);
    if (above === top) return [folder];
    folders.unshift(above);
    top = above;
  }
  return folders;
}
