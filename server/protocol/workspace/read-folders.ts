import { limits } from '../../config/limits';
import type { FolderConfiguration } from '../configuration';
import type { FolderFiles } from '../host';
import { knows } from '../own-messages';
import type { Breath } from './breath';
import { clientFiles } from './client-files';
import type { WorkspaceContext } from './context';
import { askExcludes } from './excludes';
import { createFolderWalk, type FolderWalk } from './folder-walk';

/** A workspace folder whose closed files are read. */
export interface ReadFolder {
  readonly root: string;
  readonly files: FolderFiles;
  readonly walk: FolderWalk;
  readonly configuration: FolderConfiguration;
}

/** A closed file that is taken. */
export interface TakenFile {
  readonly address: string;
  readonly folder: ReadFolder;
}

/** What finding files goes by. */
export interface Finding
  extends Pick<WorkspaceContext, 'configuration' | 'folders' | 'client' | 'host' | 'line'> {
  readonly breath: Breath;
  /** Tells the user of something once. */
  readonly sayOnce: (message: string) => void;
  /** Whether the files of all folders are wanted, and not only where a setting wants their problems. */
  readonly isForAll?: boolean;
}

/** The folders whose closed files somebody wants to know of, each with the settings of its own. */
export async function readFolders(finding: Finding, isWanted: () => boolean): Promise<readonly ReadFolder[]> {
  const { configuration, folders, client, line, breath, sayOnce, isForAll = false } = finding;
  const roots = folders();
  const prepared = await Promise.all(roots.map(prepare));
  return prepared.filter((folder): folder is ReadFolder => folder !== undefined);

  async function prepare(root: string): Promise<ReadFolder | undefined> {
    const ofFolder = await configuration.inFolder(root);
    if (!isForAll && ofFolder.validate !== 'workspace') return undefined;
    const files = await filesOf(root, finding);
    if (!files) {
      sayOnce('Closed files of this workspace cannot be read: problems of open ones are shown.');
      return undefined;
    }
    const walk = createFolderWalk({
      root,
      files,
      excludes: await askExcludes(line.connection, client(), root),
      isOtherRoot: (folder) => roots.includes(folder),
      takes: async (address) => (await ofFolder.of(address)).verdict.isTaken,
      breath,
      isWanted,
    });
    return { root, files, walk, configuration: ofFolder };
  }
}

/** Who lists and reads a folder: this place where it has a disk, else the client where it can. */
async function filesOf(root: string, { client, host, line }: Finding): Promise<FolderFiles | undefined> {
  if (root.startsWith('file:') && host.loadFolderFiles) return host.loadFolderFiles();
  return knows(client(), 'listFolder') ? clientFiles(line.connection) : undefined;
}

/** All closed files of folders that are taken; undefined where nobody wants them any more. */
export async function findTaken(
  folders: readonly ReadFolder[],
  sayOnce: Finding['sayOnce'],
): Promise<readonly TakenFile[] | undefined> {
  const found: TakenFile[] = [];
  for (const folder of folders) {
    const walked = await folder.walk.all();
    if (!walked) return undefined;
    for (const address of walked.files) found.push({ address, folder });
    if (walked.isCut) {
      sayOnce(`The workspace is large: ${limits.workspaceNames.toLocaleString('en')} names were looked at.`);
      break;
    }
  }
  return found;
}
