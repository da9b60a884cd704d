import { type CheckedDocument, checking } from '../check/check';
import { isClean } from '../check/screen';
import { type Document, type DocumentForm, editDocument, openDocument } from '../document/document';
import { offsetAt, type Position } from '../document/positions';
import { settling } from '../document/settle';

/** How long reading and checking may keep the server from answering anything else, in milliseconds. */
const SLICE_MILLISECONDS = 12;

/** A change as the protocol sends it: a range and its new text, or the whole text. */
export type TextChange =
  | { readonly range: { readonly start: Position; readonly end: Position }; readonly text: string }
  | { readonly text: string };

/** A file that the client has open. */
export interface OpenFile {
  readonly uri: string;
  readonly version: () => number;
  /** Takes the changes of the next version over and starts reading what they touch. */
  readonly change: (changes: readonly TextChange[], version: number) => void;
  /**
   * The newest version, read and checked. Long work goes on in slices; it starts anew when an edit comes. Undefined
   * where the file is closed before that, or where checking it failed.
   */
  readonly checked: () => Promise<CheckedDocument | undefined>;
  /** Stops all work; nothing more is told, and who waits is answered. */
  readonly close: () => void;
}

/** What a file tells about its work. */
export interface OpenFileEvents {
  /** A version is read and checked. A version that an edit overtakes is never told. */
  readonly checked: (file: OpenFile) => void;
  /** A version cannot be checked, for a defect of ours. The next one is tried again. */
  readonly failed: (error: unknown) => void;
}

/** Opens a file: its text is read and checked in slices, at once where the work is small. */
export function openFile(
  uri: string,
  form: DocumentForm,
  text: string,
  firstVersion: number,
  events: OpenFileEvents,
): OpenFile {
  let version = firstVersion;
  let document = openDocument(text, form);
  let lastChecked: CheckedDocument | undefined;
  /** The newest version, when it is checked. */
  let newest: CheckedDocument | undefined;
  let work: Generator<void, CheckedDocument> | undefined;
  let nextSlice: NodeJS.Immediate | undefined;
  let waiting: ((checked: CheckedDocument | undefined) => void)[] = [];
  const file: OpenFile = {
    uri,
    version: () => version,
    change(changes, newVersion) {
      for (const change of changes) document = applyChange(document, change);
      version = newVersion;
      start();
    },
    checked: () => (work ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(newest)),
    close() {
      if (nextSlice) clearImmediate(nextSlice);
      end(undefined);
    },
  };
  start();
  return file;

  function start(): void {
    if (nextSlice) clearImmediate(nextSlice);
    work = settlingAndChecking(document, lastChecked);
    runSlice();
  }

  function runSlice(): void {
    nextSlice = undefined;
    const sliceEnd = performance.now() + SLICE_MILLISECONDS;
    try {
      for (let step = work?.next(); step !== undefined; step = work?.next()) {
        if (step.done) return finish(step.value);
        if (performance.now() > sliceEnd) {
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

  function finish(checked: CheckedDocument): void {
    lastChecked = checked;
    document = checked.document;
    end(checked);
  }

  /** Ends the work on a version, and gives what came out to all who wait. */
  function end(checked: CheckedDocument | undefined): void {
    work = undefined;
    newest = checked;
    // Findings go out in front of answers that were made with them.
    if (checked) events.checked(file);
    const answered = waiting;
    waiting = [];
    for (const answer of answered) answer(checked);
  }
}

function* settlingAndChecking(
  document: Document,
  before: CheckedDocument | undefined,
): Generator<void, CheckedDocument> {
  const settled = yield* settling(document, isClean);
  return yield* checking(settled, before);
}

/** The document after one change that a client sent; places outside the text count as its nearest end. */
export function applyChange(document: Document, change: TextChange): Document {
  if (!('range' in change)) return openDocument(change.text, document.form);
  const start = offsetAt(document, change.range.start);
  const end = offsetAt(document, change.range.end);
  return editDocument(document, Math.min(start, end), Math.max(start, end), change.text);
}
