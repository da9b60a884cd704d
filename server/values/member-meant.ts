import type { Entry } from '../document/record';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';

/** The member of a field, or the first whose name surely stands for it (`interactionId`, `ixnId`). */
export function memberMeant(record: OpenRecord, field: Field | undefined): Entry | undefined {
  if (!field) return undefined;
  const meant = (entry: Entry) => !entry.field && record.type.fieldMeant(entry.key) === field;
  return record.entryOf(field.name) ?? record.entries.find(meant);
}
