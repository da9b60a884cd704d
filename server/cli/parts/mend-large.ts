import { type CheckedDocument, chunksWithFindings } from '../../check/check';
import { runThrough } from '../../check/run-through';
import {
  chunkAt,
  chunkIndexAt,
  type Document,
  firstReaching,
  offsetOf,
  textBetween,
  textOf,
} from '../../document/document';
import { type Reading, readAgain, START_FOR_FORM } from '../../document/form';
import type { Frame } from '../../document/frame';
import type { PartStart } from '../../document/part';
import { applyEdits } from '../../edit/text-edit';
import { type FixAllOptions, fixAll, fixingToTheEnd, type MadeFix } from '../../features/fix-all';
import type { HowToCheck } from '../check-text';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import type { LargeFile } from '../files/large-file';
import { bytesIn } from './loading';
import { beforeCutCharacter } from './place';
import { isFast, type Part, type PartPlace, readParts, usualBlocks } from './read-parts';

/*
 * Mending a file part by part. A fix is made in one record, so a part is mended by itself; but what is inserted follows the
 * layout of the records beside it, and what a fix makes of a record depends on where that stands. So the part is read between
 * the start of its file, the record before it, and the one after it, which stay as they are.
 */

/** What is done with a file. */
export interface MendedLarge {
  /** How many findings were mended. */
  readonly fixed: number;
  /** How many of what remains fixes that are not safe would mend. */
  readonly unsafe: number;
  readonly reading: Reading;
}

/** How a file is mended. */
export interface HowToMend extends Pick<HowToCheck, 'form' | 'type'> {
  readonly options: Omit<FixAllOptions, 'chunk' | 'around'>;
  /** Told of each part that changes, in order. */
  readonly change: (change: Change) => void;
  /** Told how far it has come: so many bytes more, and so many fixes in all. */
  readonly progress?: (bytes: number, fixed: number) => void;
}

/** What becomes of a part. */
export interface Change {
  readonly place: PartPlace['place'];
  readonly bytes: number;
  readonly before: string;
  readonly after: string;
  readonly made: readonly MadeFix[];
}

/** A file that is not to be mended part by part: what is done in one would change how others are read. */
export class NotInParts extends Error {}

/** Of more UTF-16 code units nothing is learned about a layout. */
const MOST_AROUND = 1 << 16;

/** Parts of so many bytes in all are mended together, where none can be cut off in a place that says nothing of the others. */
const MOST_TOGETHER = 1 << 24;

/** The process looks so often whether it is told to end, in milliseconds. */
const STEP = 100;

/**
 * Mends a file part by part. Whatever is found out or goes wrong, the file itself is only read.
 *
 * @throws FileError if it cannot be read, NotInParts
 */
export async function mendLarge(file: LargeFile, how: HowToMend, blocks = usualBlocks): Promise<MendedLarge> {
  const { form, type } = how;
  const total = { fixed: 0, unsafe: 0 };
  const records = recordsBefore(file);
  let together: Part[] = [];
  let reading: Reading | undefined;
  let next: PartPlace | undefined;
  let told = 0;
  let until = 0;
  for (;;) {
    let left: PartPlace | undefined;
    // What comes only once cannot be read on from where it was left.
    const isTime = () => file.bytes !== undefined && performance.now() > until;
    const end = readParts(
      {
        ...blocks,
        form,
        type,
        read: next ? file.readFrom(next.place.byte) : file.begin(),
        fileBytes: file.bytes,
        from: next && reading && { ...next, reading },
      },
      {
        quiet: (_reader, _place, bytes) => records.quiet(bytes),
        part(part) {
          together.push(part);
          if (part.after && !isFast(part.after)) {
            if (part.place.byte - (together[0]?.place.byte ?? 0) > MOST_TOGETHER) throw new NotInParts();
            return false;
          }
          mend(together);
          together = [];
          return isTime();
        },
        leave(here) {
          if (!isTime()) return false;
          left = here;
          records.goOnAt(here.place.byte);
          return true;
        },
      },
    );
    reading = end.reading;
    next = left ?? end.here;
    how.progress?.(next.place.byte - told, total.fixed);
    told = next.place.byte;
    if (end.isEnd && !left) return { ...total, reading };
    await new Promise((resolve) => setImmediate(resolve));
    until = performance.now() + STEP;
  }

  function mend(parts: readonly Part[]): void {
    const [first] = parts as [Part];
    const last = parts.at(-1) as Part;
    const lead = first.start ? records.lead(first) : '';
    for (const part of parts) records.part(part);
    if (parts.every((part) => isQuiet(part.document))) return;
    // How it is read was said by the start of the file.
    const { wanted, ...own } = first.document.reading;
    if (own.tells !== undefined) throw new NotInParts();
    const before = parts.map(({ document }) => textOf(document)).join('');
    const tail = tailOf(last);
    const text = lead + before + tail;
    const around = { before: lead.length, after: tail.length };
    const options = { ...how.options, around };
    const found = engine.checkText(text, own, type, memoryGuard());
    const at = startAt(found.document, lead.length);
    if (first.start && !isSameStart(found.document, at, first.start)) throw new NotInParts();
    const mended = (checked: CheckedDocument) =>
      runThrough(fixingToTheEnd(engine, checked, options), memoryGuard());
    const fixed = mended(found);
    const { document } = fixed.remaining;
    const made = fixed.made;
    const changed = applyEdits(text, fixed.edits);
    // A fix there can say that the file is read otherwise, and what is then mended, that it is not.
    if (first.place.byte < START_FOR_FORM && wanted?.isSaid === false) {
      const { edits } = mended(engine.checkText(text, first.document.reading, type, memoryGuard()));
      if (applyEdits(text, edits) !== changed) throw new NotInParts();
    }
    if (!how.options.includeUnsafe)
      total.unsafe += fixAll(fixed.remaining, { ...options, includeUnsafe: true }).count;
    if (made.length === 0) return;
    const end = changed.length - tail.length;
    if (!changed.startsWith(lead) || !changed.endsWith(tail) || end < lead.length) throw new NotInParts();
    if (last.after && !isSameStart(document, startAt(document, end), last.after)) throw new NotInParts();
    total.fixed += made.length;
    const { place } = first;
    const bytes = last.place.byte + last.bytes - place.byte;
    const moved = place.record - Math.max(0, (at ?? 1) - 1);
    how.change({
      place,
      bytes,
      before,
      after: changed.slice(lead.length, end),
      made: made.map((one) => ({
        ...one,
        record: one.record === undefined ? undefined : one.record + moved,
      })),
    });
  }
}

