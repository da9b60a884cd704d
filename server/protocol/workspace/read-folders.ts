import { limits } from '../../config/limits';
import { t } from '../../words/language';
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
  /** Whether the findings of its closed files are told, and not only what their records say of each other. */
  readonly isValidated: boolean;
  /** Whether all files with records in a folder and below it are found by the walk, as the command line finds them. */
  readonly isWholeIn: (folder: string) => boolean;
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
  /** Tells the user of something once: not all is known. */
  readonly sayOnce: (message: string, isValidated: boolean) => void;
}

/** The folders whose closed files can be read, each with the settings of its own. */
export async function readFolders(finding: Finding, isWanted: () => boolean): Promise<readonly ReadFolder[]> {
  const { configuration, folders, client, line, breath, sayOnce } = finding;
  const roots = folders();
  const prepared = await Promise.all(roots.map(prepare));
  return prepared.filter((folder): folder is ReadFolder => folder !== undefined);

  async function prepare(root: string): Promise<ReadFolder | undefined> {
    const ofFolder = await configuration.inFolder(root, () => askExcludes(line.connection, client(), root));
    const isValidated = ofFolder.validate === 'workspace';
    const files = await filesOf(root, finding);
    if (!files) {
      sayOnce(
        t`Closed files of this workspace cannot be read: problems of open ones are shown.`,
        isValidated,
      );
      return undefined;
    }
    let isExcluding = false;
    const walk = createFolderWalk({
      root,
      files,
      excludes: ofFolder.excludes,
      isOtherRoot: (folder) => roots.includes(folder),
      async takes(address) {
        const { isTaken, because } = (await ofFolder.of(address)).verdict;
        // The command line knows nothing of the settings.
        if (because === 'excluded-by-setting') isExcluding = true;
        return isTaken;
      },
      breath,
      isWanted,
    });
    const isWholeIn = (address: string) => !isExcluding && walk.isWholeIn(address);
    return { root, files, walk, configuration: ofFolder, isValidated, isWholeIn };
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
      const names = limits.workspaceNames.toLocaleString(t`en`);
      sayOnce(t`The workspace is large: ${names} names were looked at.`, folder.isValidated);
      break;
    }
  }
  return found;
}
