import type { Document } from '../../document/document';
import type { Entry } from '../../document/record';
import { type TextStyle, textStyle } from '../../edit/text-style';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { isAllowedJson } from '../complete/what/allowed';
import type { Part } from '../complete/what/part';
import { placeholderFor } from '../complete/what/placeholder';
import { emptyRecord } from '../complete/what/records';
import { COPY_LATER } from './duplicate';
import { type FreshOptions, freshIdentity } from './fresh-id';
import { type Insertion, insertAfter } from './insert-record';
import { movedBy } from './move-dates';
import { isRefusal, type Outcome } from './outcome';
import { fieldOf } from './own-identity';
import { textOfRecord, wholeRecord } from './whole-record';

/** What a record is made with. */
export interface LikeOptions extends FreshOptions {
  /** What it is called among named records; a free name after the other's if absent. */
  readonly name?: string | undefined;
}

/**
 * Puts a record after that of a chunk that has its shape, its members in their order and layout: what repeats stands as it is, its
 * identity and its dates go on from those, and all else is to be filled in.
 */
export function recordLike(
  document: Document,
  index: number,
  { name, ...fresh }: LikeOptions,
): Outcome<Insertion> {
  const record = wholeRecord(document, index);
  if (isRefusal(record)) return record;
  const shape: Shape = {
    record,
    now: fresh.now,
    id: freshIdentity(document, index, record, fresh),
    style: textStyle(document, index),
    empty: emptyRecord(document.type),
  };
  const text = textOfRecord(record);
  const parts: Part[] = [];
  let at = 0;
  for (const entry of record.entries) {
    parts.push(text.slice(at, entry.valueStart), ...valueLike(shape, entry));
    at = entry.valueEnd;
  }
  parts.push(text.slice(at));
  return insertAfter(document, index, { parts, name, errors: record.record.problems.length });
}

/** What values are made of. */
interface Shape {
  readonly record: OpenRecord;
  readonly now: string;
  readonly id: string | undefined;
  readonly style: TextStyle;
  readonly empty: OpenRecord;
}

function valueLike(shape: Shape, entry: Entry): readonly Part[] {
  const { record, id, empty, now, style } = shape;
  const json = record.valueText(entry);
  const field = fieldOf(record, entry);
  if (!field) return toWriteOver(json);
  if (field === record.type.userData) return userDataLike(record, entry);
  if (field === record.type.identity && id !== undefined) return toWriteOver(JSON.stringify(id));
  if (!isAllowedJson(field, json)) return placeholderFor(field, empty, now, { style, indent: undefined });
  if (field.type === 'date/time') {
    const moved = movedBy(JSON.parse(json) as string, COPY_LATER);
    if (moved !== undefined) return toWriteOver(JSON.stringify(moved));
  }
  if (field.nextRecord === 'same') return [json];
  return placeholderFor(field, empty, now, { style, indent: undefined });
}

/** A value that stands there until another one is written over it. */
function toWriteOver(json: string): readonly Part[] {
  if (/^[[{]/.test(json)) return [json];
  return json.startsWith('"') ? ['"', { hole: json.slice(1, -1) }, '"'] : [{ hole: json }];
}

/** The same keys with texts to be filled in; numbers, flags and what is in objects of its own stay. */
function userDataLike(record: OpenRecord, entry: Entry): readonly Part[] {
  const json = record.valueText(entry);
  if (entry.kind !== 'object') return [json];
  const parts: Part[] = [];
  let at = entry.valueStart;
  for (const pair of record.nested(entry)) {
    if (pair.kind !== 'string') continue;
    parts.push(record.text.slice(at, pair.valueStart), '"', { hole: '' }, '"');
    at = pair.valueEnd;
  }
  return [...parts, record.text.slice(at, entry.valueEnd)];
}

/** What a field of a record is worth as JSON text; undefined where it is absent, or no value of the field. */
export function valueOfField(record: OpenRecord, field: Field): string | undefined {
  const entry = record.entryOf(field.name);
  const json = entry?.intact ? record.valueText(entry) : undefined;
  return json !== undefined && isAllowedJson(field, json) ? json : undefined;
}
