import type { Entry } from '../document/record';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { durationInBrief, durationInWords } from './amounts';
import { codeForWord, codeWithValue } from './code-words';
import { numberOf, stringOf } from './plain-values';

/** What tells a record from others at a glance. Strings come from the file as they are. */
export interface RecordSummary {
  readonly id: string | undefined;
  /** The name of its status, such as STOPPED. */
  readonly status: string | undefined;
  /** Who called whom, such as Inbound. */
  readonly direction: string | undefined;
  /** Its duration in words and in brief: `3 min 15 s` and `3m15s`. */
  readonly duration: string | undefined;
  readonly briefDuration: string | undefined;
}

/** Sums a record up; what it lacks or states wrongly is undefined. */
export function summarise(record: OpenRecord): RecordSummary {
  const { identity, direction, duration } = record.type;
  const seconds = numberOf(record, memberMeant(record, duration));
  return {
    id: stringOf(record, memberMeant(record, identity)) || undefined,
    status: statusOf(record),
    direction: stringOf(record, memberMeant(record, direction)) || undefined,
    duration: seconds === undefined ? undefined : durationInWords(seconds),
    briefDuration: seconds === undefined ? undefined : durationInBrief(seconds),
  };
}

/** The member of a field, or the first whose name surely stands for it (`interactionId`, `ixnId`). */
export function memberMeant(record: OpenRecord, field: Field | undefined): Entry | undefined {
  if (!field) return undefined;
  const meant = (entry: Entry) => !entry.field && record.type.fieldMeant(entry.key) === field;
  return record.entryOf(field.name) ?? record.entries.find(meant);
}

function statusOf(record: OpenRecord): string | undefined {
  const field = record.type.status;
  const entry = memberMeant(record, field);
  if (!field || !entry) return undefined;
  const number = numberOf(record, entry);
  if (number !== undefined) return codeWithValue(field, number)?.name;
  return codeForWord(field, stringOf(record, entry) ?? '')?.name;
}
