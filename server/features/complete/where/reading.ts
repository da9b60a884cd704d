import type { Chunk } from '../../../document/chunk';
import type { ScannedValue } from '../../../document/collect';
import { chunkAt, type Document } from '../../../document/document';
import { entriesOf, nestedEntries } from '../../../document/entries';
import type { Conflict, Frame } from '../../../document/frame';
import { noStructure } from '../../../document/gap-scan';
import type { DataRecord, Entry } from '../../../document/record';
import { scanGap, whatIs } from '../../../document/scan-gap';
import { scanRecord, toRecord } from '../../../document/stretch';
import { applyEdits, type TextEdit } from '../../../edit/text-edit';
import { afterByteOrderMark } from '../../../json/characters';
import type { Problem } from '../../../json/problem';

/** A record with the text up to the next one. */
export interface RecordText {
  /** It ends with the `{` of the next record if there is one, because that has a say in how this one is read. */
  readonly text: string;
  readonly chunk: Chunk;
  readonly record: DataRecord;
  readonly entries: readonly Entry[];
}

/** Opens the record of a chunk for trying changes. */
export function recordText(document: Document, chunk: Chunk, record: DataRecord): RecordText {
  const isLast = chunk === chunkAt(document, document.count - 1);
  return { text: isLast ? chunk.text : `${chunk.text}{`, chunk, record, entries: entriesOf(record) };
}

/** A way to insert something; offsets in the record's text. */
interface Way {
  readonly start: number;
  readonly end: number;
  /** Whether it takes a whole string for one that lost its quote: then it has to mend something. */
  readonly isGuess: boolean;
  /** Where a comma goes besides. */
  readonly commaAt: number | undefined;
}

/** What a way inserts to see how it reads. */
interface Trial {
  readonly text: string;
  /** Whether an entry is the one inserted; `start` is where the inserted text starts. */
  readonly isThere: (entry: Entry, start: number) => boolean;
}

/** The object that is inserted into. */
interface Target {
  readonly start: number;
}

/** How the record reads with something inserted. */
interface Reading<Kind> {
  readonly way: Kind;
  readonly record: DataRecord;
  readonly inserted: Entry;
  /** The other members of the object that was inserted into. */
  readonly others: readonly Entry[];
}

/**
 * Tries ways to insert a member or a value and gives the best one, with the record and the other members of the object
 * as they read then. The reader is the judge: what is inserted must be read as a member of the object, and up to the
 * next record there must be no more defects than before. Of the ways for which that is so the one counts that leaves
 * the fewest defects in the record, and of several the first. Undefined where there is none.
 */
export function readingWith<Kind extends Way>(
  whole: RecordText,
  target: Target,
  ways: readonly Kind[],
  trialOf: (way: Kind) => Trial,
): Reading<Kind> | undefined {
  const { text, chunk, record } = whole;
  const most = problemsInside(record.problems, record.end) + chunk.problems.length;
  const ahead = text.length - chunk.text.length;
  let best: Reading<Kind> | undefined;
  for (const way of ways) {
    if (best?.record.problems.length === 0) break;
    if (isWordAt(text, way.end)) continue;
    const trial = trialOf(way);
    const comma = way.commaAt === undefined ? [] : [{ start: way.commaAt, end: way.commaAt, text: ',' }];
    const tried = applyEdits(text, [...comma, { start: way.start, end: way.end, text: trial.text }]);
    const value = scanRecord(tried, 0, chunk.frame);
    const entries = target.start === 0 ? value.entries : entriesAt(tried, value, chunk.frame, target.start);
    const inserted = entries.find((entry) => trial.isThere(entry, way.start + comma.length));
    // What would no longer be a record is read in another way.
    if (isContainerIn(chunk.frame, value)) continue;
    if (inserted === undefined || (best && best.record.problems.length <= value.problems.length)) continue;
    if (defectsIn(tried, value, chunk.frame, ahead) > (way.isGuess ? most - 1 : most)) continue;
    best = {
      way,
      record: toRecord(tried, value, 0, chunk.frame, undefined),
      inserted,
      others: entries.filter((entry) => entry !== inserted),
    };
  }
  return best;
}

/** Whether a word goes on here, so that nothing can be inserted before it. */
function isWordAt(text: string, at: number): boolean {
  return /[^\s,:{}[\]/"']/.test(text.charAt(at));
}

/** Whether an object that stands in `frame` is a container of records. */
function isContainerIn(frame: Frame, value: ScannedValue): boolean {
  return whatIs(value, frame) === 'container';
}

/** Whether a chunk has no more defects up to the next record once edits have inserted a record into it. */
export function readsAsWell(document: Document, chunk: Chunk, edits: readonly TextEdit[]): boolean {
  const ahead = chunk === chunkAt(document, document.count - 1) ? '' : '{';
  const count = (text: string) => {
    const first = chunk.record && scanRecord(text, 0, chunk.frame);
    // With a record inside it is no record but a container, and is read as one.
    const isRecord = first && !isContainerIn(chunk.frame, first);
    return defectsIn(text, isRecord ? first : undefined, chunk.frame, ahead.length);
  };
  const after = count(applyEdits(chunk.text, edits) + ahead);
  return Number.isFinite(after) && after <= count(chunk.text + ahead);
}

/** The defects of records and the text after them, from the first record (or the file's start) to what is `ahead`. */
function defectsIn(text: string, first: ScannedValue | undefined, outer: Frame, ahead: number): number {
  let frame = outer;
  let conflict: Conflict | undefined;
  let value = first;
  let start = 0;
  let count = 0;
  for (;;) {
    const at = value?.end ?? afterByteOrderMark(text);
    const afterRecord = value !== undefined;
    const brokeOff = value?.closed === false;
    const gap = scanGap(
      { text, at, origin: start, frame, conflict, afterRecord, brokeOff, isFileEnd: true },
      noStructure(),
    );
    count += (value ? problemsInside(value.problems, value.end - start) : 0) + gap.problems.length;
    // Where none follows though one is ahead, a string without an end swallowed it.
    if (gap.next === undefined) return ahead > 0 ? Number.POSITIVE_INFINITY : count;
    if (gap.end >= text.length - ahead) return count;
    start = gap.end;
    ({ frame, conflict } = gap);
    value = gap.next;
  }
}

/** How many problems stand in a record that ends at `end`: one after it is found again in the text after it. */
function problemsInside(problems: readonly Problem[], end: number): number {
  return problems.filter(({ start }) => start < end).length;
}

/** The members of the object that starts at `start` of a record's text, offsets in that text. */
function entriesAt(
  text: string,
  { entries, end, closed }: ScannedValue,
  { type }: Frame,
  start: number,
): readonly Entry[] {
  const record = { type, text, end, closed, problems: [] };
  let members = entries;
  for (;;) {
    const holder = members.find(({ valueStart, valueEnd }) => valueStart <= start && start < valueEnd);
    if (holder === undefined) return [];
    members = nestedEntries(record, holder);
    if (holder.valueStart === start) return members;
  }
}
