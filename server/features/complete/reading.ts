import { COMMA, isWhiteSpace } from '../../document/characters';
import type { ScannedValue } from '../../document/collect';
import type { Document } from '../../document/document';
import { nestedEntries } from '../../document/entries';
import type { Entry, Record } from '../../document/record';
import { scanValue } from '../../document/scan-value';
import { endOfLine } from '../../document/tokens';
import { applyEdits } from '../../edit/text-edit';

/** A record with as much of the text behind it as has a say in how it is read. */
export interface RecordText {
  readonly text: string;
  readonly record: Record;
  readonly entries: readonly Entry[];
}

/** Opens the record of chunk `index` for trying changes. */
export function recordText(document: Document, index: number, record: Record): RecordText {
  const chunkText = document.chunks[index]?.text ?? record.text;
  const line = document.form === 'lines' ? chunkText.slice(0, endOfLine(chunkText, 0)) : chunkText;
  // A next record on this line, or anywhere in a file that is one value, ends a record that lacks its end.
  const hasNext = index + 1 < document.chunks.length && line.length === chunkText.length;
  const text = hasNext ? `${line}{` : line;
  return { text, record, entries: scanValue(text, 0, text.length).entries };
}

/** A way to insert something; offsets in the record's text. */
interface Way {
  readonly start: number;
  readonly end: number;
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
  readonly of: 'record' | 'udata';
  readonly start: number;
}

/** How the record reads with something inserted. */
interface Reading<Kind> {
  readonly way: Kind;
  readonly record: Record;
  /** The other members of the object that was inserted into. */
  readonly others: readonly Entry[];
}

/**
 * Tries ways to insert a member or a value and gives the best one, with the record and the other members of the object
 * as they read then. The reader is the judge: what is inserted must be read as a member of the object, the record must end where it
 * ended, and with no more defects than before. Of ways with the same number of defects the first counts. Undefined
 * where none is good.
 */
export function readingWith<Kind extends Way>(
  whole: RecordText,
  target: Target,
  ways: readonly Kind[],
  trialOf: (way: Kind) => Trial,
): Reading<Kind> | undefined {
  const { text, record } = whole;
  let best: Reading<Kind> | undefined;
  let fewest = record.problems.length + 1;
  for (const way of ways) {
    if (fewest === 0) break;
    const trial = trialOf(way);
    const comma = way.commaAt === undefined ? [] : [{ start: way.commaAt, end: way.commaAt, text: ',' }];
    const tried = applyEdits(text, [...comma, { start: way.start, end: way.end, text: trial.text }]);
    const value = scanValue(tried, 0, tried.length);
    if (value.problems.length >= fewest || (record.closed && !value.closed)) continue;
    if (behind(tried, value.end) !== behind(text, record.end)) continue;
    const entries = target.of === 'record' ? value.entries : entriesAt(tried, value, target.start);
    const inserted = entries.find((entry) => trial.isThere(entry, way.start + comma.length));
    if (inserted === undefined) continue;
    fewest = value.problems.length;
    best = {
      way,
      record: { text: tried, end: value.end, closed: value.closed, problems: value.problems },
      others: entries.filter((entry) => entry !== inserted),
    };
  }
  return best;
}

/** How much text stands behind a record that ends at `end`, not counting the comma that it may get back. */
function behind(text: string, end: number): number {
  let at = end;
  while (isWhiteSpace(text.charCodeAt(at)) || text.charCodeAt(at) === COMMA) at++;
  return text.length - at;
}

/** The members of the object that starts at `start` of a record's text, offsets in that text. */
function entriesAt(text: string, { entries, end, closed }: ScannedValue, start: number): readonly Entry[] {
  const holder = entries.find((entry) => entry.valueStart === start);
  return holder ? nestedEntries({ text, end, closed, problems: [] }, holder) : [];
}
