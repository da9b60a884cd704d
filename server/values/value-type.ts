import type { Entry } from '../document/record';
import { isIntegerText } from '../json/json-number';
import type { OpenRecord } from '../record/open-record';
import { hasProblemBetween } from '../record/problems';
import type { Field } from '../spec/field';

/**
 * Whether a whole value has its field's type. Of an array with a syntax error inside this cannot be told, so that
 * counts as right.
 */
export function hasFieldType(record: OpenRecord, entry: Entry, field: Field): boolean {
  switch (field.type) {
    case 'integer':
      return entry.kind === 'number' && isIntegerText(record.valueText(entry));
    case 'number':
    case 'boolean':
    case 'array':
    case 'object':
      return entry.kind === field.type;
    case 'list':
      return entry.kind === 'object' || isListOfPairs(record, entry);
    default:
      return entry.kind === 'string';
  }
}

/** Whether the value is an array of objects with a key and a value: how other generations of the API write udata. */
function isListOfPairs(record: OpenRecord, entry: Entry): boolean {
  if (entry.kind !== 'array') return false;
  return (
    hasProblemIn(record, entry) ||
    record.nested(entry).every((element) => pairOf(record, element) !== undefined)
  );
}

/** One element of udata in the form of a list. */
export interface Pair {
  readonly key: Entry;
  readonly value: Entry;
  /** All members of the element, the two included. */
  readonly members: readonly Entry[];
}

/** The key and the value that an element of a list holds, or undefined if it is no pair. */
export function pairOf(record: OpenRecord, element: Entry): Pair | undefined {
  if (element.kind !== 'object') return undefined;
  const members = record.nested(element);
  const key = members.findLast((member) => member.key === 'key');
  const value = members.findLast((member) => member.key === 'value');
  return key?.kind === 'string' && value ? { key, value, members } : undefined;
}

/** Whether there is a syntax error inside of a value. */
export function hasProblemIn(record: OpenRecord, { valueStart, valueEnd }: Entry): boolean {
  return hasProblemBetween(record, valueStart, valueEnd);
}
