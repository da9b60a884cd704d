import type {
  ClientCapabilities,
  Connection,
  Diagnostic,
  DidOpenTextDocumentParams,
  Position,
  Range,
} from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { detectRecords } from '../config/detect';
import { formOf, projectFileName } from '../config/files';
import { limits } from '../config/limits';
import { readProjectFile } from '../config/project-file';
import { type Document, type DocumentForm, openDocument, textOf } from '../document/document';
import type { KnownLines } from '../document/position-reader';
import { normalAddress } from './addresses';
import type { Configuration, FileConfiguration } from './configuration';
import { projectFileDiagnostics, type Reader, toDiagnostics, tooLargeDiagnostic } from './diagnostics';
import type { Host } from './host';
import { logError } from './log-error';
import {
  applyChange,
  type OpenFile,
  type OpenFileEvents,
  openFile,
  type TextChange,
  type Workplace,
} from './open-file';
import type { Outlet } from './outlet';
import { isShown, type Shown } from './shown';
import type { StatusSender } from './status';

/** The files that the client has open, kept checked, their findings sent whenever they change. */
export interface Files {
  /** A file that is taken; undefined for one that is not open or left alone, or not decided on. */
  readonly get: (uri: string) => OpenFile | undefined;
  /** Kept when it is known whether a file is taken. */
  readonly decided: (uri: string) => Promise<void>;
  /** The text of a project file that is open in the client's editor. */
  readonly openProjectFile: (uri: string) => string | undefined;
  readonly open: (params: DidOpenTextDocumentParams) => void;
  readonly change: (uri: string, version: number, changes: readonly TextChange[]) => void;
  readonly close: (uri: string) => void;
  /** Sends the findings of one file again. */
  readonly publish: (uri: string) => void;
  /** Sends the findings of all files again, for instance with other severities. */
  readonly publishAll: () => void;
}

/** Whether an address is that of a project file. */
export function isProjectFile(uri: string): boolean {
  return normalAddress(uri).endsWith(`/${projectFileName}`);
}

