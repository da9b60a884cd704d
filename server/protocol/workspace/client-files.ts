import type { Connection } from 'vscode-languageserver';
import type { FolderEntry, FolderFiles } from '../host';
import { logError } from '../log-error';
import { LIST_FOLDER_METHOD, READ_FILE_METHOD } from '../own-messages';
import { isObject } from '../shapes';

/** The files of folders that the client alone can see. What it answers may be anything. */
export function clientFiles(connection: Connection): FolderFiles {
  return {
    async list(folder) {
      // Not all file systems know a folder by a name with a slash at its end; the root has no other one.
      const answer = await ask(LIST_FOLDER_METHOD, folder.replace(/(?<=[^:/])\/$/, ''));
      return Array.isArray(answer) ? answer.flatMap(entryOf) : [];
    },
    async read(uri, _root, mostBytes) {
      const text = await ask(READ_FILE_METHOD, uri);
      if (typeof text !== 'string') return undefined;
      return text.length > mostBytes ? 'too-large' : { text };
    },
  };

  async function ask(method: string, uri: string): Promise<unknown> {
    try {
      return await connection.sendRequest(method, { uri });
    } catch (error) {
      logError(connection, method, error);
      return undefined;
    }
  }
}

function entryOf(value: unknown): readonly FolderEntry[] {
  if (!isObject(value) || typeof value.name !== 'string' || /^\.{0,2}$|\//.test(value.name)) return [];
  return [{ name: value.name, isFolder: value.isFolder === true }];
}
