import { type CheckedDocument, checking } from '../check/check';
import { type Document, editDocument, openDocument } from '../document/document';
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
  /** The newest version, read and checked. Long work goes on in slices; it starts anew when an edit comes. */
  readonly checked: () => Promise<CheckedDocument>;
  /** Stops all work; nothing more is told. */
  readonly close: () => void;
}

/**
 * Opens a file: its text is read and checked in slices, and `whenChecked` is called each time a version is done,
 * at once where the work is small. A version that an edit overtakes is never told.
 */
export function openFile(
  uri: string,
  form: 'json' | 'lines',
  text: string,
  firstVersion: number,
  whenChecked: (checked: CheckedDocument, version: number) => void,
): OpenFile {
  let version = firstVersion;
  let document = openDocument(text, form);
  let lastChecked: CheckedDocument | undefined;
  let work: Generator<void, CheckedDocument> | undefined;
  let nextSlice: NodeJS.Immediate | undefined;
  let waiting: ((checked: CheckedDocument) => void)[] = [];
  start();

  return {
    uri,
    version: () => version,
    change(changes, newVersion) {
      for (const change of changes) document = applyChange(document, change);
      version = newVersion;
      start();
    },
    checked: () =>
      work === undefined && lastChecked
        ? Promise.resolve(lastChecked)
        : new Promise((resolve) => waiting.push(resolve)),
    close() {
      work = undefined;
      waiting = [];
      if (nextSlice) clearImmediate(nextSlice);
    },
  };

  function start(): void {
    if (nextSlice) clearImmediate(nextSlice);
    work = settlingAndChecking(document, lastChecked);
    runSlice();
  }

  function runSlice(): void {
    nextSlice = undefined;
    const end = performance.now() + SLICE_MILLISECONDS;
    while (work !== undefined) {
      const step = work.next();
      if (step.done) return finish(step.value);
      if (performance.now() > end) {
        nextSlice = setImmediate(runSlice);
        return;
      }
    }
  }

  function finish(checked: CheckedDocument): void {
    work = undefined;
    lastChecked = checked;
    document = checked.document;
    whenChecked(checked, version);
    const answered = waiting;
    waiting = [];
    for (const answer of answered) answer(checked);
  }
}

function* settlingAndChecking(
  document: Document,
  before: CheckedDocument | undefined,
): Generator<void, CheckedDocument> {
  const settled = yield* settling(document);
  return yield* checking(settled, before);
}

/** The document after one change that a client sent; places outside the text count as its nearest end. */
export function applyChange(document: Document, change: TextChange): Document {
  if (!('range' in change)) return openDocument(change.text, document.form);
  const start = offsetAt(document, change.range.start);
  const end = offsetAt(document, change.range.end);
  return editDocument(document, Math.min(start, end), Math.max(start, end), change.text);
}
