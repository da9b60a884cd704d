import type {
  Connection,
  Diagnostic,
  DidOpenTextDocumentParams,
  Position,
  Range,
} from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { formOf, projectFileName } from '../config/files';
import { readProjectFile } from '../config/project-file';
import { type Document, openDocument, textOf } from '../document/document';
import type { Configuration } from './configuration';
import { projectFileDiagnostics, toDiagnostics } from './diagnostics';
import { applyChange, type OpenFile, openFile, type TextChange } from './open-file';

/** The files that the client has open, kept checked, their findings sent whenever they change. */
export interface Files {
  readonly get: (uri: string) => OpenFile | undefined;
  /** The text of a project file that is open in the client's editor. */
  readonly openProjectFile: (uri: string) => string | undefined;
  readonly open: (params: DidOpenTextDocumentParams) => void;
  readonly change: (uri: string, version: number, changes: readonly TextChange[]) => void;
  readonly close: (uri: string) => void;
  /** Sends the findings of all files again, for instance with other severities. */
  readonly publishAll: () => void;
}

/** Whether an address is that of a project file. */
export function isProjectFile(uri: string): boolean {
  return uri.endsWith(`/${projectFileName}`);
}

/** Follows the client's open files. */
export function createFiles(connection: Connection, configuration: Configuration, rulesPage: string): Files {
  const files = new Map<string, OpenFile>();
  const projectFiles = new Map<string, Document>();
  const sent = new Map<string, Diagnostic[]>();
  return {
    get: (uri) => files.get(uri),
    openProjectFile(uri) {
      const document = projectFiles.get(uri);
      return document && textOf(document);
    },
    open({ textDocument: { uri, languageId, version, text } }) {
      if (isProjectFile(uri)) return setProjectFile(uri, openDocument(text, 'json'));
      const whenChecked = (checked: CheckedDocument, ofVersion: number) =>
        void publish(uri, checked, ofVersion);
      files.get(uri)?.close();
      files.set(uri, openFile(uri, formOfLanguage(languageId, uri), text, version, whenChecked));
    },
    change(uri, version, changes) {
      const projectFile = projectFiles.get(uri);
      if (projectFile) setProjectFile(uri, changes.reduce(applyChange, projectFile));
      else files.get(uri)?.change(changes, version);
    },
    close(uri) {
      files.get(uri)?.close();
      files.delete(uri);
      send(uri, []);
      sent.delete(uri);
      if (projectFiles.delete(uri)) forgetConfiguration();
    },
    publishAll,
  };

  function publishAll(): void {
    for (const [uri, file] of files) {
      const version = file.version();
      void file.checked().then((checked) => publish(uri, checked, version));
    }
  }

  function forgetConfiguration(): void {
    configuration.forget();
    publishAll();
  }

  function setProjectFile(uri: string, document: Document): void {
    projectFiles.set(uri, document);
    const { problems } = readProjectFile(textOf(document));
    send(uri, projectFileDiagnostics(document, problems));
    forgetConfiguration();
  }

  async function publish(uri: string, checked: CheckedDocument, version: number): Promise<void> {
    const ofFile = await configuration.of(uri);
    if (files.get(uri)?.version() !== version) return;
    send(uri, toDiagnostics(uri, checked, ofFile, rulesPage), version);
  }

  /** Tells the client the findings of a file, unless they are what it was told last. */
  function send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    const before = sent.get(uri);
    if (before ? isSame(before, diagnostics) : diagnostics.length === 0 && version === undefined) return;
    sent.set(uri, diagnostics);
    void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

function formOfLanguage(languageId: string, uri: string): 'json' | 'lines' {
  if (languageId === 'interaction-json') return 'json';
  if (languageId === 'interaction-jsonl') return 'lines';
  return formOf(uri);
}

function isSame(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  return (
    before.length === after.length &&
    before.every((diagnostic, index) => {
      const other = after[index] as Diagnostic;
      return (
        diagnostic.code === other.code &&
        diagnostic.message === other.message &&
        diagnostic.severity === other.severity &&
        isSameRange(diagnostic.range, other.range) &&
        isSameRelated(diagnostic, other)
      );
    })
  );
}

function isSameRelated(
  { relatedInformation: before }: Diagnostic,
  { relatedInformation: after }: Diagnostic,
): boolean {
  const first = before?.[0]?.location.range;
  const second = after?.[0]?.location.range;
  return first === undefined || second === undefined ? first === second : isSameRange(first, second);
}

function isSameRange(before: Range, after: Range): boolean {
  return isSamePosition(before.start, after.start) && isSamePosition(before.end, after.end);
}

function isSamePosition(before: Position, after: Position): boolean {
  return before.line === after.line && before.character === after.character;
}
