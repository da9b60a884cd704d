import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { isUnknown, misnamedWithKey } from './misnamed';

/**
 * The field that a member's value is checked under: its own, or the one that its misspelt key surely stands for, so that
 * the value's defects are told together with the key's and not only after it is renamed. Undefined where neither is.
 */
export function fieldOf(record: OpenRecord, entry: Entry): Field | undefined {
  if (entry.field || !record.isIntact || !isUnknown(entry)) return entry.field;
  const field = record.type.fieldMeant(entry.key);
  if (field === undefined) return undefined;
  // A field that is null is to be removed, and then the key stands for it.
  const isNull = record.entryOf(field.name)?.kind === 'null';
  // A key that two names are meant for stands for the field once: the others are told as unknown keys alone.
  const stands = isNull
    ? record.once(firstKeys).get(field) === entry.key
    : misnamedWithKey(record, entry.key)?.fields[0] === field;
  return stands ? field : undefined;
}

/** By field the first unknown key that surely stands for it. */
function firstKeys({ entries, type }: OpenRecord): ReadonlyMap<Field, string> {
  const keys = new Map<Field, string>();
  for (const entry of entries) {
    const field = isUnknown(entry) && entry.intact ? type.fieldMeant(entry.key) : undefined;
    if (field && !keys.has(field)) keys.set(field, entry.key);
  }
  return keys;
}
