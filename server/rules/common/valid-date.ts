import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';

/** A date field's member whose value is valid. Valid dates all have one form, in which they sort as texts do. */
export interface ValidDate {
  readonly name: string;
  readonly entry: Entry;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** The member that counts for a date field, if its value is valid. */
export function validDate(record: OpenRecord, field: Field | undefined): ValidDate | undefined {
  const entry = field && record.entryOf(field.name);
  if (entry?.kind !== 'string' || !entry.intact) return undefined;
  const text = record.stringValue(entry);
  return field?.pattern?.test(text) ? { name: field.name, entry, text, time: Date.parse(text) } : undefined;
}
