import { hasKnownEnding, projectFileName } from '../../config/files';
import { type GitIgnore, gitIgnoreName, isIgnored, readGitIgnore } from '../../config/git-ignore';
import { limits } from '../../config/limits';
import { encodedSegment } from '../addresses';
import { folderOf, pathIn } from '../folders';
import type { FolderEntry, FolderFiles } from '../host';
import type { ExcludeTest } from './excludes';

/** What a walk through a workspace folder goes by. Addresses are those of `FolderFiles`. */
export interface WalkParts {
  readonly root: string;
  readonly files: FolderFiles;
  /** What the client leaves out. */
  readonly excludes: ExcludeTest;
  /** Whether an address is that of another workspace folder, which is walked by itself. */
  readonly isOtherRoot: (folder: string) => boolean;
  /** Whether a file is one with records, going by its name and by what settings and project files say. */
  readonly takes: (address: string) => Promise<boolean>;
  /** Lets others come in between, now and then. */
  readonly breath: () => Promise<void> | undefined;
  /** Whether anybody still wants to know. */
  readonly isWanted: () => boolean;
}

/** The closed files of a workspace folder. */
export interface FolderWalk {
  /**
   * Whether it came to a folder, and passed over nothing that the command line looks at, which knows nothing of what a client
   * leaves out.
   */
  readonly isWholeIn: (folder: string) => boolean;
  /** All that are taken, folder by folder in the order of their names; undefined where nobody wants them any more. */
  readonly all: () => Promise<Walked | undefined>;
  /** Those in a folder that has come since, where a walk would come to that; it may be none. */
  readonly below: (folder: string) => Promise<Walked | undefined>;
  /** Whether a walk would come to a file, and take it. */
  readonly reaches: (address: string) => Promise<boolean>;
}

/** What a walk found. */
export interface Walked {
  readonly files: readonly string[];
  /** Whether there are more files than it looks at. */
  readonly isCut: boolean;
  readonly hasProjectFile: boolean;
}

/** A folder that a walk comes to. */
interface Folder {
  readonly address: string;
  /** The same with all symbolic links followed. */
  readonly real: string;
}

/** Folders that no walk enters, as on the command line. */
const leftOutFolder = 'node_modules';

/**
 * Walks through a workspace folder as the command line does: past `node_modules`, folders with a dot before their name and
 * what a `.gitignore` names, besides what the client leaves out; to each folder and each file once, wherever symbolic links
 * lead.
 */
