import { type Document, isSoundThroughout, syntaxErrorsOf } from '../document/document';
import { settle, settling } from '../document/settle';
import { type SoundReader, soundReader } from '../document/sound-reader';
import type { TextEdit } from '../edit/text-edit';
import { edited, rewritten } from '../edit/trial';

/*
 * In a file with syntax errors a change can make more of them, also where it mends one, and far from its place: a key
 * that gets its name makes a record of what was passed over. So what a change does is found out by reading.
 */

/** How much of a broken file may still be read again, in UTF-16 code units; shared by all fixes of a menu. */
export interface Readings {
  unitsLeft: number;
  /** Made once: its memory costs more than reading a small file. */
  readonly reader: SoundReader;
}

/** A fraction of a second: enough for every fix of a usual file, and for the first ones of a huge one. */
export function enoughReadings({ type }: Document): Readings {
  let reader: SoundReader | undefined;
  return {
    unitsLeft: 1 << 24,
    get reader() {
      reader ??= soundReader(type);
      return reader;
    },
  };
}

/** Takes so many code units from what may still be read; the last ones may be more than are left. */
export function mayRead(readings: Readings, units: number): boolean {
  if (readings.unitsLeft <= 0) return false;
  readings.unitsLeft -= units;
  return true;
}

/** What reading one record again costs at least. */
const LEAST_UNITS = 1 << 10;

/**
 * How many more syntax errors a settled document has after edits, which are relative to `offset`; undefined where
 * there are no readings left.
 */
export function errorsAdded(
  document: Document,
  offset: number,
  edits: readonly TextEdit[],
  readings: Readings,
): number | undefined {
  const before = syntaxErrorsOf(document);
  if (before === 0) return 0;
  // While a container has defects it is read as a whole, and so is what is named as JSON Lines and is none.
  const isWhole = document.reading.tells !== undefined || !isSoundThroughout(document) || document.count < 3;
  if (!mayRead(readings, isWhole ? document.length : LEAST_UNITS)) return undefined;
  const placed = edits.map(({ start, end, text }) => ({ start: start + offset, end: end + offset, text }));
  // What it is read as depends on the whole of it.
  const changed = document.reading.tells ? rewritten(document, placed) : edited(document, placed);
  return syntaxErrorsOf(settle(changed, readings.reader)) - before;
}

/** Edits of one part of a document, in text order; UTF-16 offsets in the document. */
export interface Part {
  readonly edits: readonly TextEdit[];
}

/** A document is read again at least so often, however long it is. */
const FEWEST_READINGS = 8;

/**
 * Those of several parts, in text order, that can be changed without more syntax errors in the whole document. It is
 * read once for all of them, and more often only where there would be more. The generator pauses every now and then.
 */
export function* partsThatHold<Kind extends Part>(
  document: Document,
  parts: readonly Kind[],
): Generator<undefined, readonly Kind[]> {
  const before = syntaxErrorsOf(document);
  if (before === 0 || parts.length === 0) return parts;
  const { length } = document;
  let readings = Math.max(FEWEST_READINGS, Math.ceil((1 << 24) / (length + 1)));
  const reader = soundReader(document.type);
  return (yield* accept([], before, parts)).parts;

  function* accept(
    accepted: readonly Kind[],
    errors: number,
    list: readonly Kind[],
  ): Generator<undefined, { readonly parts: readonly Kind[]; readonly errors: number }> {
    if (readings === 0 || list.length === 0) return { parts: accepted, errors };
    readings--;
    const together = [...accepted, ...list];
    const after = yield* errorsAfter(together);
    if (after <= errors) return { parts: together, errors: after };
    if (list.length === 1) return { parts: accepted, errors };
    const middle = list.length >> 1;
    const first = yield* accept(accepted, errors, list.slice(0, middle));
    return yield* accept(first.parts, first.errors, list.slice(middle));
  }

  function* errorsAfter(made: readonly Kind[]): Generator<undefined, number> {
    const work = settling(
      rewritten(
        document,
        made.flatMap(({ edits }) => edits),
      ),
      reader,
    );
    for (;;) {
      const step = work.next();
      if (step.done) return syntaxErrorsOf(step.value);
      yield undefined;
    }
  }
}
