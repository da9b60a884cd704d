import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { hasFieldType } from '../../values/value-type';
import type { Finding, ReportedFinding } from '../rule';
import { fieldIn, type KnownObject, knownObjects, pathOf } from './known-objects';

/** A whole value with the field that it is checked under. */
export interface CheckedValue {
  readonly entry: Entry;
  readonly field: Field;
  /** The object that it is a member of. */
  readonly object: KnownObject;
  /** Whether the value has its field's type. What a value of another type says is nobody's matter. */
  readonly hasType: boolean;
}

/**
 * The whole values of a record that there is something to say about: those of its fields, and of the fields of the
 * objects in it, to any depth. Outer ones first.
 */
export function checkedValues(record: OpenRecord): readonly CheckedValue[] {
  return record.once(findValues);
}

function findValues(record: OpenRecord): readonly CheckedValue[] {
  const values: CheckedValue[] = [];
  for (const object of knownObjects(record)) {
    for (const entry of object.entries) {
      const field = entry.intact ? fieldIn(record, object, entry) : undefined;
      if (field) values.push({ entry, field, object, hasType: hasFieldType(record, entry, field) });
    }
  }
  return values;
}

/** The value that a finding is on. */
export function valueAt(record: OpenRecord | undefined, { start, end }: Finding): CheckedValue | undefined {
  const value = record?.once(valuesByStart).get(start);
  return value?.entry.valueEnd === end ? value : undefined;
}

/** A record can have very many findings, so each must find its value at once. */
function valuesByStart(record: OpenRecord): ReadonlyMap<number, CheckedValue> {
  return new Map(checkedValues(record).map((value) => [value.entry.valueStart, value]));
}

/** A finding on a value. */
export function onValue({ entry, field, object }: CheckedValue, message: string): ReportedFinding {
  return { start: entry.valueStart, end: entry.valueEnd, field: pathOf(object, field), message };
}

/** Whether a number is below the least one that the specification allows: its minima are all 0. */
export function isNegative(record: OpenRecord, { entry, field, hasType }: CheckedValue): boolean {
  // Integers as small as a minimum are exact, so reading one rounded cannot lead over it.
  return hasType && field.minimum !== undefined && Number(record.valueText(entry)) < field.minimum;
}
