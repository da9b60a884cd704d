import type { Chunk } from '../../document/chunk';
import { type OpenRecord, openRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { timeOfDate, timeOfDay } from '../../values/dates';
import { memberMeant } from '../../values/member-meant';
import { stringOf } from '../../values/plain-values';
import { summarise } from '../../values/record-summary';

/** A record in one row of a list. Strings come from the file as they are; what it lacks is undefined. */
export interface RecordRow {
  readonly id: string | undefined;
  /** The name of its status, such as STOPPED; of another one the field and the value as it stands. */
  readonly status: string | undefined;
  /** When it started, such as `2026-03-02 08:15:30`, in UTC. */
  readonly start: string | undefined;
  readonly customer: string | undefined;
  readonly subject: string | undefined;
}

/** Rows of chunks known from before; pass the same one again and only new chunks are read. */
export type KnownRows = WeakMap<Chunk, RecordRow>;

/** The row of a chunk's record; undefined where it has none. */
export function rowOf(chunk: Chunk, known: KnownRows): RecordRow | undefined {
  if (!chunk.record) return undefined;
  const row = known.get(chunk) ?? rowIn(openRecord(chunk.record));
  known.set(chunk, row);
  return row;
}

/** The row of a record. */
export function rowIn(record: OpenRecord): RecordRow {
  const { type } = record;
  const { id, status } = summarise(record);
  const entry = memberMeant(record, type.status);
  const isScalar = entry?.intact && entry.kind !== 'object' && entry.kind !== 'array';
  const text = (field: Field | undefined) => stringOf(record, memberMeant(record, field)) || undefined;
  return {
    id,
    status: status ?? (isScalar ? `${entry.key} ${record.valueText(entry)}` : undefined),
    start: inBrief(text(type.start)),
    customer: text(type.customer),
    subject: text(type.subject),
  };

  /** What is no date stays as it is. */
  function inBrief(date: string | undefined): string | undefined {
    const time = date === undefined ? undefined : timeOfDate(date, type);
    return time === undefined ? date : `${date?.slice(0, date.indexOf('T'))} ${timeOfDay(time)}`;
  }
}

/** Whether a record is the value of a member: what it is called stands before it. */
export function isNamed({ frame }: Pick<Chunk, 'frame'>): boolean {
  return frame.kind === 'object';
}
