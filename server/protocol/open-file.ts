import type { CheckedDocument } from '../check/check';
import { type Document, editDocument, openDocument, startOfText, textOf } from '../document/document';
import { type FormWanted, readingAs, START_FOR_FORM } from '../document/form';
import { offsetAt, type Position } from '../document/positions';
import type { RecordType } from '../spec/record-type';
import { createReading, LARGE, type Reading, type Workplace } from './reading';

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
  readonly version: () => number;
  /** Something else may be found in it among other records: what it is is asked anew, and told. */
  readonly joinAgain: () => void;
  /** The text of the newest version. */
  readonly text: () => string;
  /** Takes the changes of the next version over and starts reading what they touch. */
  readonly change: (changes: readonly TextChange[], version: number) => void;
  /** Stands for the newest version as it is read: another one as soon as either changes, none after the file is closed. */
  readonly state: () => object | undefined;
  /** Starts anew as if the file were opened with its text of now and read like this; nothing where it is already. */
  readonly readAs: (how: HowRead) => void;
  /** The newest version where it is read and checked by now. */
  readonly checkedByNow: () => CheckedDocument | undefined;
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
  /** What is found in a version by itself; returned is that with what is found by what other records say. */
  readonly joined: (checked: CheckedDocument) => CheckedDocument;
  /** The newest version is read and checked. A version that an edit overtakes is never told. */
  readonly checked: () => void;
  /**
   * The start of a large file that was just opened is read and checked, the rest is not. What is returned is settled when
   * that is told, or not to be told.
   */
  readonly checkedStart: (start: CheckedDocument) => Promise<void>;
  /** A version cannot be checked, for a defect of ours. The next one is tried again. */
  readonly failed: (error: unknown) => void;
  /** A version is not checked, because that takes more memory than there is. The next one is tried again. */
  readonly tooLarge: () => void;
}

/** A file as it is opened. */
export interface FirstVersion {
  readonly how: HowRead;
  readonly text: string;
  readonly version: number;
  /**
   * Kept when it is known how the file is read: until then a large one waits, which would be read twice where that is
   * another way than `how`.
   */
  readonly known?: Promise<unknown> | undefined;
}

/** Opens a file: its text is read and checked in slices, at once where the work is small. */
export function openFile(opened: FirstVersion, events: OpenFileEvents, workplace: Workplace): OpenFile {
  let { version, how } = opened;
  let document = documentOf(opened.text);
  let lastChecked: CheckedDocument | undefined;
  /** The newest version, when it is checked. */
  let newest: CheckedDocument | undefined;
  /** The newest version, while it is read. */
  let reading: Reading | undefined;
  let state: object | undefined;
  let waiting: ((checked: CheckedDocument | undefined) => void)[] = [];
  let isChanged = false;
  const first = begin();
  // Not before what was sent on opening is written: the client answers while the text is read.
  if (!opened.known || opened.text.length < LARGE) first.startSoon();
  else
    void opened.known.then(() => {
      // Unless it was changed or closed by then.
      if (reading === first) first.startSoon();
    });
  return {
    version: () => version,
    joinAgain() {
      if (reading || !lastChecked) return;
      newest = events.joined(lastChecked);
      events.checked();
    },
    text: () => textOf(document),
    change(changes, newVersion) {
      const touchesStart = changes.some((change) => reachesStart(document, change));
      for (const change of changes) document = applyChange(document, change);
      if (touchesStart) readAsContentSays();
      version = newVersion;
      isChanged = true;
      begin().start();
    },
    state: () => state,
    readAs(wanted) {
      if (isSameWay(how, wanted)) return;
      how = wanted;
      document = documentOf(textOf(document));
      lastChecked = undefined;
      begin().startSoon();
    },
    isFirstLook() {
      const isFirst = isChanged;
      isChanged = false;
      return isFirst;
    },
    checkedByNow: () => (reading ? undefined : newest),
    checked,
    checkedAround: async (position) => reading?.checkedAround(position) ?? checked(),
    close() {
      reading?.stop();
      end(undefined);
      state = undefined;
    },
  };

  function documentOf(text: string): Document {
    return workplace.engine.open(text, readingAs(text, how.form), how.type);
  }

  function begin(): Reading {
    reading?.stop();
    state = {};
    reading = createReading(document, lastChecked, workplace, {
      done(checked) {
        lastChecked = checked;
        document = checked.document;
        end(checked);
      },
      foundInStart: events.checkedStart,
      failed(error) {
        end(undefined);
        events.failed(error);
      },
      tooLarge() {
        // The text is kept, and nothing else.
        lastChecked = undefined;
        document = openDocument(textOf(document), document.reading, document.type);
        end(undefined);
        events.tooLarge();
      },
    });
    return reading;
  }

  function checked(): Promise<CheckedDocument | undefined> {
    return reading ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(newest);
  }

  /** After an edit of its start a file can be of the other form: then it is as if it were opened with the new text. */
  function readAsContentSays(): void {
    const { form: before, tells } = document.reading;
    const now = readingAs(startOfText(document, START_FOR_FORM), how.form);
    if (now.form === before && now.tells === tells) return;
    document = openDocument(textOf(document), now, document.type);
  }

  /** Ends the work on a version, and gives what came out to all who wait. */
  function end(checked: CheckedDocument | undefined): void {
    reading = undefined;
    newest = checked && events.joined(checked);
    // Findings go out before answers that were made with them.
    if (checked) events.checked();
    const answered = waiting;
    waiting = [];
    for (const answer of answered) answer(newest);
  }
}

function isSameWay(one: HowRead, other: HowRead): boolean {
  return (
    one.type === other.type && one.form.form === other.form.form && one.form.isSaid === other.form.isSaid
  );
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
