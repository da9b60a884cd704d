import type { Document } from '../../../document/document';
import { parseString } from '../../../json/string-token';
import { nearRecords, scalarOf } from '../../../record/near-records';
import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import type { RecordType } from '../../../spec/record-type';
import { numberOfField, stringOfField } from '../../../values/plain-values';
import { t } from '../../../words/language';
import type { Surroundings } from './draft';

/** How far to look for a record to follow. */
const MOST_RECORDS = 5;

/** A date worth offering, in the form of the specification, and where it comes from. */
export interface OfferedDate {
  readonly date: string;
  readonly origin: string;
}

/** The dates worth offering for a date field of a record, best first; `now` among them, so there is always one. */
export function datesFor(field: Field, record: OpenRecord, now: string): readonly OfferedDate[] {
  const { start, end, duration } = record.type;
  const isEnd = field.role === 'end';
  if (!isEnd && field.role !== 'start') return datesOfOthers(record, now);
  const otherField = isEnd ? start : end;
  const other = dateOf(record, otherField);
  const dates: OfferedDate[] = [{ date: now, origin: t`now` }];
  if (!otherField || other === undefined) return dates;
  const otherName = otherField.name;
  const seconds = numberOfField(record, duration);
  // A call does not start after its end, so now is no likely start of one that ended.
  if (isEnd || other >= now) dates.push({ date: other, origin: otherName });
  else dates.unshift({ date: other, origin: otherName });
  const moved = seconds === undefined || seconds < 0 ? undefined : shifted(other, isEnd ? seconds : -seconds);
  if (moved === undefined) return dates;
  return [{ date: moved, origin: `${otherName} ${isEnd ? '+' : '-'} ${seconds} s` }, ...dates];
}

/** For a date that a team states nothing is known of but that it has to do with the call. */
function datesOfOthers(record: OpenRecord, now: string): readonly OfferedDate[] {
  const others = [record.type.start, record.type.end].flatMap((other) => {
    const date = dateOf(record, other);
    return date === undefined ? [] : [{ date, origin: other?.name ?? '' }];
  });
  return [{ date: now, origin: t`now` }, ...others];
}

/** The same, with what follows from the dates of the record above. */
export function datesBeside(
  field: Field,
  record: OpenRecord,
  { document, index, now }: Pick<Surroundings, 'document' | 'index' | 'now'>,
): readonly OfferedDate[] {
  const dates = datesFor(field, record, now);
  const next = field.role === 'start' ? nextStart(document, index) : undefined;
  if (next === undefined) return dates;
  // What the record itself tells is more likely.
  const told = dates.filter(({ origin }) => origin.startsWith(`${document.type.end?.name} -`));
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
  const startField = document.type.start;
  for (const { record, distance } of nearRecords(document, index, MOST_RECORDS, isAfter)) {
    const start = startField && parseString(scalarOf(record, startField.name));
    if (start !== undefined && isDate(startField, start)) (distance < 0 ? above : below).push(start);
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
    return { date: laterBy(up, seconds) ?? date, origin: t`between its neighbours` };
  }
  return { date, origin: isLater ? t`1 min after the nearest record` : t`1 min before the nearest record` };
}

/** The date some seconds later, in whole seconds; undefined outside of the years that the form can tell. */
export function laterBy(date: string, seconds: number): string | undefined {
  return shifted(`${date.slice(0, 19)}.000Z`, seconds);
}

/** The whole seconds from one date to another; undefined where they are no dates in this order. */
export function secondsFromTo(
  { start }: RecordType,
  from: string | undefined,
  to: string | undefined,
): number | undefined {
  if (!from || !to || !isDate(start, from) || !isDate(start, to) || to < from) return undefined;
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}

/** The whole seconds from the start of an interaction to its end; undefined where it has no such dates. */
export function secondsBetween(record: OpenRecord): number | undefined {
  const { type } = record;
  return secondsFromTo(type, stringOfField(record, type.start), stringOfField(record, type.end));
}

function dateOf(record: OpenRecord, field: Field | undefined): string | undefined {
  const value = stringOfField(record, field);
  return value !== undefined && isDate(field, value) ? value : undefined;
}

function isDate(field: Field | undefined, value: string): boolean {
  return field?.pattern?.test(value) === true;
}

/** The date some seconds later; undefined outside of the years that the form can tell. */
function shifted(date: string, seconds: number): string | undefined {
  const time = Date.parse(date) + seconds * 1000;
  if (!(time >= Date.UTC(100, 0) && time < Date.UTC(10_000, 0))) return undefined;
  return new Date(time).toISOString();
}
