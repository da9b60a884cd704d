import type { Document } from '../../document/document';
import type { CheckedRecord } from '../../rules/checked-record';
import { type Field, fieldNamed } from '../../spec/field';
import type { Surroundings } from './draft';
import { numberOf, parseString, stringOf } from './json-text';
import { nearRecords, scalarOf } from './near-records';

/** How far to look for a record to follow. */
const MOST_RECORDS = 5;

/** A date worth offering, in the form of the specification, and where it comes from. */
export interface OfferedDate {
  readonly date: string;
  readonly origin: string;
}

/** The dates worth offering for a date field of a record, best first; `now` among them, so there is always one. */
export function datesFor(field: Field, record: CheckedRecord, now: string): readonly OfferedDate[] {
  const isEnd = field.name === 'end_date';
  const otherName = isEnd ? 'start_date' : 'end_date';
  const other = dateOf(record, otherName);
  const duration = numberOf(record, 'duration');
  const dates: OfferedDate[] = [{ date: now, origin: 'now' }];
  if (other === undefined) return dates;
  // A call does not start after its end, so now is no likely start of one that ended.
  if (isEnd || other >= now) dates.push({ date: other, origin: otherName });
  else dates.unshift({ date: other, origin: otherName });
  const moved =
    duration === undefined || duration < 0 ? undefined : shifted(other, isEnd ? duration : -duration);
  if (moved === undefined) return dates;
  return [{ date: moved, origin: `${otherName} ${isEnd ? '+' : '-'} duration (${duration} s)` }, ...dates];
}

/** The same, with what follows from the dates of the record above. */
export function datesBeside(
  field: Field,
  record: CheckedRecord,
  { document, index, now }: Surroundings,
): readonly OfferedDate[] {
  const dates = datesFor(field, record, now);
  const next = field.name === 'start_date' ? nextStart(document, index) : undefined;
  if (next === undefined) return dates;
  // What the record itself tells is more likely.
  const told = dates.filter(({ origin }) => origin.startsWith('end_date -'));
  const others = dates.filter((date) => !told.includes(date));
  return [...told, { date: next, origin: '1 min after the nearest record' }, ...others];
}

/**
 * The start of a record that follows the nearest one: a minute after that, in whole seconds. Undefined where there is
 * none with a date. With `isBehind` chunk `index` is the record above.
 */
export function nextStart(document: Document, index: number, isBehind = false): string | undefined {
  for (const { record } of nearRecords(document, index, MOST_RECORDS, isBehind)) {
    const start = parseString(scalarOf(record, 'start_date'));
    if (start !== undefined && isDate('start_date', start)) return laterBy(start, 60);
  }
  return undefined;
}

/** The date some seconds later, in whole seconds; undefined outside of the years that the form can tell. */
export function laterBy(date: string, seconds: number): string | undefined {
  return shifted(`${date.slice(0, 19)}.000Z`, seconds);
}

/** The whole seconds from one date to another, both as JSON text; undefined where they are no dates in this order. */
export function secondsFromTo(start: string | undefined, end: string | undefined): number | undefined {
  const [from, to] = [parseString(start), parseString(end)];
  if (!from || !to || !isDate('start_date', from) || !isDate('start_date', to) || to < from) return undefined;
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}

/** The whole seconds between start_date and end_date; undefined where they are no dates in this order. */
export function secondsBetween(record: CheckedRecord): number | undefined {
  const start = dateOf(record, 'start_date');
  const end = dateOf(record, 'end_date');
  if (start === undefined || end === undefined || end < start) return undefined;
  return Math.round((Date.parse(end) - Date.parse(start)) / 1000);
}

function dateOf(record: CheckedRecord, name: string): string | undefined {
  const value = stringOf(record, name);
  return value !== undefined && isDate(name, value) ? value : undefined;
}

function isDate(name: string, value: string): boolean {
  return fieldNamed(name)?.pattern?.test(value) === true;
}

/** The date some seconds later; undefined outside of the years that the form can tell. */
function shifted(date: string, seconds: number): string | undefined {
  const time = Date.parse(date) + seconds * 1000;
  if (!(time >= Date.UTC(100, 0) && time < Date.UTC(10_000, 0))) return undefined;
  return new Date(time).toISOString();
}
