import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute, without a trailing separator. It may hold spaces and other odd characters. */
export const projectFolder: string = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Where the editor and the browser are installed once: `.vscode-test/` in the project, or the folder that
 * INTERACTION_DATA_EDITOR_CACHE names, so that several clones share one copy.
 */
export function editorCacheFolder(): string {
  return process.env.INTERACTION_DATA_EDITOR_CACHE || join(projectFolder, '.vscode-test');
}

/**
 * The start of the name of a temporary folder, for mkdtemp. It is short because a VS Code puts Unix sockets
 * into its user data folder, and the path of a socket may have no more than about 100 characters.
 */
export const temporaryFolderPrefix: string = join(tmpdir(), 'idata-');
