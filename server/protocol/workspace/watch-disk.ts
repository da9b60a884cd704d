import type { ClientCapabilities, Connection, FileSystemWatcher } from 'vscode-languageserver';
import { endingLike, hasKnownEnding } from '../../config/files';
import { gitIgnoreName } from '../../config/git-ignore';
import { folderOf, pathIn } from '../folders';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from '../library';
import { register } from '../register';
import { excludeSections } from './excludes';

/** The protocol's flag for being told of what is made and what is gone alone. */
const MADE_OR_GONE = 5;

/** Whether a client can be asked to tell of what changes on disk. */
export function canWatch({ workspace }: ClientCapabilities): boolean {
  return workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
}

/**
 * Has the client tell of what changes on disk, and of what it leaves out, as far as it can. Returns what is told of files
 * that are taken: those whose names end in another way are watched from then on.
 */
export function watchDisk(connection: Connection, client: ClientCapabilities): (address: string) => void {
  const endings = new Set<string>();
  const isWatched = canWatch(client);
  // Of a folder that comes or goes nobody tells the files.
  if (isWatched)
    watch(
      { globPattern: `**/*${endingLike('.json')}` },
      { globPattern: `**/${gitIgnoreName}` },
      { globPattern: '**/*', kind: MADE_OR_GONE },
    );
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration)
    register(connection, DidChangeConfigurationNotification.type, { section: [...excludeSections] });
  return (address) => {
    if (!isWatched || hasKnownEnding(address)) return;
    const name = pathIn(folderOf(address), address);
    const globPattern = name.includes('.') ? `**/*${endingLike(name)}` : `**/${name}`;
    if (endings.has(globPattern) || /[[\]{}?*]/.test(globPattern.slice(4))) return;
    endings.add(globPattern);
    watch({ globPattern });
  };

  function watch(...watchers: readonly FileSystemWatcher[]): void {
    register(connection, DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
  }
}