/** Follows the client's open files. */
export function createFiles(
  { connection, outlet }: { readonly connection: Connection; readonly outlet: Outlet },
  configuration: Configuration,
  host: Host & Workplace,
  status: StatusSender,
  client: () => ClientCapabilities,
): Files {
  const files = new Map<string, OpenFile>();
  const leftAlone = new Map<string, Unchecked>();
  const languageIds = new Map<string, string>();
  /** Files of other languages that held records beyond doubt when they were opened. */
  const withRecords = new Set<string>();
  /** How the settings or a project file said that a file is read, when that was begun. */
  const saidForms = new Map<string, DocumentForm>();
  const projectFiles = new Map<string, Unchecked>();
  /** Files whose findings wait until the client has read what it was told before. */
  const late = new Set<string>();
  const sent = new Map<string, Diagnostic[]>();
  const shown = new Map<string, Shown>();
  const knownLines: KnownLines = new WeakMap();
  const events: OpenFileEvents = {
    checked: (file) => publish(file).catch(failedToPublish),
    checkedStart: (file, start) => publishStart(file, start).catch(failedToPublish),
    failed: (error) => logError(connection, 'check', error),
    tooLarge(file) {
      shown.delete(file.uri);
      status.forget(file.uri);
      void send(file.uri, [tooLargeDiagnostic], file.version());
    },
  };
  const reader = (): Reader => ({ client: client(), rulesPage: host.rulesPage });
  return {
    get: (uri) => files.get(addressIn(files, uri)),
    decided: (uri) => decide(addressIn(files, addressIn(leftAlone, uri))),
    openProjectFile(uri) {
      const projectFile = projectFiles.get(addressIn(projectFiles, uri));
      return projectFile && textOf(projectFile.document);
    },
    open({ textDocument: { uri, languageId, version, text } }) {
      // A client that opens a file once more has dropped what it was told.
      sent.delete(uri);
      shown.delete(uri);
      status.forget(uri);
      if (isProjectFile(uri)) return setProjectFile(uri, openDocument(text, 'json'), version);
      files.get(uri)?.close();
      files.delete(uri);
      languageIds.set(uri, languageId);
      withRecords.delete(uri);
      // Asked for first, so that the client can answer while the text is read.
      void configuration.of(uri);
      if (ownLanguageIds.includes(languageId)) return take(uri, text, version);
      leftAlone.set(uri, { document: openDocument(text, 'json'), version });
      if (detectRecords(text).verdict === 'sure') withRecords.add(uri);
      decide(uri).catch(failedToPublish);
    },
    change(uri, version, changes) {
      const projectFile = projectFiles.get(uri);
      if (projectFile) return setProjectFile(uri, changes.reduce(applyChange, projectFile.document), version);
      const left = leftAlone.get(addressIn(leftAlone, uri));
      if (left) Object.assign(left, { document: changes.reduce(applyChange, left.document), version });
      else files.get(addressIn(files, uri))?.change(changes, version);
    },
    close(uri) {
      files.get(uri)?.close();
      files.delete(uri);
      leftAlone.delete(uri);
      languageIds.delete(uri);
      withRecords.delete(uri);
      saidForms.delete(uri);
      void send(uri, []);
      sent.delete(uri);
      shown.delete(uri);
      status.forget(uri);
      configuration.close(uri);
      if (projectFiles.delete(uri)) forgetConfiguration();
    },
    publish(uri) {
      const file = files.get(uri);
      const known = file ? publish(file) : decide(uri);
      known.catch(failedToPublish);
    },
    publishAll,
  };

  /** Nobody waits for findings: what fails would end the process, and with it what is known of all other files. */
  function failedToPublish(error: unknown): void {
    logError(connection, 'publishDiagnostics', error);
  }

  function publishAll(): void {
    for (const uri of leftAlone.keys()) decide(uri).catch(failedToPublish);
    for (const file of files.values()) publish(file).catch(failedToPublish);
  }

  /** Does with a file what holds for it now says: it is taken or left alone, and read in one form or the other. */
  async function decide(uri: string): Promise<void> {
    if (!leftAlone.has(uri) && !files.has(uri)) return;
    const ofFile = await configuration.of(uri);
    const left = leftAlone.get(uri);
    const file = files.get(uri);
    if (file) treat(file, ofFile);
    else if (left && isOurs(uri, ofFile)) {
      leftAlone.delete(uri);
      take(uri, textOf(left.document), left.version, ofFile.form);
    }
  }

  /** Whether a file is one of ours: one of another language where its name, the settings or its content say so. */
  function isOurs(uri: string, { verdict, detect }: FileConfiguration): boolean {
    const { isTaken, because } = verdict();
    if (ownLanguageIds.includes(languageIds.get(uri) ?? '')) {
      return because !== 'excluded-by-setting' && because !== 'excluded-by-project-file';
    }
    // There is nobody to ask here: what asks first leaves such a file alone.
    return isTaken || (because === 'unnamed' && detect === 'auto' && withRecords.has(uri));
  }

  /** Follows a file from now on, read as is said, or as its language or its name say. */
  function take(uri: string, text: string, version: number, form?: DocumentForm): void {
    if (form) saidForms.set(uri, form);
    else saidForms.delete(uri);
    const named = formOfLanguage(languageIds.get(uri) ?? '', uri);
    const read = { form: form ?? named, isSaid: form !== undefined };
    files.set(uri, openFile(uri, read, text, version, events, host));
  }

  /**
   * Whether a file is treated as what holds for it now says; if not it is left alone from now on, or read in the other
   * form.
   */
  function treat(file: OpenFile, ofFile: FileConfiguration): boolean {
    const { uri } = file;
    const stays = isOurs(uri, ofFile);
    if (stays && ofFile.form === saidForms.get(uri)) return true;
    const version = file.version();
    const text = file.text();
    file.close();
    files.delete(uri);
    shown.delete(uri);
    status.forget(uri);
    if (stays) take(uri, text, version, ofFile.form);
    else {
      leftAlone.set(uri, { document: openDocument(text, 'json'), version });
      void send(uri, []);
    }
    return false;
  }

  function forgetConfiguration(): void {
    configuration.forget();
    publishAll();
  }

  function setProjectFile(uri: string, document: Document, version: number): void {
    projectFiles.set(uri, { document, version });
    tellOfProjectFile(uri);
    forgetConfiguration();
  }

  function tellOfProjectFile(uri: string): void {
    const projectFile = projectFiles.get(uri);
    if (!projectFile || isLate(uri)) return;
    const { document, version } = projectFile;
    const { problems } = readProjectFile(textOf(document));
    void send(uri, projectFileDiagnostics(document, problems), version);
  }

  /**
   * Whether the findings of a file have to wait, because the client has not read what it was told before. What is told
   * when it has is the newest, however much has changed meanwhile.
   */
  function isLate(uri: string): boolean {
    if (!outlet.isAbove(limits.unreadFindingsBytes)) return false;
    if (late.has(uri)) return true;
    late.add(uri);
    outlet.whenBelow(limits.unreadFindingsBytes, () => {
      late.delete(uri);
      const file = files.get(uri);
      if (file) publish(file).catch(failedToPublish);
      else tellOfProjectFile(uri);
    });
    return true;
  }

  /** Sends the findings of a file's version of now, unless it is changed or closed before they are known. */
  async function publish(file: OpenFile): Promise<void> {
    const { uri } = file;
    const version = file.version();
    const ofFile = await configuration.of(uri);
    const checked = await file.checked();
    // The file may be open anew by now, with the same version number.
    if (checked === undefined || files.get(uri) !== file || file.version() !== version) return;
    if (!treat(file, ofFile) || isLate(uri)) return;
    status.checked(uri, version, checked, ofFile);
    const now: Shown = { checked, configuration: ofFile };
    const before = shown.get(uri);
    shown.set(uri, now);
    if (isShown(before, now)) return;
    await send(uri, toDiagnostics(uri, checked, ofFile, reader(), knownLines), version);
  }

  /** Sends what was found in the start of a large file: whoever opens it sees that without waiting for its end. */
  async function publishStart(file: OpenFile, start: CheckedDocument): Promise<void> {
    const { uri } = file;
    const version = file.version();
    const ofFile = await configuration.of(uri);
    if (files.get(uri) !== file || file.version() !== version || shown.has(uri)) return;
    if (!treat(file, ofFile) || isLate(uri)) return;
    const diagnostics = toDiagnostics(uri, start, ofFile, reader(), knownLines);
    if (diagnostics.length > 0) await send(uri, diagnostics, version);
  }

  /** Tells the client the findings of a file, unless they are what it was told last. Never rejects. */
  async function send(uri: string, diagnostics: Diagnostic[], version?: number): Promise<void> {
    const before = sent.get(uri);
    if (before ? isSame(before, diagnostics) : diagnostics.length === 0 && version === undefined) return;
    sent.set(uri, diagnostics);
    try {
      await connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
    } catch (error) {
      failedToPublish(error);
    }
  }
}

