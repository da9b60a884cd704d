import type { Entry } from '../document/record';
import { numberIn } from '../json/json-number';
import type { OpenRecord } from '../record/open-record';
import type { Code, Field } from '../spec/field';
import { codeWithValue } from './code-words';

/** The value of an intact string member with its escapes resolved; undefined for any other. */
export function stringOf(record: OpenRecord, entry: Entry | undefined): string | undefined {
  return entry?.kind === 'string' && entry.intact ? record.stringValue(entry) : undefined;
}

/** The same of the member that counts for a field. */
export function stringOfField(record: OpenRecord, field: Field | undefined): string | undefined {
  return field && stringOf(record, record.entryOf(field.name));
}

/** The number of the member that counts for a field; undefined where it is none, or written as a string. */
export function numberOfField(record: OpenRecord, field: Field | undefined): number | undefined {
  const entry = field && record.entryOf(field.name);
  if (!entry?.intact || entry.kind !== 'number') return undefined;
  const value = Number(record.valueText(entry));
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The number that a member holds, also where it is written as a string, the usual slip of pasted records;
 * undefined where there is none, or none that can be told exactly.
 */
export function numberOf(record: OpenRecord, entry: Entry | undefined): number | undefined {
  if (!entry?.intact) return undefined;
  if (entry.kind === 'number') return exact(record.valueText(entry));
  const text = entry.kind === 'string' ? numberIn(record.stringValue(entry)) : undefined;
  return text === undefined ? undefined : exact(text);
}

/** The code that a member holds, a number also where it is written as a string; undefined where it is none. */
export function codeOf(record: OpenRecord, entry: Entry, field: Field): Code | undefined {
  const values = [stringOf(record, entry), booleanOf(record, entry), numberOf(record, entry)];
  return values
    .map((value) => (value === undefined ? undefined : codeWithValue(field, value)))
    .find((code) => code !== undefined);
}

function booleanOf(record: OpenRecord, entry: Entry): boolean | undefined {
  return entry.kind === 'boolean' && entry.intact ? record.valueText(entry) === 'true' : undefined;
}

function exact(text: string): number | undefined {
  const number = Number(text);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}