export function createFolderWalk(parts: WalkParts): FolderWalk {
  const { root, files, excludes, isOtherRoot, takes, breath, isWanted } = parts;
  /** What holds in each folder that was come to; one that has no file of its own has what holds above it. */
  const ignores = new Map<string, Promise<GitIgnore | undefined>>();
  const comeTo = new Set<string>();
  let isPassedOver = false;
  return {
    all: () => from(root),
    isWholeIn: (folder) => !isPassedOver && comeTo.has(folder),
    below: async (folder) => ((await enters(folder, true)) ? from(folder) : undefined),
    reaches: async (address) => (await enters(address, false)) && takes(address),
  };

  async function from(start: string): Promise<Walked | undefined> {
    const found: string[] = [];
    const entered = new Set<string>();
    const taken = new Set<string>();
    let names = 0;
    let isCut = false;
    let hasProjectFile = false;
    // Real ones come first, so that each goes by its real name if it has one here.
    const linkedFolders: Folder[] = [];
    const linkedFiles: Folder[] = [];
    const queue: Folder[] = [{ address: start, real: start }];
    for (;;) {
      const folder = queue.pop() ?? linkedFolders.shift();
      if (!folder) break;
      if (entered.has(folder.real)) continue;
      entered.add(folder.real);
      if (!isWanted()) return undefined;
      if (!(await look(folder))) break;
    }
    for (const { address, real } of linkedFiles)
      if (!taken.has(real) && (await takes(address))) found.push(address);
    return { files: inOrder(found), isCut, hasProjectFile };

    /** Whether the walk goes on. */
    async function look(folder: Folder): Promise<boolean> {
      comeTo.add(folder.address);
      const entries = (await files.list(folder.address, root)).toSorted(byName);
      const ignore = await ignoresIn(
        folder.address,
        entries.some(({ name }) => name === gitIgnoreName),
      );
      const folders: Folder[] = [];
      for (const entry of entries) {
        if (++names > limits.workspaceNames || found.length > limits.workspaceFiles) {
          isCut = true;
          return false;
        }
        await breath();
        if (entry.name === projectFileName) hasProjectFile = true;
        if (isLeftOut(folder.address, entry, ignore)) continue;
        // What is found under two names may be meant by either.
        if (entry.target !== undefined) isPassedOver = true;
        const below = placeBelow(folder, entry);
        if (entry.isFolder) (entry.target === undefined ? folders : linkedFolders).push(below);
        else if (entry.target !== undefined) linkedFiles.push(below);
        else if (await takes(below.address)) {
          found.push(below.address);
          taken.add(below.real);
        }
      }
      queue.push(...folders.reverse());
      return true;
    }
  }

  /** Whether nothing on the way to a file or folder is left out, nor it itself. */
  async function enters(address: string, mayBeFolder: boolean): Promise<boolean> {
    const names = address.slice(root.length).replace(/\/$/, '').split('/');
    let folder = root;
    for (const [index, encoded] of names.entries()) {
      const isFolder = mayBeFolder || index < names.length - 1;
      const name = pathIn('', encoded);
      if (isLeftOut(folder, { name, isFolder }, await ignoresIn(folder, true))) return false;
      folder += `${encoded}/`;
    }
    return true;
  }

  function isLeftOut(
    folder: string,
    { name, isFolder }: FolderEntry,
    ignore: GitIgnore | undefined,
  ): boolean {
    if (isFolder && (name === leftOutFolder || name.startsWith('.'))) return true;
    const path = pathIn(root, folder) + name;
    if (isIgnored(ignore, path, isFolder)) return true;
    if (!excludes(path)) return isFolder && isOtherRoot(`${folder}${encodedSegment(name)}/`);
    if (isFolder || hasKnownEnding(name)) isPassedOver = true;
    return true;
  }

  /** What holds in a folder: its own file is read where it has one. */
  function ignoresIn(folder: string, hasOwn: boolean): Promise<GitIgnore | undefined> {
    const known = ignores.get(folder);
    if (known) return known;
    const above = folder === root ? undefined : ignoresIn(folderOf(folder.slice(0, -1)), true);
    const read = hasOwn ? withOwn(folder, above) : Promise.resolve(above);
    ignores.set(folder, read);
    return read;
  }

  async function withOwn(
    folder: string,
    above: Promise<GitIgnore | undefined> | undefined,
  ): Promise<GitIgnore | undefined> {
    const content = await files.read(folder + gitIgnoreName, root, limits.projectFileBytes);
    const text = content && textOf(content);
    return text === undefined ? above : readGitIgnore(text, pathIn(root, folder), await above);
  }
}

function byName({ name: one }: FolderEntry, { name: other }: FolderEntry): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The text of what a file holds; bytes that are no UTF-8 become replacement characters. */
function textOf(content: Exclude<Awaited<ReturnType<FolderFiles['read']>>, undefined>): string | undefined {
  if (content === 'too-large') return undefined;
  return 'text' in content ? content.text : new TextDecoder().decode(content.bytes.subarray(0, -1));
}

function placeBelow({ address, real }: Folder, { name, isFolder, target }: FolderEntry): Folder {
  const end = `${encodedSegment(name)}${isFolder ? '/' : ''}`;
  return { address: address + end, real: target ?? real + end };
}

/** Files sorted folder by folder, as on the command line: `a/b` comes before `a-b`. */
function inOrder(addresses: readonly string[]): readonly string[] {
  return addresses
    .map((address) => ({ address, key: pathIn('', address).replaceAll('/', '\0') }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ address }) => address);
}
