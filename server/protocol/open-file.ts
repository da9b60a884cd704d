import { type CheckedDocument, countFindings } from '../check/check';
import {
  chunkStartAt,
  type Document,
  editDocument,
  openDocument,
  startOfText,
  textOf,
} from '../document/document';
import { type FormWanted, readingAs, START_FOR_FORM } from '../document/form';
import { offsetAt, type Position } from '../document/positions';
import type { ReadSoFar } from '../document/settle';
import type { Engine } from '../engine';
import type { RecordType } from '../spec/record-type';
import type { Host } from './host';
import { SLICE_MILLISECONDS } from './slices';

/** A file that has so many UTF-16 code units tells what was found in its start before the rest is read. */
const LARGE = 1 << 20;

/** How many pauses there are before it is looked whether the start has findings; each further look waits four times as long. */
const PAUSES_BEFORE_LOOK = 2;

/** A change as the protocol sends it: a range and its new text, or the whole text. */
export type TextChange =
  | { readonly range: { readonly start: Position; readonly end: Position }; readonly text: string }
  | { readonly text: string };

/** How a file is read, and what its records are. */
export interface HowRead {
  readonly form: FormWanted;
  readonly type: RecordType;
}

/** A file that the client has open. */
export interface OpenFile {
  /** Its address as the client spells it. */
  readonly uri: string;
  readonly version: () => number;
  /** The text of the newest version. */
  readonly text: () => string;
  /** Takes the changes of the next version over and starts reading what they touch. */
  readonly change: (changes: readonly TextChange[], version: number) => void;
  /** How it is read: the same object until that changes. */
  readonly howRead: () => HowRead;
  /** Starts anew as if the file were opened with its text of now and read like this; nothing where it is already. */
  readonly readAs: (how: HowRead) => void;
  /**
   * The newest version, read and checked. Long work goes on in slices; it starts anew when an edit comes. Undefined
   * where the file is closed before that, or where checking it failed.
   */
  readonly checked: () => Promise<CheckedDocument | undefined>;
  /**
   * The newest version as far as the records around a position need it: while a large file is read, its start up to
   * where reading is. Where the position is not read yet, the same as `checked`.
   */
  readonly checkedAround: (position: Position) => Promise<CheckedDocument | undefined>;
  /**
   * Whether nobody has asked for this since the text was last changed. A list of suggestions that an editor opens by
   * itself is the first thing that it asks for after a key; somebody who presses one to open it comes after others.
   */
  readonly isFirstLook: () => boolean;
  /** Stops all work; nothing more is told, and who waits is answered. */
  readonly close: () => void;
}

/** What a file tells about its work. */
export interface OpenFileEvents {
  /** A version is read and checked. A version that an edit overtakes is never told. */
  readonly checked: (file: OpenFile) => void;
  /**
   * The start of a large file that was just opened is read and checked, the rest is not. What it gives is settled when
   * that is told, or not to be told.
   */
  readonly checkedStart: (file: OpenFile, start: CheckedDocument) => Promise<void>;
  /** A version cannot be checked, for a defect of ours. The next one is tried again. */
  readonly failed: (error: unknown) => void;
  /** A version is not checked, because that takes more memory than there is. The next one is tried again. */
  readonly tooLarge: (file: OpenFile) => void;
}

/** What files are read and checked with. */
export interface Workplace {
  readonly engine: Engine;
  readonly isMemoryShort: Host['isMemoryShort'];
}

/**
 * Opens a file: its text is read and checked in slices, at once where the work is small. `known` is kept when it is known
 * how the file is read; until then a large one waits, which would be read twice where that is another way than `firstHow`.
 */
