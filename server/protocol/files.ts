import type { DidOpenTextDocumentParams } from 'vscode-languageserver';
import { projectFileName } from '../config/files';
import { normalAddress } from './addresses';
import { openRecords } from './file-session';
import type { TextChange } from './open-file';
import { openProjectFile } from './project-session';
import type { Refreshing } from './refreshing';
import type { Session, SessionContext } from './session';

/** The files that the client has open. However it spells their addresses, one file has one session. */
export interface Files {
  /** What is known of an open file; undefined where it is not open. */
  readonly get: (uri: string) => Session | undefined;
  /** All of them that are open at the moment. */
  readonly all: () => readonly Session[];
  readonly open: (params: DidOpenTextDocumentParams) => void;
  readonly change: (uri: string, version: number, changes: readonly TextChange[]) => void;
  readonly close: (uri: string) => void;
  /**
   * Something else may be found in the records of a file among others: it is told, and shown in the texts. Says whether the
   * file is open.
   */
  readonly joinAgain: (uri: string) => boolean;
  /** Has what is wrong with a project file told where it is open, and says whether it is. */
  readonly publishProject: (address: string) => boolean;
  /** Settings or project files have changed: sends the findings of all files as what holds for them now says. */
  readonly reconfigure: () => void;
}

/** Whether an address is that of a project file. */
export function isProjectFile(uri: string): boolean {
  return normalAddress(uri).endsWith(`/${projectFileName}`);
}

/** What follows files works with. */
export interface FilesContext extends SessionContext {
  readonly refresh: Refreshing;
  /** Called when settings or project files have changed. */
  readonly reconfigured: () => void;
}

/** Follows the client's open files, and has their findings sent whenever they change. */
export function createFiles(context: FilesContext): Files {
  const sessions = new Map<string, Session>();
  return {
    get: (uri) => sessions.get(normalAddress(uri)),
    all: () => [...sessions.values()],
    open({ textDocument }) {
      const { uri } = textDocument;
      const address = normalAddress(uri);
      const before = sessions.get(address);
      // A client that opens a file once more has dropped what it was told, but for what goes by another spelling.
      before?.close(before.uri !== uri);
      const open = isProjectFile(uri) ? openProjectFile : openRecords;
      const session = open(textDocument, context);
      sessions.set(address, session);
      if (session.projectText) reconfigure();
    },
    change(uri, version, changes) {
      const session = sessions.get(normalAddress(uri));
      session?.change(changes, version);
      if (session?.projectText) reconfigure();
    },
    close(uri) {
      const address = normalAddress(uri);
      const session = sessions.get(address);
      session?.close(true);
      sessions.delete(address);
      context.configuration.close(uri);
      if (session?.projectText) reconfigure();
    },
    joinAgain(uri) {
      const session = sessions.get(normalAddress(uri));
      if (!session) return false;
      session.joinAgain?.();
      context.refresh.soon();
      return true;
    },
    publishProject(address) {
      const session = sessions.get(address);
      if (!session?.projectText) return false;
      session.publish();
      return true;
    },
    reconfigure,
  };

  function reconfigure(): void {
    context.configuration.forget();
    context.reconfigured();
    for (const session of sessions.values()) session.publish();
    context.refresh.now();
  }
}
