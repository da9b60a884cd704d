import type { TextDocumentItem } from 'vscode-languageserver';
import { type ProjectFile, readProjectFile } from '../config/project-file';
import { textOf } from '../document/document';
import { projectFileDiagnostics } from './diagnostics';
import { applyChange } from './open-file';
import type { Session, SessionContext } from './session';
import { createTold } from './told';

/** Follows a project file that is open in the client's editor, and tells what is wrong in it. */
export function openProjectFile(
  { uri, text, version: firstVersion }: TextDocumentItem,
  { line, engine, expectations, client, host }: SessionContext,
): Session {
  const told = createTold(uri, line, tell);
  let document = engine.open(text, 'json');
  let version = firstVersion;
  let read: ProjectFile | undefined;
  let isClosed = false;
  expectations.handOver(uri);
  tell();
  return {
    uri,
    projectText: () => textOf(document),
    change(changes, newVersion) {
      document = changes.reduce(applyChange, document);
      read = undefined;
      version = newVersion;
      tell();
    },
    // Besides its text it hangs on what it expects of other files.
    publish: tell,
    taken: async () => undefined,
    close(tellsNothing) {
      isClosed = true;
      if (tellsNothing) void told.tell([]);
    },
  };

  function tell(): void {
    if (isClosed || told.mustWait()) return;
    read ??= readProjectFile(textOf(document), engine.type);
    const problems = [...read.problems, ...expectations.unmetIn(uri, read.expect)];
    problems.sort((a, b) => a.start - b.start);
    void told.tell(projectFileDiagnostics(document, problems, { client: client(), host }), version);
  }
}