/** Whether a large file is still read the same way once it has this content. */
export function isReadAs(content: LargeFile, reading: Reading): boolean {
  const bytes = bytesIn(content, 0, START_FOR_FORM * 4);
  const again = readAgain(bytes.toString('utf8', 0, beforeCutCharacter(bytes, bytes.length)), reading);
  return again.form === reading.form && again.tells === reading.tells;
}

function isQuiet(document: Document): boolean {
  return chunksWithFindings(runThrough(engine.checking(document), memoryGuard())).next().done === true;
}

/** What has to stand after a part for it to be read as it is. */
function tailOf({ document: { count, length, form }, uncut: all, after }: Part): string {
  if (!after) return '';
  const uncut = all();
  const end = count + 1 < uncut.count ? offsetOf(uncut, count + 1) : uncut.length;
  // A list without its end has a defect there, which has to be the same one before and after.
  const isEnough = form === 'lines' && firstReaching(uncut, end) >= count;
  return textBetween(uncut, length, isEnough ? end : uncut.length);
}

/** The index of the chunk that starts at a UTF-16 offset; undefined where none does. */
function startAt(document: Document, offset: number): number | undefined {
  const index = chunkIndexAt(document, offset);
  return offsetOf(document, index) === offset ? index : undefined;
}

/** Whether a record that starts in a document stands in the same structure as another one in its own. */
function isSameStart(document: Document, index: number | undefined, { frame, conflict }: PartStart): boolean {
  if (index === undefined) return false;
  const chunk = chunkAt(document, index);
  return isSameFrame(chunk.frame, frame) && !chunk.conflict && !conflict;
}

function isSameFrame(one: Frame | undefined, other: Frame | undefined): boolean {
  if (one === other || !one || !other) return one === other;
  return (
    one.kind === other.kind &&
    one.isListOfRecords === other.isListOfRecords &&
    (one.asideOf === undefined) === (other.asideOf === undefined) &&
    one.wrapped?.by === other.wrapped?.by &&
    isSameFrame(one.parent, other.parent)
  );
}

/** A text, or the bytes that it is. */
type Stretch = string | { readonly from: number; readonly to: number } | undefined;

/** What stands before parts: the start of the file up to its second record, and the record before the part. */
function recordsBefore(file: LargeFile) {
  let head: string | undefined;
  let first: Stretch;
  let last: Stretch;
  let beforeLast: Stretch;
  /** The byte that reading has come to. */
  let at = 0;
  return {
    quiet(bytes: number): void {
      beforeLast = last;
      last = { from: at, to: at + bytes };
      first ??= last;
      at += bytes;
    },
    /** Reading begins again, at the last record that was told of or behind it. */
    goOnAt(byte: number): void {
      if (byte < at) last = beforeLast;
      at = byte;
    },
    part({ document, place, bytes }: Part): void {
      head ??= chunkAt(document, 0).text;
      if (document.count > 1) {
        first ??= chunkAt(document, 1).text;
        last = chunkAt(document, document.count - 1).text;
      }
      at = place.byte + bytes;
    },
    /** What a part is read after. */
    lead({ place: { record }, known }: Part): string {
      if (head === undefined || head.length > MOST_AROUND) throw new NotInParts();
      return head + (record > 0 ? textIn(first) : '') + (record > 1 ? textIn(known ? beforeLast : last) : '');
    },
  };

  function textIn(stretch: Stretch): string {
    if (typeof stretch !== 'object') return stretch && stretch.length <= MOST_AROUND ? stretch : '';
    const { from, to } = stretch;
    return to - from > MOST_AROUND ? '' : bytesIn(file, from, to).toString();
  }
}
