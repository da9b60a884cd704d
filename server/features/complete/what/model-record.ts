import { entriesOf } from '../../../document/entries';
import type { DataRecord } from '../../../document/record';
import { parseString } from '../../../json/string-token';
import { nearRecords } from '../../../record/near-records';
import { nextIdentifier } from '../../../record/next-identifier';
import type { Field } from '../../../spec/field';
import type { RecordType } from '../../../spec/record-type';
import { isAllowedJson } from './allowed';
import { laterBy, nextStart, secondsFromTo } from './dates';
import type { Surroundings } from './draft';

/** The record that a new one looks like: the nearest one, the one above before the one below. */
export interface ModelRecord {
  /** Its fields in their order. */
  readonly fields: readonly Field[];
  /** The value that a new record takes over or goes on from, as JSON text; undefined where it is to be filled in. */
  readonly next: (field: Field) => string | undefined;
}

/** How far to look for a record that has fields. */
const MOST_RECORDS = 5;

/**
 * What the record of chunk `index` looks like, and with `isAfter` a new one after it; undefined where there is none
 * that says anything.
 */
export function modelRecord(
  { document, index, taken }: Pick<Surroundings, 'document' | 'index' | 'taken'>,
  isAfter: boolean,
): ModelRecord | undefined {
  for (const { record } of nearRecords(document, index, MOST_RECORDS, isAfter)) {
    const values = valuesOf(record);
    if (values.size === 0) continue;
    const start = nextStart(document, index, isAfter)?.date;
    return {
      fields: [...values.keys()],
      next(field) {
        switch (field.nextRecord) {
          case 'same':
            return values.get(field);
          case 'next': {
            const id = nextIdentifier(document, index, field.name, isAfter, taken)?.id;
            return id === undefined ? undefined : JSON.stringify(id);
          }
          case 'later':
            return quoted(field.role === 'start' ? start : movedTo(document.type, start, field, values));
          default:
            return undefined;
        }
      },
    };
  }
  return undefined;
}

/** The values of a record's fields as JSON text, undefined where one is not of its field's type. */
function valuesOf(record: DataRecord): ReadonlyMap<Field, string | undefined> {
  const values = new Map<Field, string | undefined>();
  for (const { field, intact, valueStart, valueEnd } of entriesOf(record)) {
    if (!field || !intact || values.has(field)) continue;
    const json = record.text.slice(valueStart, valueEnd);
    values.set(field, isValueOf(field, json) ? json : undefined);
  }
  return values;
}

function isValueOf(field: Field, json: string): boolean {
  return json !== '""' && !/^[[{]/.test(json) && json.length <= 300 && isAllowedJson(field, json);
}

/** A date as much later than the start as it was in the model; undefined where that has no such dates. */
function movedTo(
  type: RecordType,
  start: string | undefined,
  field: Field,
  values: ReadonlyMap<Field, string | undefined>,
): string | undefined {
  const from = type.start && values.get(type.start);
  const seconds = secondsFromTo(type, parseString(from), parseString(values.get(field)));
  return start === undefined || seconds === undefined ? undefined : laterBy(start, seconds);
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : JSON.stringify(text);
}

/** Fields in the order of a model, those that it lacks where people write them; each after the one that precedes it. */
export function inOrderOf(
  { fieldsToWrite }: RecordType,
  model: ModelRecord | undefined,
  wanted: (field: Field) => boolean,
): readonly Field[] {
  const ordered = (model?.fields ?? []).filter(wanted);
  let last = -1;
  for (const field of fieldsToWrite) {
    if (!wanted(field)) continue;
    const at = ordered.indexOf(field);
    if (at < 0) ordered.splice(++last, 0, field);
    else last = at;
  }
  return ordered;
}
