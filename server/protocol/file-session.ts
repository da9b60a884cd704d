import type { TextDocumentItem } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { detectRecords } from '../config/detect';
import { formOfLanguage, isOurLanguage } from '../config/languages';
import { type Document, textOf } from '../document/document';
import { normalAddress } from './addresses';
import { type FileConfiguration, marked } from './configuration';
import { logError } from './log-error';
import { applyChange, type HowRead, type OpenFile, type OpenFileEvents, openFile } from './open-file';
import { createPublishing } from './publishing';
import type { Session, SessionContext, Taken } from './session';

/** The text of a file that is left alone, or not known to be one of ours. */
interface LeftAlone {
  readonly document: Document;
  readonly version: number;
}

/** Follows a file of the client: it is kept checked as long as it is taken, and its findings are told when they change. */
export function openRecords(opened: TextDocumentItem, context: SessionContext): Session {
  const { uri, languageId, text, version } = opened;
  const { line, configuration, engine, relations, expectations } = context;
  const publishing = createPublishing(uri, context, publish);
  const events: OpenFileEvents = {
    joined(checked) {
      expectations.await(uri);
      return relations.join(uri, checked);
    },
    checked: publish,
    checkedStart: (start) => publishStart(start).catch(failedToPublish),
    failed: (error) => logError(line.connection, 'check', error),
    tooLarge() {
      relations.forget(uri);
      expectations.forget(uri);
      publishing.tooLarge(file?.version() ?? version);
    },
  };
  const remembered = createMemory();
  let isClosed = false;
  let file: OpenFile | undefined;
  let leftAlone: LeftAlone | undefined;

  expectations.await(uri);
  // Asked for first, so that the client can answer while the text is read.
  const known = configuration.of(uri);
  if (isOurLanguage(languageId)) file = openAs(text, version, undefined, known);
  else leftAlone = { document: engine.open(text, 'json'), version };
  const hasRecords = !file && detectRecords(text).verdict === 'sure';
  decide().catch(failedToPublish);
  return {
    uri,
    change(changes, newVersion) {
      if (file) expectations.await(uri);
      file?.change(changes, newVersion);
      if (leftAlone)
        leftAlone = { document: changes.reduce(applyChange, leftAlone.document), version: newVersion };
    },
    publish,
    joinAgain: () => file?.joinAgain(),
    async tellWaiting() {
      if (relations.endWaiting(uri)) await publishNow(false);
    },
    async taken() {
      const decided = await decide();
      return decided && { remembered, ...decided, outlined: publishing.outlined };
    },
    close(tellsNothing) {
      isClosed = true;
      file?.close();
      relations.forget(uri);
      if (tellsNothing) publishing.nothing();
      expectations.forget(uri);
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
    const isTaken = isOurs(languageId, ofFile, hasRecords);
    if (file && isTaken) file.readAs(howToRead(ofFile));
    else if (file) leaveAlone(file);
    else if (leftAlone && isTaken) {
      expectations.await(uri);
      file = openAs(textOf(leftAlone.document), leftAlone.version, ofFile);
      leftAlone = undefined;
    } else expectations.forget(uri);
    return file && { file, configuration: ofFile };
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
    relations.forget(uri);
    file = undefined;
    publishing.nothing();
    expectations.forget(uri);
  }

  function publish(): void {
    publishNow().catch(failedToPublish);
  }

  /** Nobody waits for findings: what fails would end the process, and with it what is known of all other files. */
  function failedToPublish(error: unknown): void {
    logError(line.connection, 'publishDiagnostics', error);
  }

  /** Tells the findings of the version of now. Those of one that is still being read are told when it is. */
  async function publishNow(mayWait = true): Promise<void> {
    const taken = await decide();
    const found = taken?.file.checkedByNow();
    if (!taken || !found) return;
    const isEarly = mayWait && relations.isToWait(uri);
    // Whoever opens a file sees what is found in its records by themselves at once, or in the first ones of a large file.
    if (isEarly && publishing.hasTold()) return;
    const checked = marked(found, taken.configuration);
    publishing.version(taken.file.version(), { checked, configuration: taken.configuration });
    if (isEarly) return;
    context.told();
    await expectations.judge(uri, taken.configuration, checked);
  }

  async function publishStart(checked: CheckedDocument): Promise<void> {
    const state = file?.state();
    const taken = await decide();
    if (!taken || taken.file.state() !== state) return;
    const start = { checked: marked(checked, taken.configuration), configuration: taken.configuration };
    await publishing.start(taken.file.version(), start);
  }
}

/**
 * Whether a file is one of ours: one of another language where its name, the settings or its content say so. `hasRecords`
 * is whether it held records beyond doubt when it was opened.
 */
function isOurs(languageId: string, { verdict, detect }: FileConfiguration, hasRecords: boolean): boolean {
  const { isTaken, because } = verdict;
  if (isOurLanguage(languageId)) {
    return because !== 'excluded-by-setting' && because !== 'excluded-by-project-file';
  }
  // There is nobody to ask here: what asks first leaves such a file alone.
  return isTaken || (because === 'unnamed' && detect === 'auto' && hasRecords);
}

/** Remembers one object for each purpose: each who asks has a function of its own that makes it. */
function createMemory(): Taken['remembered'] {
  const memories = new Map<() => object, object>();
  return <Memory extends object>(make: () => Memory) => {
    const memory = (memories.get(make) as Memory | undefined) ?? make();
    memories.set(make, memory);
    return memory;
  };
}
