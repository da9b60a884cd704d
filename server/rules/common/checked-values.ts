import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { hasFieldType } from '../../values/value-type';
import { type AboutRule, defineRule, type Fix, type FixContext, type Rule } from '../rule';
import { fieldIn, type KnownObject, knownObjects } from './known-objects';
import { onValue, pathOf } from './places';

/** A whole value with the field that it is checked under. */
export interface CheckedValue {
  readonly record: OpenRecord;
  readonly entry: Entry;
  readonly field: Field;
  /** The object that it is a member of. */
  readonly object: KnownObject;
}

/**
 * The whole values of a record that there is something to say about: those of its fields, and of the fields of the
 * objects in it, to any depth. Outer ones first.
 */
interface CheckedValues {
  /** Those of their field's type. What a value of another type says is nobody's matter. */
  readonly right: readonly CheckedValue[];
  readonly wrong: readonly CheckedValue[];
}

export function checkedValues(record: OpenRecord): CheckedValues {
  return record.once(findValues);
}

function findValues(record: OpenRecord): CheckedValues {
  const right: CheckedValue[] = [];
  const wrong: CheckedValue[] = [];
  for (const object of knownObjects(record)) {
    for (const entry of object.entries) {
      const field = entry.intact ? fieldIn(record, object, entry) : undefined;
      if (!field) continue;
      const values = hasFieldType(record, entry, field) ? right : wrong;
      values.push({ record, entry, field, object });
    }
  }
  return { right, wrong };
}

/** Makes a rule about one value of its field's type. */
export function defineValueRule({
  isWrong,
  say,
  fix,
  ...about
}: AboutRule & {
  readonly isWrong: (value: CheckedValue) => boolean;
  /** What is wrong with it. */
  readonly say: (value: CheckedValue) => string;
  /** Ways to mend it, best first. */
  readonly fix?: (value: CheckedValue, context: FixContext) => Iterable<Fix>;
}): Rule {
  return defineRule<CheckedValue>({
    ...about,
    find: (record) => checkedValues(record).right.filter(isWrong),
    at: ({ entry }) => onValue(entry),
    say: (value) => ({ field: pathOf(value.object, value.field), message: say(value) }),
    ...(fix && { fix: (value, _record, context) => fix(value, context) }),
  });
}

/** Whether a number is below the least one that the specification allows: its minima are all 0. */
export function isNegative({ record, entry, field }: CheckedValue): boolean {
  // Integers as small as a minimum are exact, so reading one rounded cannot lead over it.
  return field.minimum !== undefined && Number(record.valueText(entry)) < field.minimum;
}
