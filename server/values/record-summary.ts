import type { OpenRecord } from '../record/open-record';
import { durationInBrief, durationInWords } from './amounts';
import { meaningOf } from './meaning';
import { memberMeant } from './member-meant';
import { numberOf, stringOf } from './plain-values';

/** What tells a record from others at a glance. Strings come from the file as they are. */
export interface RecordSummary {
  readonly id: string | undefined;
  /** The name of its status, such as STOPPED. */
  readonly status: string | undefined;
  /** Who called whom, such as Inbound. */
  readonly direction: string | undefined;
  /** What it is about. */
  readonly subject: string | undefined;
  /** Its duration in words and in brief: `3 min 15 s` and `3m15s`. */
  readonly duration: string | undefined;
  readonly briefDuration: string | undefined;
}

/** Sums a record up; what it lacks or states wrongly is undefined. */
export function summarise(record: OpenRecord): RecordSummary {
  const { identity, direction, duration, status, subject } = record.type;
  const seconds = numberOf(record, memberMeant(record, duration));
  const statusEntry = memberMeant(record, status);
  return {
    id: stringOf(record, memberMeant(record, identity)) || undefined,
    status: status && statusEntry && meaningOf(record, statusEntry, status).text,
    direction: stringOf(record, memberMeant(record, direction)) || undefined,
    subject: stringOf(record, memberMeant(record, subject)) || undefined,
    duration: seconds === undefined ? undefined : durationInWords(seconds),
    briefDuration: seconds === undefined ? undefined : durationInBrief(seconds),
  };
}

/**
 * The facts of a record in words, the most telling first: how it stands, and how long it took or, as long as that is not
 * known, who called whom. `isBriefly` writes `3m15s` for `3 min 15 s`.
 */
export function factsOf(
  { status, direction, duration, briefDuration }: RecordSummary,
  isBriefly: boolean,
): readonly string[] {
  const facts = [status, (isBriefly ? briefDuration : duration) ?? direction];
  return facts.filter((fact) => fact !== undefined);
}
