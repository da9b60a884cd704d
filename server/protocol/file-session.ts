import type { Diagnostic } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { detectRecords } from '../config/detect';
import { formOfLanguage, isOurLanguage } from '../config/languages';
import { type Document, textOf } from '../document/document';
import type { KnownLines } from '../document/position-reader';
import { normalAddress } from './addresses';
import type { FileConfiguration } from './configuration';
import { toDiagnostics, tooLargeDiagnostic } from './diagnostics';
import { logError } from './log-error';
import { applyChange, type HowRead, type OpenFile, type OpenFileEvents, openFile } from './open-file';
import type { Opened, Session, SessionContext, Taken } from './session';
import { isShown, type Shown } from './shown';
import { createStatus } from './status';
import { createTold } from './told';

/** The text of a file that is left alone, or not known to be one of ours. */
interface LeftAlone {
  readonly document: Document;
  readonly version: number;
}

/** Follows a file of the client: it is kept checked as long as it is taken, and its findings are told when they change. */
export function openRecords(opened: Opened, context: SessionContext): Session {
  const { uri, languageId, text, version } = opened;
  const { line, configuration, engine, host, client } = context;
  const told = createTold(uri, line, publish);
  const status = createStatus(uri, line.connection, client);
  const events: OpenFileEvents = {
    checked: publish,
    checkedStart: (start) => publishStart(start).catch(failedToPublish),
    failed: (error) => logError(line.connection, 'check', error),
    tooLarge() {
      forgetShown();
      void told.tell([tooLargeDiagnostic], file?.version());
    },
  };
  const knownLines: KnownLines = new WeakMap();
  const memories = new Map<() => object, object>();
  let isClosed = false;
  let file: OpenFile | undefined;
  let leftAlone: LeftAlone | undefined;
  let hasRecords = false;
  /** What the client was told, before it is written out. */
  let shown: Shown | undefined;

  // Asked for first, so that the client can answer while the text is read.
  const known = configuration.of(uri);
  if (isOurLanguage(languageId)) file = openAs(text, version, undefined, known);
  else {
    leftAlone = { document: engine.open(text, 'json'), version };
    hasRecords = detectRecords(text).verdict === 'sure';
  }
  decide().catch(failedToPublish);
  return {
    uri,
    change(changes, newVersion) {
      file?.change(changes, newVersion);
      if (leftAlone)
        leftAlone = { document: changes.reduce(applyChange, leftAlone.document), version: newVersion };
    },
    publish,
    async taken() {
      const decided = await decide();
      return decided && { ...decided, remembered, outlined: status.outlined };
    },
    close(tellsNothing) {
      isClosed = true;
      file?.close();
      if (tellsNothing) void told.tell([]);
    },
  };

  /**
   * Does with the file what holds for it now says: it is taken or left alone, and read in one way or another. Returns it
   * where it is taken.
   */
  async function decide(): Promise<Pick<Taken, 'file' | 'configuration'> | undefined> {
    if (isClosed) return undefined;
    const ofFile = await configuration.of(uri);
    if (isClosed) return undefined;
    const isTaken = isOurs(ofFile);
    if (file && isTaken) file.readAs(howToRead(ofFile));
    else if (file) leaveAlone(file);
    else if (leftAlone && isTaken) {
      file = openAs(textOf(leftAlone.document), leftAlone.version, ofFile);
      leftAlone = undefined;
    }
    return file && { file, configuration: ofFile };
  }

  /** Whether the file is one of ours: one of another language where its name, the settings or its content say so. */
  function isOurs({ verdict, detect }: FileConfiguration): boolean {
    const { isTaken, because } = verdict;
    if (isOurLanguage(languageId)) {
      return because !== 'excluded-by-setting' && because !== 'excluded-by-project-file';
    }
    // There is nobody to ask here: what asks first leaves such a file alone.
    return isTaken || (because === 'unnamed' && detect === 'auto' && hasRecords);
  }

  function openAs(
    text: string,
    version: number,
    ofFile?: FileConfiguration,
    known?: Promise<unknown>,
  ): OpenFile {
    return openFile({ how: howToRead(ofFile), text, version, known }, events, context);
  }

  /** How the file is read: as what holds for it says; as long as that is not known, as its language or its name say. */
  function howToRead({ form, type }: Partial<FileConfiguration> = {}): HowRead {
    const named = formOfLanguage(languageId, normalAddress(uri));
    return { form: { form: form ?? named, isSaid: form !== undefined }, type: type ?? engine.type };
  }

  function leaveAlone(taken: OpenFile): void {
    leftAlone = { document: engine.open(taken.text(), 'json'), version: taken.version() };
    taken.close();
    file = undefined;
    forgetShown();
    void told.tell([]);
  }

  function forgetShown(): void {
    shown = undefined;
    status.forget();
  }

  function remembered<Memory extends object>(make: () => Memory): Memory {
    const memory = (memories.get(make) as Memory | undefined) ?? make();
    memories.set(make, memory);
    return memory;
  }

  function publish(): void {
    publishNow().catch(failedToPublish);
  }

  /** Nobody waits for findings: what fails would end the process, and with it what is known of all other files. */
  function failedToPublish(error: unknown): void {
    logError(line.connection, 'publishDiagnostics', error);
  }

  /** Sends the findings of the version of now. One that is still being read has them sent when it is. */
  async function publishNow(): Promise<void> {
    const taken = await decide();
    const checked = taken?.file.checkedByNow();
    if (!taken || !checked || told.mustWait()) return;
    const version = taken.file.version();
    status.checked(version, checked, taken.configuration);
    const before = shown;
    shown = { checked, configuration: taken.configuration };
    if (!isShown(before, shown)) await told.tell(diagnosticsOf(shown), version);
  }

  /** Sends what was found in the start of a large file: whoever opens it sees that without waiting for its end. */
  async function publishStart(start: CheckedDocument): Promise<void> {
    const state = file?.state();
    const taken = await decide();
    if (!taken || taken.file.state() !== state || shown || told.mustWait()) return;
    const diagnostics = diagnosticsOf({ checked: start, configuration: taken.configuration });
    if (diagnostics.length > 0) await told.tell(diagnostics, taken.file.version());
  }

  function diagnosticsOf({ checked, configuration }: Shown): Diagnostic[] {
    const reader = { client: client(), rulesPage: host.rulesPage };
    return toDiagnostics(uri, checked, configuration, reader, knownLines);
  }
}
