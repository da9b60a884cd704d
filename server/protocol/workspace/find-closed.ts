import type { Known } from '../../features/expectations';
import { innermostRoot } from '../folders';
import type { WorkspaceContext } from './context';
import { type Finding, findTaken, type ReadFolder, readFolders, type TakenFile } from './read-folders';

/** Finds the closed files of the workspace that are taken. */
export interface ClosedFinder {
  /** All of them; undefined where nobody wants them any more. */
  readonly all: (isWanted: () => boolean) => Promise<readonly TakenFile[] | undefined>;
  /** A file as it is read; undefined where it is none that is taken. */
  readonly file: (address: string) => Promise<TakenFile | undefined>;
  /** Those in a folder that has come; what has come may be none. */
  readonly below: (address: string) => Promise<readonly TakenFile[]>;
  /** Whether all folders of the workspace can be read. */
  readonly isAll: () => boolean;
  /** What is known of those in a folder and below it, when all are read. */
  readonly knownIn: (folder: string) => Known;
  /** Whether somebody wants the problems of closed files, as far as that is known by now. */
  readonly isAskedFor: () => boolean;
}

/** Begins without folders. */
export function findClosedFiles(
  context: WorkspaceContext,
  parts: Pick<Finding, 'breath' | 'sayOnce'>,
): ClosedFinder {
  let folders: readonly ReadFolder[] = [];
  return {
    async all(isWanted) {
      folders = await readFolders({ ...context, ...parts }, isWanted);
      return isWanted() ? findTaken(folders, parts.sayOnce) : undefined;
    },
    async file(address) {
      const folder = folderOf(address);
      return folder && (await folder.walk.reaches(address)) ? { address, folder } : undefined;
    },
    async below(address) {
      const folder = folderOf(address);
      const walked = await folder?.walk.below(`${address}/`);
      if (walked?.hasProjectFile) context.reconfigure();
      return folder && walked ? walked.files.map((file) => ({ address: file, folder })) : [];
    },
    isAll: () => folders.length === context.folders().length,
    knownIn(address) {
      const folder = folderOf(address);
      if (!folder?.isWholeIn(address)) return 'nothing';
      // What lies in a workspace folder of its own is judged by no project file outside of that.
      const isOtherBelow = folders.some(({ root }) => root !== folder.root && root.startsWith(address));
      return folder.isValidated && !isOtherBelow ? 'all' : 'records';
    },
    isAskedFor: () => folders.length === 0 || folders.some(({ isValidated }) => isValidated),
  };

  function folderOf(address: string): ReadFolder | undefined {
    const root = innermostRoot(address, context.folders());
    return folders.find((one) => one.root === root);
  }
}
