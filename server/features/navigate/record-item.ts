import { chunkAt, offsetOf } from '../../document/document';
import type { Entry } from '../../document/record';
import { type OpenRecord, openRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { memberMeant } from '../../values/member-meant';
import { stringOf } from '../../values/plain-values';
import { oneLine } from '../../words/one-line';
import type { File } from './places';
import { rowIn } from './record-row';

/** A record as lists of records name it. Offsets are UTF-16 offsets in the document. */
export interface RecordItem extends File {
  /** Its identity with escapes resolved; undefined where it has none. */
  readonly id: string | undefined;
  /** The identity of its parent. */
  readonly parent: string | undefined;
  /** Neither empty nor more than one line. */
  readonly name: string;
  readonly detail: string;
  readonly start: number;
  readonly end: number;
  /** What its identity is between the quotes, or else the record's brace. */
  readonly selectionStart: number;
  readonly selectionEnd: number;
  /** The same of its parent's. */
  readonly parentStart: number;
  readonly parentEnd: number;
}

const LONGEST = 80;

/** The record of a chunk; undefined where it has none. */
export function recordItem(file: File, index: number): RecordItem | undefined {
  const { record: data } = chunkAt(file.document, index);
  if (!data) return undefined;
  const record = openRecord(data);
  const row = rowIn(record);
  const start = offsetOf(file.document, index);
  const { identity, parent } = record.type;
  const [selectionStart, selectionEnd] = placeOf(record, identity);
  const [parentStart, parentEnd] = placeOf(record, parent);
  const detail = [row.status, row.start, row.subject].filter((part) => part !== undefined);
  return {
    ...file,
    id: row.id,
    parent: stringOf(record, memberMeant(record, parent)) || undefined,
    name: oneLine(row.id?.trim() ?? '', LONGEST) || `#${index}`,
    detail: detail.map((part) => oneLine(part, LONGEST)).join(' · '),
    start,
    end: start + data.end,
    selectionStart: start + selectionStart,
    selectionEnd: start + selectionEnd,
    parentStart: start + parentStart,
    parentEnd: start + parentEnd,
  };
}

/** What a string is between its quotes, or else the record's brace; relative to the record. */
function placeOf(record: OpenRecord, field: Field | undefined): readonly [start: number, end: number] {
  const entry: Entry | undefined = memberMeant(record, field);
  return entry && stringOf(record, entry) ? [entry.valueStart + 1, entry.valueEnd - 1] : [0, 1];
}
