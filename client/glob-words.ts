import { endingLike } from '../server/config/files';
import { literally } from '../server/config/literal-glob';

/**
 * The glob, relative to a project file's folder, for the files of the folder that one lies in, and below: for all that
 * may hold records. Of the workspace's outermost folder it takes the files themselves only: everything else of a project
 * lies below.
 */
export function globFor(path: string, projectFolder: string, isOutermost: boolean): string {
  const end = path.lastIndexOf('/');
  const ending = endingLike(path);
  const between = path.slice(projectFolder.length, end).replace(/^\//, '');
  if (between === '') return isOutermost ? `./*${ending}` : `*${ending}`;
  return `${literally(between)}/**/*${ending}`;
}
