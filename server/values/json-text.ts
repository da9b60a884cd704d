import type { OpenRecord } from '../record/open-record';

/** The value of a JSON string token; undefined for any other text. */
export function parseString(token: string | undefined): string | undefined {
  if (!token?.startsWith('"')) return undefined;
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}

/** The value of a record's field if it is a whole string. */
export function stringOf(record: OpenRecord, name: string): string | undefined {
  const entry = record.entryOf(name);
  return entry?.intact && entry.kind === 'string' ? record.stringValue(entry) : undefined;
}

/** The value of a record's field if it is a number. */
export function numberOf(record: OpenRecord, name: string): number | undefined {
  const entry = record.entryOf(name);
  if (!entry?.intact || entry.kind !== 'number') return undefined;
  const value = Number(record.valueText(entry));
  return Number.isFinite(value) ? value : undefined;
}