export function openFile(
  uri: string,
  firstHow: HowRead,
  text: string,
  firstVersion: number,
  events: OpenFileEvents,
  { engine, isMemoryShort }: Workplace,
  known?: Promise<unknown>,
): OpenFile {
  let version = firstVersion;
  let how = firstHow;
  let document = documentOf(text);
  let lastChecked: CheckedDocument | undefined;
  /** The newest version, when it is checked. */
  let newest: CheckedDocument | undefined;
  let work: Generator<ReadSoFar | undefined, CheckedDocument> | undefined;
  /** While a version is read: what is read of it. */
  let readSoFar: ReadSoFar | undefined;
  /** The start of the version that is being read, checked: what was asked for last. */
  let checkedStart: CheckedDocument | undefined;
  let pauses = 0;
  let nextLook = 0;
  let nextSlice: NodeJS.Immediate | undefined;
  /** Whether what was found in the start is on its way to the client. */
  let isTelling = false;
  let waiting: ((checked: CheckedDocument | undefined) => void)[] = [];
  let isChanged = false;
  const file: OpenFile = {
    uri,
    version: () => version,
    text: () => textOf(document),
    change(changes, newVersion) {
      const touchesStart = changes.some((change) => reachesStart(document, change));
      for (const change of changes) document = applyChange(document, change);
      if (touchesStart) readAsContentSays();
      version = newVersion;
      isChanged = true;
      start();
    },
    howRead: () => how,
    readAs(wanted) {
      if (isSameWay(how, wanted)) return;
      how = wanted;
      document = documentOf(textOf(document));
      lastChecked = undefined;
      startSoon();
    },
    isFirstLook() {
      const isFirst = isChanged;
      isChanged = false;
      return isFirst;
    },
    checked,
    async checkedAround(position) {
      if (!work || !readSoFar) return checked();
      if (!checkedStart || !reaches(checkedStart.document, position)) {
        const start = readSoFar();
        if (!reaches(start, position)) return checked();
        checkedStart = engine.check(start, checkedStart ?? lastChecked);
      }
      return checkedStart;
    },
    close() {
      if (nextSlice) clearImmediate(nextSlice);
      end(undefined);
    },
  };
  if (known && text.length >= LARGE) startWhen(known);
  else startSoon();
  return file;

  function start(): void {
    if (nextSlice) clearImmediate(nextSlice);
    begin();
    runSlice();
  }

  /** Not before what was sent on opening is written: the client answers while the text is read. */
  function startSoon(): void {
    if (nextSlice) clearImmediate(nextSlice);
    begin();
    nextSlice = setImmediate(runSlice);
  }

  /** Unless it has started for another reason by then. */
  function startWhen(isKnown: Promise<unknown>): void {
    begin();
    const first = work;
    void isKnown.then(() => {
      if (work === first && nextSlice === undefined) nextSlice = setImmediate(runSlice);
    });
  }

  function documentOf(text: string): Document {
    return engine.open(text, readingAs(text, how.form), how.type);
  }

  function begin(): void {
    work = settlingAndChecking(engine, document, () => checkedStart ?? lastChecked);
    readSoFar = undefined;
    checkedStart = undefined;
    pauses = 0;
    nextLook = !lastChecked && document.length >= LARGE ? PAUSES_BEFORE_LOOK : 0;
  }

  function checked(): Promise<CheckedDocument | undefined> {
    return work ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(newest);
  }

  function runSlice(): void {
    nextSlice = undefined;
    // Small files are done before the first pause: to ask for the time at all costs a fresh process more than they do.
    let sliceEnd: number | undefined;
    try {
      for (let step = work?.next(); step !== undefined; step = work?.next()) {
        if (step.done) return finish(step.value);
        readSoFar = step.value;
        if (++pauses === nextLook) lookAtStart();
        sliceEnd ??= performance.now() + SLICE_MILLISECONDS;
        // Whoever waits for the first findings is not kept waiting by the reading of the rest.
        if (isTelling || performance.now() > sliceEnd) {
          if (isMemoryShort()) return giveUp();
          nextSlice = setImmediate(runSlice);
          return;
        }
      }
    } catch (error) {
      // One text that we fail on must not end the server, which serves all the others.
      end(undefined);
      events.failed(error);
    }
  }

  /** After an edit of its start a file can be of the other form: then it is as if it were opened with the new text. */
  function readAsContentSays(): void {
    const { form: before, tells } = document.reading;
    const now = readingAs(startOfText(document, START_FOR_FORM), how.form);
    if (now.form === before && now.tells === tells) return;
    document = openDocument(textOf(document), now, document.type);
  }

  /** Keeps the text and nothing else. */
  function giveUp(): void {
    lastChecked = undefined;
    document = openDocument(textOf(document), document.reading, document.type);
    end(undefined);
    events.tooLarge(file);
  }

  /** Tells what was found in the start of a large file that was just opened; if nothing was yet, it is looked again. */
  function lookAtStart(): void {
    if (!readSoFar) return;
    checkedStart = engine.check(readSoFar(), checkedStart);
    nextLook *= 4;
    if (countFindings(checkedStart).size === 0) return;
    nextLook = 0;
    isTelling = true;
    void events.checkedStart(file, checkedStart).finally(() => {
      isTelling = false;
    });
  }

  function finish(checked: CheckedDocument): void {
    lastChecked = checked;
    document = checked.document;
    end(checked);
  }

  /** Ends the work on a version, and gives what came out to all who wait. */
  function end(checked: CheckedDocument | undefined): void {
    work = undefined;
    readSoFar = undefined;
    checkedStart = undefined;
    newest = checked;
    // Findings go out before answers that were made with them.
    if (checked) events.checked(file);
    const answered = waiting;
    waiting = [];
    for (const answer of answered) answer(checked);
  }
}

function* settlingAndChecking(
  engine: Engine,
  document: Document,
  before: () => CheckedDocument | undefined,
): Generator<ReadSoFar | undefined, CheckedDocument> {
  const settled = yield* engine.settling(document);
  return yield* engine.checking(settled, before());
}

function isSameWay(one: HowRead, other: HowRead): boolean {
  return (
    one.type === other.type && one.form.form === other.form.form && one.form.isSaid === other.form.isSaid
  );
}

/** Whether the record at a position and the next one are in the start of a document that was read. */
function reaches(start: Document, { line, character }: Position): boolean {
  return start.count > 3 && chunkStartAt(start, line, character).index < start.count - 2;
}

/** Whether a change touches the part of a text that says how it is read. */
function reachesStart(document: Document, change: TextChange): boolean {
  return !('range' in change) || offsetAt(document, change.range.start) <= START_FOR_FORM;
}

/** The document after one change that a client sent; places outside the text count as its nearest end. */
export function applyChange(document: Document, change: TextChange): Document {
  if (!('range' in change)) return openDocument(change.text, document.reading, document.type);
  const start = offsetAt(document, change.range.start);
  const end = offsetAt(document, change.range.end);
  return editDocument(document, Math.min(start, end), Math.max(start, end), change.text);
}
