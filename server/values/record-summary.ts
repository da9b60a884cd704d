import type { Entry } from '../document/record';
import type { OpenRecord } from '../record/open-record';
import { durationInBrief, durationInWords } from './amounts';
import { codeForWord, codeWithValue } from './code-words';
import { numberOf, stringOf } from './plain-values';

/** What tells a record from others at a glance. Strings come from the file as they are. */
export interface RecordSummary {
  readonly id: string | undefined;
  /** The name of its status, such as STOPPED. */
  readonly status: string | undefined;
  readonly type: string | undefined;
  /** Its duration in words and in brief: `3 min 15 s` and `3m15s`. */
  readonly duration: string | undefined;
  readonly briefDuration: string | undefined;
}

/** Sums a record up; what it lacks or states wrongly is undefined. */
export function summarise(record: OpenRecord): RecordSummary {
  const seconds = numberOf(record, memberMeant(record, 'duration'));
  return {
    id: stringOf(record, memberMeant(record, 'interaction_id')) || undefined,
    status: statusOf(record),
    type: stringOf(record, memberMeant(record, 'type')) || undefined,
    duration: seconds === undefined ? undefined : durationInWords(seconds),
    briefDuration: seconds === undefined ? undefined : durationInBrief(seconds),
  };
}

/** The member of a field, or the first whose name surely stands for it (`interactionId`, `ixnId`). */
export function memberMeant(record: OpenRecord, name: string): Entry | undefined {
  const meant = (entry: Entry) => !entry.field && record.type.fieldMeant(entry.key)?.name === name;
  return record.entryOf(name) ?? record.entries.find(meant);
}

function statusOf(record: OpenRecord): string | undefined {
  const field = record.type.fieldNamed('status');
  const entry = memberMeant(record, 'status');
  if (!field || !entry) return undefined;
  const number = numberOf(record, entry);
  if (number !== undefined) return codeWithValue(field, number)?.name;
  return codeForWord(field, stringOf(record, entry) ?? '')?.name;
}
