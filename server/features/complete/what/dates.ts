import type { Document } from '../../../document/document';
import { parseString } from '../../../json/string-token';
import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import type { RecordType } from '../../../spec/record-type';
import { numberOfField, stringOfField } from '../../../values/plain-values';
import { isOwn } from './allowed';
import type { Surroundings } from './draft';
import { nearRecords, scalarOf } from './near-records';

/** How far to look for a record to follow. */
const MOST_RECORDS = 5;

/** A date worth offering, in the form of the specification, and where it comes from. */
export interface OfferedDate {
  readonly date: string;
  readonly origin: string;
}

/** The dates worth offering for a date field of a record, best first; `now` among them, so there is always one. */
export function datesFor(field: Field, record: OpenRecord, now: string): readonly OfferedDate[] {
  if (field.source === undefined) return datesOfOthers(record, now);
  const isEnd = field.name === 'end_date';
  const otherName = isEnd ? 'start_date' : 'end_date';
  const other = dateOf(record, otherName);
  const duration = numberOfField(record, 'duration');
  const dates: OfferedDate[] = [{ date: now, origin: 'now' }];
  if (other === undefined) return dates;
  // A call does not start after its end, so now is no likely start of one that ended.
  if (isEnd || other >= now) dates.push({ date: other, origin: otherName });
  else dates.unshift({ date: other, origin: otherName });
  const moved =
    duration === undefined || duration < 0 ? undefined : shifted(other, isEnd ? duration : -duration);
  if (moved === undefined) return dates;
  return [{ date: moved, origin: `${otherName} ${isEnd ? '+' : '-'} ${duration} s` }, ...dates];
}

/** For a date that a team states nothing is known of but that it has to do with the call. */
function datesOfOthers(record: OpenRecord, now: string): readonly OfferedDate[] {
  const others = ['start_date', 'end_date'].flatMap((origin) => {
    const date = dateOf(record, origin);
    return date === undefined ? [] : [{ date, origin }];
  });
  return [{ date: now, origin: 'now' }, ...others];
}

/** The same, with what follows from the dates of the record above. */
export function datesBeside(
  field: Field,
  record: OpenRecord,
  { document, index, now }: Surroundings,
): readonly OfferedDate[] {
  const dates = datesFor(field, record, now);
  const next = isOwn(field, 'start_date') ? nextStart(document, index) : undefined;
  if (next === undefined) return dates;
  // What the record itself tells is more likely.
  const told = dates.filter(({ origin }) => origin.startsWith('end_date -'));
  const others = dates.filter((date) => !told.includes(date));
  return [...told, next, ...others];
}

/**
 * The start of a record beside those that are there, in whole seconds: a minute from the one above, in the order in which
 * the records go, or between the two where the one below is nearer; a minute from that one where there is none above.
 * Undefined where none of them has a date. With `isAfter` chunk `index` is the record above.
 */
export function nextStart(document: Document, index: number, isAfter = false): OfferedDate | undefined {
  const above: string[] = [];
  const below: string[] = [];
  for (const { record, distance } of nearRecords(document, index, MOST_RECORDS, isAfter)) {
    const start = parseString(scalarOf(record, 'start_date'));
    if (start !== undefined && isDate(document.type, 'start_date', start))
      (distance < 0 ? above : below).push(start);
  }
  const [up, furtherUp] = above;
  const [down, furtherDown] = below;
  const pairs = [
    [up, down],
    [furtherUp, up],
    [down, furtherDown],
  ] as const;
  const [earlier, later] = pairs.find(([one, other]) => one && other && one !== other) ?? [];
  const isNewestFirst = earlier !== undefined && later !== undefined && later < earlier;
  const near = up ?? down;
  const isLater = (near === up) !== isNewestFirst;
  const date = near && laterBy(near, isLater ? 60 : -60);
  if (date === undefined) return undefined;
  if (up !== undefined && down !== undefined && up !== down && up < date === down < date) {
    const seconds = Math.trunc((Date.parse(down) - Date.parse(up)) / 2000);
    return { date: laterBy(up, seconds) ?? date, origin: 'between its neighbours' };
  }
  return { date, origin: `1 min ${isLater ? 'after' : 'before'} the nearest record` };
}

/** The date some seconds later, in whole seconds; undefined outside of the years that the form can tell. */
export function laterBy(date: string, seconds: number): string | undefined {
  return shifted(`${date.slice(0, 19)}.000Z`, seconds);
}

/** The whole seconds from one date to another, both as JSON text; undefined where they are no dates in this order. */
export function secondsFromTo(
  type: RecordType,
  start: string | undefined,
  end: string | undefined,
): number | undefined {
  const [from, to] = [parseString(start), parseString(end)];
  if (!from || !to || !isDate(type, 'start_date', from) || !isDate(type, 'start_date', to) || to < from)
    return undefined;
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}

/** The whole seconds between start_date and end_date; undefined where they are no dates in this order. */
export function secondsBetween(record: OpenRecord): number | undefined {
  const start = dateOf(record, 'start_date');
  const end = dateOf(record, 'end_date');
  if (start === undefined || end === undefined || end < start) return undefined;
  return Math.round((Date.parse(end) - Date.parse(start)) / 1000);
}

function dateOf(record: OpenRecord, name: string): string | undefined {
  const value = stringOfField(record, name);
  return value !== undefined && isDate(record.type, name, value) ? value : undefined;
}

function isDate(type: RecordType, name: string, value: string): boolean {
  return type.fieldNamed(name)?.pattern?.test(value) === true;
}

/** The date some seconds later; undefined outside of the years that the form can tell. */
function shifted(date: string, seconds: number): string | undefined {
  const time = Date.parse(date) + seconds * 1000;
  if (!(time >= Date.UTC(100, 0) && time < Date.UTC(10_000, 0))) return undefined;
  return new Date(time).toISOString();
}
