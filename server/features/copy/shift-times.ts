import { chunkAt, type Document, offsetOf } from '../../document/document';
import type { TextEdit } from '../../edit/text-edit';
import { openRecord } from '../../record/open-record';
import { timeOfDate } from '../../values/dates';
import { stringOfField } from '../../values/plain-values';
import { t } from '../../words/language';
import { moveDates } from './move-dates';
import { type Outcome, refuse } from './outcome';

/** Dates that were moved. */
export interface ShiftedTimes {
  /** UTF-16 offsets in the document. */
  readonly edits: readonly TextEdit[];
  /** How many are no dates, and stay as they are; how many records any of the edits is in. */
  readonly left: number;
  readonly records: number;
}

/**
 * Moves all dates of the records of some chunks by so many milliseconds: moved back, the text is what it was. Only dates
 * of the specification's form are moved. Syntax errors elsewhere in a record do not matter.
 */
export function shiftTimes(
  document: Document,
  indexes: readonly number[],
  milliseconds: number,
): Outcome<ShiftedTimes> {
  const edits: TextEdit[] = [];
  let left = 0;
  let records = 0;
  for (const index of indexes) {
    const { record } = chunkAt(document, index);
    const moved = record ? moveDates(openRecord(record), milliseconds) : { edits: [], left: 0 };
    if (!moved) return refuse(t`A date would leave the years 0000 to 9999.`);
    const offset = offsetOf(document, index);
    for (const { start, end, text } of moved.edits)
      edits.push({ start: start + offset, end: end + offset, text });
    left += moved.left;
    if (moved.edits.length > 0) records++;
  }
  return { edits, left, records };
}

const DAY = 24 * 3_600_000;

/**
 * By how many milliseconds to move the records of some chunks so that the first of them starts on the day of `now` in
 * UTC, at its own time of day; undefined where none has a start.
 */
export function distanceToToday(
  document: Document,
  indexes: readonly number[],
  now: string,
): number | undefined {
  const { type } = document;
  const starts = indexes.flatMap((index) => {
    const { record } = chunkAt(document, index);
    const date = record && stringOfField(openRecord(record), type.start);
    return (date === undefined ? undefined : timeOfDate(date, type)) ?? [];
  });
  if (starts.length === 0) return undefined;
  const first = starts.reduce((least, one) => Math.min(least, one));
  return (Math.floor(Date.parse(now) / DAY) - Math.floor(first / DAY)) * DAY;
}
