import { type CheckedDocument, countFindings } from '../check/check';
import { chunkStartAt, type Document } from '../document/document';
import type { Position } from '../document/positions';
import type { ReadSoFar } from '../document/settle';
import type { Engine } from '../engine';
import type { Host } from './host';
import { SLICE_MILLISECONDS } from './slices';

/** A file that has so many UTF-16 code units tells what was found in its start before the rest is read. */
export const LARGE = 1 << 20;

/** How many pauses there are before it is looked whether the start has findings; each further look waits four times as long. */
const PAUSES_BEFORE_LOOK = 2;

/** What files are read and checked with. */
export interface Workplace {
  readonly engine: Engine;
  readonly host: Pick<Host, 'clock' | 'isMemoryShort'>;
}

/** One version of a file, while it is read and checked in slices. It ends with one of its events, or is stopped. */
export interface Reading {
  /** Starts at once: small work is done when this returns. */
  readonly start: () => void;
  /** Starts when what has come meanwhile is dealt with. */
  readonly startSoon: () => void;
  /** Stops all work: nothing more is told. */
  readonly stop: () => void;
  /** The start of the version, checked, if the records around a position are in it. */
  readonly checkedAround: (position: Position) => CheckedDocument | undefined;
}

/** What the reading of a version tells. */
export interface ReadingEvents {
  readonly done: (checked: CheckedDocument) => void;
  /** The start of a large version has findings. What is returned is settled when that is told, or not to be told. */
  readonly foundInStart: (start: CheckedDocument) => Promise<void>;
  /** It cannot be checked, for a defect of ours. */
  readonly failed: (error: unknown) => void;
  /** It takes more memory than there is. */
  readonly tooLarge: () => void;
}

/** Prepares the reading of a version; `before` is the one that was checked last. */
export function createReading(
  document: Document,
  before: CheckedDocument | undefined,
  { engine, host: { clock, isMemoryShort } }: Workplace,
  events: ReadingEvents,
): Reading {
  /** What is read so far. */
  let readSoFar: ReadSoFar | undefined;
  /** The start of it, checked: what was asked for last. */
  let checkedStart: CheckedDocument | undefined;
  let pauses = 0;
  let nextLook = !before && document.length >= LARGE ? PAUSES_BEFORE_LOOK : 0;
  /** Whether what was found in the start is on its way to the client. */
  let isTelling = false;
  /** Takes the next slice back, where there is one to come. */
  let stop = () => {};
  const work = settlingAndChecking(engine, document, () => checkedStart ?? before);
  return {
    start: runSlice,
    startSoon,
    stop: () => stop(),
    checkedAround(position) {
      if (!readSoFar) return undefined;
      if (!checkedStart || !reaches(checkedStart.document, position)) {
        const start = readSoFar();
        if (!reaches(start, position)) return undefined;
        checkedStart = engine.check(start, checkedStart ?? before);
      }
      return checkedStart;
    },
  };

  function startSoon(): void {
    stop = clock.soon(runSlice);
  }

  function runSlice(): void {
    // Small files are done before the first pause, and need no time.
    let sliceEnd: number | undefined;
    try {
      for (let step = work.next(); ; step = work.next()) {
        if (step.done) return events.done(step.value);
        readSoFar = step.value;
        if (++pauses === nextLook) lookAtStart();
        sliceEnd ??= clock.milliseconds() + SLICE_MILLISECONDS;
        // Whoever waits for the first findings is not kept waiting by the reading of the rest.
        if (isTelling) return startSoon();
        if (clock.milliseconds() > sliceEnd) return isMemoryShort() ? events.tooLarge() : startSoon();
      }
    } catch (error) {
      // One text that we fail on must not end the server, which serves all the others.
      events.failed(error);
    }
  }

  /** Tells what was found in the start of a large file that was just opened; if nothing was yet, it is looked again. */
  function lookAtStart(): void {
    if (!readSoFar) return;
    checkedStart = engine.check(readSoFar(), checkedStart);
    nextLook *= 4;
    if (countFindings(checkedStart).size === 0) return;
    nextLook = 0;
    isTelling = true;
    void events.foundInStart(checkedStart).finally(() => {
      isTelling = false;
    });
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

/** Whether the record at a position and the next one are in the start of a document that was read. */
function reaches(start: Document, { line, character }: Position): boolean {
  return start.count > 3 && chunkStartAt(start, line, character).index < start.count - 2;
}
