import type { Entry } from '../../document/record';
import type { CheckedRecord } from '../../rules/checked-record';
import { codeWithValue } from '../../rules/common/code-words';
import { numberIn } from '../../rules/common/json-number';
import type { Code, Field } from '../../spec/field';

/** The value of an intact string member with its escapes resolved; undefined for any other. */
export function stringOf(record: CheckedRecord, entry: Entry | undefined): string | undefined {
  return entry?.kind === 'string' && entry.intact ? record.stringValue(entry) : undefined;
}

/**
 * The number that a member holds, also where it is written as a string, the usual slip of pasted records;
 * undefined where there is none, or none that can be told exactly.
 */
export function numberOf(record: CheckedRecord, entry: Entry | undefined): number | undefined {
  if (!entry?.intact) return undefined;
  if (entry.kind === 'number') return exact(record.valueText(entry));
  const text = entry.kind === 'string' ? numberIn(record.stringValue(entry)) : undefined;
  return text === undefined ? undefined : exact(text);
}

/** The code that a member holds, a number also where it is written as a string; undefined where it is none. */
export function codeOf(record: CheckedRecord, entry: Entry, field: Field): Code | undefined {
  const values = [stringOf(record, entry), booleanOf(record, entry), numberOf(record, entry)];
  return values
    .map((value) => (value === undefined ? undefined : codeWithValue(field, value)))
    .find((code) => code !== undefined);
}

function booleanOf(record: CheckedRecord, entry: Entry): boolean | undefined {
  return entry.kind === 'boolean' && entry.intact ? record.valueText(entry) === 'true' : undefined;
}

function exact(text: string): number | undefined {
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}