/** The text of a file that is not checked: one that is none of ours, or not known to be one, or a project file. */
interface Unchecked {
  readonly document: Document;
  readonly version: number;
}

/** The languages whose files are taken whatever they are called. */
const ownLanguageIds: readonly string[] = ['interaction-json', 'interaction-jsonl'];

/** The address that a file was opened with, which may be spelt in another way now. */
function addressIn(open: ReadonlyMap<string, unknown>, uri: string): string {
  if (open.has(uri) || open.size === 0) return uri;
  const address = normalAddress(uri);
  for (const other of open.keys()) if (normalAddress(other) === address) return other;
  return uri;
}

/** How a file is read: as its language says, and where that says nothing, as its name does. */
function formOfLanguage(languageId: string, uri: string): DocumentForm {
  if (languageId === 'interaction-json') return 'json';
  if (languageIdsOfLines.includes(languageId)) return 'lines';
  return formOf(uri);
}

/** Our own id for JSON Lines, and those that editors have for it. */
const languageIdsOfLines: readonly string[] = ['interaction-jsonl', 'jsonl', 'jsonlines', 'ndjson'];

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
  const first = before?.[0];
  const second = after?.[0];
  if (first === undefined || second === undefined) return first === second;
  return first.message === second.message && isSameRange(first.location.range, second.location.range);
}

function isSameRange(before: Range, after: Range): boolean {
  return isSamePosition(before.start, after.start) && isSamePosition(before.end, after.end);
}

function isSamePosition(before: Position, after: Position): boolean {
  return before.line === after.line && before.character === after.character;
}
