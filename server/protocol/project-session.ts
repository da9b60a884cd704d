import type { TextDocumentItem } from 'vscode-languageserver';
import { readProjectFile } from '../config/project-file';
import { textOf } from '../document/document';
import { projectFileDiagnostics } from './diagnostics';
import { applyChange } from './open-file';
import type { Session, SessionContext } from './session';
import { createTold } from './told';

/** Follows a project file that is open in the client's editor, and tells what is wrong in it. */
export function openProjectFile(
  { uri, text, version: firstVersion }: TextDocumentItem,
  { line, engine }: SessionContext,
): Session {
  const told = createTold(uri, line, tell);
  let document = engine.open(text, 'json');
  let version = firstVersion;
  let isClosed = false;
  tell();
  return {
    uri,
    projectText: () => textOf(document),
    change(changes, newVersion) {
      document = changes.reduce(applyChange, document);
      version = newVersion;
      tell();
    },
    // It hangs on nothing but its text.
    publish() {},
    taken: async () => undefined,
    close(tellsNothing) {
      isClosed = true;
      if (tellsNothing) void told.tell([]);
    },
  };

  function tell(): void {
    if (isClosed || told.mustWait()) return;
    const { problems } = readProjectFile(textOf(document), engine.type);
    void told.tell(projectFileDiagnostics(document, problems), version);
  }
}
