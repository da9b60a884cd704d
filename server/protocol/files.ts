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
import { projectFileName } from '../config/files';
import { formOfLanguage, isOurLanguage } from '../config/languages';
import { limits } from '../config/limits';
import { readProjectFile } from '../config/project-file';
import { type Document, textOf } from '../document/document';
import type { KnownLines } from '../document/position-reader';
import { normalAddress } from './addresses';
import type { Configuration, FileConfiguration } from './configuration';
import { projectFileDiagnostics, type Reader, toDiagnostics, tooLargeDiagnostic } from './diagnostics';
import type { Host } from './host';
import { logError } from './log-error';
import {
  applyChange,
  type HowRead,
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
  // All of these are by normal addresses, so that it does not matter how a client spells one.
  const files = new Map<string, OpenFile>();
  const leftAlone = new Map<string, Unchecked>();
  const projectFiles = new Map<string, Unchecked>();
  /** How the client spelt an address when it opened the file: what it is told goes by that. */
  const spellings = new Map<string, string>();
  const languageIds = new Map<string, string>();
  /** Files of other languages that held records beyond doubt when they were opened. */
  const withRecords = new Set<string>();
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
      const address = normalAddress(file.uri);
      shown.delete(address);
      status.forget(file.uri);
      void send(address, [tooLargeDiagnostic], file.version());
    },
  };
  const reader = (): Reader => ({ client: client(), rulesPage: host.rulesPage });
  return {
    get: (uri) => files.get(normalAddress(uri)),
    decided: (uri) => decide(normalAddress(uri)),
    openProjectFile(uri) {
      const projectFile = projectFiles.get(normalAddress(uri));
      return projectFile && textOf(projectFile.document);
    },
    open({ textDocument: { uri, languageId, version, text } }) {
      const address = normalAddress(uri);
      const before = spellings.get(address);
      // Who goes on with another spelling still has what it was told with the first one.
      if (before !== undefined && before !== uri) void send(address, []);
      // A client that opens a file once more has dropped what it was told.
      forgetTold(address);
      spellings.set(address, uri);
      if (isProjectFile(uri)) return setProjectFile(address, host.engine.open(text, 'json'), version);
      files.get(address)?.close();
      files.delete(address);
      leftAlone.delete(address);
      languageIds.set(address, languageId);
      withRecords.delete(address);
      // Asked for first, so that the client can answer while the text is read.
      void configuration.of(uri);
      if (isOurLanguage(languageId)) take(address, text, version);
      else {
        leftAlone.set(address, { document: host.engine.open(text, 'json'), version });
        if (detectRecords(text).verdict === 'sure') withRecords.add(address);
      }
      decide(address).catch(failedToPublish);
    },
    change(uri, version, changes) {
      const address = normalAddress(uri);
      const projectFile = projectFiles.get(address);
      if (projectFile)
        return setProjectFile(address, changes.reduce(applyChange, projectFile.document), version);
      const left = leftAlone.get(address);
      if (left) Object.assign(left, { document: changes.reduce(applyChange, left.document), version });
      else files.get(address)?.change(changes, version);
    },
    close(uri) {
      const address = normalAddress(uri);
      files.get(address)?.close();
      files.delete(address);
      leftAlone.delete(address);
      languageIds.delete(address);
      withRecords.delete(address);
      void send(address, []);
      forgetTold(address);
      spellings.delete(address);
      configuration.close(uri);
      if (projectFiles.delete(address)) forgetConfiguration();
    },
    publish(uri) {
      const address = normalAddress(uri);
      const file = files.get(address);
      const known = file ? publish(file) : decide(address);
      known.catch(failedToPublish);
    },
    publishAll,
  };

  function spelt(address: string): string {
    return spellings.get(address) ?? address;
  }

  /** What a client was told of a file is told again when it is opened again. */
  function forgetTold(address: string): void {
    sent.delete(address);
    shown.delete(address);
    status.forget(spelt(address));
  }

  /** Nobody waits for findings: what fails would end the process, and with it what is known of all other files. */
  function failedToPublish(error: unknown): void {
    logError(connection, 'publishDiagnostics', error);
  }

  function publishAll(): void {
    for (const address of leftAlone.keys()) decide(address).catch(failedToPublish);
    for (const file of files.values()) publish(file).catch(failedToPublish);
  }

  /** Does with a file what holds for it now says: it is taken or left alone, and read in one way or another. */
  async function decide(address: string): Promise<void> {
    if (!leftAlone.has(address) && !files.has(address)) return;
    const ofFile = await configuration.of(spelt(address));
    const left = leftAlone.get(address);
    const file = files.get(address);
    if (file) treat(file, ofFile);
    else if (left && isOurs(address, ofFile)) {
      leftAlone.delete(address);
      take(address, textOf(left.document), left.version, ofFile);
    }
  }

  /** Whether a file is one of ours: one of another language where its name, the settings or its content say so. */
  function isOurs(address: string, { verdict, detect }: FileConfiguration): boolean {
    const { isTaken, because } = verdict();
    if (isOurLanguage(languageIds.get(address) ?? '')) {
      return because !== 'excluded-by-setting' && because !== 'excluded-by-project-file';
    }
    // There is nobody to ask here: what asks first leaves such a file alone.
    return isTaken || (because === 'unnamed' && detect === 'auto' && withRecords.has(address));
  }

  /** Follows a file from now on. */
  function take(address: string, text: string, version: number, ofFile?: FileConfiguration): void {
    const uri = spelt(address);
    const known = ofFile ? undefined : configuration.of(uri);
    files.set(address, openFile(uri, howToRead(address, ofFile), text, version, events, host, known));
  }

  /** How a file is read: as what holds for it says; as long as that is not known, as its language or its name say. */
  function howToRead(address: string, { form, type }: Partial<FileConfiguration> = {}): HowRead {
    const named = formOfLanguage(languageIds.get(address) ?? '', address);
    return { form: { form: form ?? named, isSaid: form !== undefined }, type: type ?? host.engine.type };
  }

  /**
   * Whether a file is treated as what holds for it now says; if not it is left alone from now on, or read in that way.
   */
  function treat(file: OpenFile, ofFile: FileConfiguration): boolean {
    const address = normalAddress(file.uri);
    if (isOurs(address, ofFile)) {
      const before = file.howRead();
      file.readAs(howToRead(address, ofFile));
      return file.howRead() === before;
    }
    leftAlone.set(address, { document: host.engine.open(file.text(), 'json'), version: file.version() });
    file.close();
    files.delete(address);
    shown.delete(address);
    status.forget(file.uri);
    void send(address, []);
    return false;
  }

  function forgetConfiguration(): void {
    configuration.forget();
    publishAll();
  }

  function setProjectFile(address: string, document: Document, version: number): void {
    projectFiles.set(address, { document, version });
    tellOfProjectFile(address);
    forgetConfiguration();
  }

  function tellOfProjectFile(address: string): void {
    const projectFile = projectFiles.get(address);
    if (!projectFile || isLate(address)) return;
    const { document, version } = projectFile;
    const { problems } = readProjectFile(textOf(document), host.engine.type);
    void send(address, projectFileDiagnostics(document, problems), version);
  }

  /**
   * Whether the findings of a file have to wait, because the client has not read what it was told before. What is told
   * when it has is the newest, however much has changed meanwhile.
   */
  function isLate(address: string): boolean {
    if (!outlet.isAbove(limits.unreadFindingsBytes)) return false;
    if (late.has(address)) return true;
    late.add(address);
    outlet.whenBelow(limits.unreadFindingsBytes, () => {
      late.delete(address);
      const file = files.get(address);
      if (file) publish(file).catch(failedToPublish);
      else tellOfProjectFile(address);
    });
    return true;
  }

  /**
   * Sends the findings of a file's version of now, unless it is changed, closed or read in another way before they are
   * known: then whoever changed that has them sent.
   */
  async function publish(file: OpenFile): Promise<void> {
    const { uri } = file;
    const address = normalAddress(uri);
    const version = file.version();
    const ofFile = await configuration.of(uri);
    // The file may be open anew by now, with the same version number.
    if (files.get(address) !== file || !treat(file, ofFile)) return;
    const how = file.howRead();
    const checked = await file.checked();
    if (checked === undefined || files.get(address) !== file || file.version() !== version) return;
    if (file.howRead() !== how || isLate(address)) return;
    status.checked(uri, version, checked, ofFile);
    const now: Shown = { checked, configuration: ofFile };
    const before = shown.get(address);
    shown.set(address, now);
    if (isShown(before, now)) return;
    await send(address, toDiagnostics(uri, checked, ofFile, reader(), knownLines), version);
  }

  /** Sends what was found in the start of a large file: whoever opens it sees that without waiting for its end. */
  async function publishStart(file: OpenFile, start: CheckedDocument): Promise<void> {
    const { uri } = file;
    const address = normalAddress(uri);
    const version = file.version();
    const how = file.howRead();
    const ofFile = await configuration.of(uri);
    if (files.get(address) !== file || file.version() !== version || file.howRead() !== how) return;
    if (shown.has(address) || !treat(file, ofFile) || isLate(address)) return;
    const diagnostics = toDiagnostics(uri, start, ofFile, reader(), knownLines);
    if (diagnostics.length > 0) await send(address, diagnostics, version);
  }

  /** Tells the client the findings of a file, unless they are what it was told last. Never rejects. */
  async function send(address: string, diagnostics: Diagnostic[], version?: number): Promise<void> {
    const before = sent.get(address);
    if (before ? isSame(before, diagnostics) : diagnostics.length === 0 && version === undefined) return;
    sent.set(address, diagnostics);
    try {
      const uri = spelt(address);
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
  { relatedInformation: before = [] }: Diagnostic,
  { relatedInformation: after = [] }: Diagnostic,
): boolean {
  return (
    before.length === after.length &&
    before.every(({ message, location }, index) => {
      const other = after[index];
      return message === other?.message && isSameRange(location.range, other.location.range);
    })
  );
}

function isSameRange(before: Range, after: Range): boolean {
  return isSamePosition(before.start, after.start) && isSamePosition(before.end, after.end);
}

function isSamePosition(before: Position, after: Position): boolean {
  return before.line === after.line && before.character === after.character;
}
