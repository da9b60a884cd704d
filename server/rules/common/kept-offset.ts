import type { Entry } from '../../document/record';
import { insertMembers } from '../../edit/insert-members';
import { recordObject } from '../../edit/object-text';
import type { TextEdit } from '../../edit/text-edit';
import { isIntegerText } from '../../json/json-number';
import type { OpenRecord } from '../../record/open-record';
import { dateReadings } from '../../values/conversions';
import { literalOf } from '../../values/literal';
import { t } from '../../words/language';
import type { FixContext } from '../rule';
import { fieldOf } from './field-of';
import { isUnknown } from './misnamed';

/*
 * A date that becomes UTC loses how far its clock was from UTC. The record has a field for that, `timeshift`.
 */

/** What becomes of an offset. */
export interface KeptOffset {
  /** False where it gets lost. */
  readonly isKept: boolean;
  /** What adds the timeshift to the record, if that keeps it. */
  readonly edits: readonly TextEdit[];
  /** The names of the members that they add. */
  readonly adds: readonly string[];
  /** What to say about it in a title. */
  readonly remark: string;
}

/** What becomes of the offset of a date of a record, in minutes east of UTC, when the date is written in UTC. */
export function keptOffset(
  record: OpenRecord,
  offset: number,
  context: Pick<FixContext, 'style'>,
): KeptOffset {
  const keeps: KeptOffset = { isKept: true, edits: [], adds: [], remark: '' };
  if (offset === 0) return keeps;
  const loses: KeptOffset = {
    isKept: false,
    edits: [],
    adds: [],
    remark: t`without the offset ${clockOf(offset)}`,
  };
  const key = record.type.utcOffset?.name;
  if (key === undefined) return loses;
  if (record.entryOf(key)) return timeshiftOf(record) === offset ? keeps : loses;
  if (record.once(hasMisnamedTimeshift)) return loses;
  // Of a date without quotes only this fix knows where it ends.
  if ((record.once(offsetOfDates) || offset) !== offset) return loses;
  const member = { key, valueText: String(offset) };
  return {
    isKept: true,
    edits: insertMembers(recordObject(record), [member], context.style),
    adds: [key],
    remark: t`add "${key}": ${offset}`,
  };
}

function hasMisnamedTimeshift({ entries, type }: OpenRecord): boolean {
  return entries.some((entry) => isUnknown(entry) && type.fieldMeant(entry.key) === type.utcOffset);
}

/** What the record says about its local time, in minutes east of UTC; undefined where it does not. */
export function timeshiftOf(record: OpenRecord): number | undefined {
  const { utcOffset } = record.type;
  const timeshift = utcOffset && record.entryOf(utcOffset.name);
  const text = timeshift?.intact && timeshift.kind === 'number' ? record.valueText(timeshift) : '';
  return isIntegerText(text) ? Number(text) : undefined;
}

/** The offset that the dates of a record tell; where they tell several, that of its creation, which comes first. */
function offsetOfDates(record: OpenRecord): number {
  for (const { name, type } of record.type.fields) {
    const entry = type === 'date/time' ? (record.entryOf(name) ?? misnamedEntry(record, name)) : undefined;
    const offset = entry ? offsetOf(record, entry) : 0;
    if (offset !== 0) return offset;
  }
  return 0;
}

function misnamedEntry(record: OpenRecord, name: string): Entry | undefined {
  return record.entries.find((entry) => fieldOf(record, entry)?.name === name);
}

function offsetOf(record: OpenRecord, entry: Entry): number {
  const literal = literalOf(record, entry);
  return literal ? (dateReadings(literal)[0]?.offset ?? 0) : 0;
}

/** `+01:00` */
function clockOf(offset: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
