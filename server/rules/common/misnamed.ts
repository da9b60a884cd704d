import type { Entry } from '../../document/record';
import { renameKey } from '../../edit/replace';
import { type Field, fieldNamed } from '../../spec/field';
import { fieldResembling, nearestFields } from '../../spec/nearest';
import type { CheckedRecord } from '../checked-record';
import type { Fix } from '../rule';
import { quote } from './quote';

/** An unknown key that may stand for a field which the record lacks. */
export interface Misnamed {
  readonly entry: Entry;
  /** All members of that name, `entry` first. */
  readonly same: readonly Entry[];
  /** The fields it may stand for, best first; empty where there is none. */
  readonly fields: readonly Field[];
  /** True when it differs from the field in case and separators alone, as `startDate` does: no other is meant. */
  readonly isSure: boolean;
}

/** Whether a member has no field of the specification for its name. `$schema` is for other tools, not for us. */
export function isUnknown({ field, key }: Entry): boolean {
  return field === undefined && key !== '$schema';
}

/**
 * The unknown keys of a record, the first of each name, in text order. No two of them have the same field first:
 * renaming each to its best field must not write one field twice.
 */
export function misnamedKeys({ entries }: CheckedRecord): readonly Misnamed[] {
  const unknown = entries.filter((entry) => isUnknown(entry) && entry.intact);
  if (unknown.length === 0) return [];
  const taken = new Set<string>();
  for (const { field } of entries) if (field) taken.add(field.name);
  const seen = new Set<string>();
  const found: Misnamed[] = [];
  for (const entry of unknown) {
    if (seen.has(entry.key)) continue;
    seen.add(entry.key);
    const fields = nearestFields(entry.key, taken);
    if (fields[0]) taken.add(fields[0].name);
    const same = unknown.filter(({ key }) => key === entry.key);
    found.push({ entry, same, fields, isSure: fieldResembling(entry.key) !== undefined });
  }
  return found;
}

/** The unknown key whose best reading is the field of this name, if there is one. */
export function misnamedFor(misnamed: readonly Misnamed[], name: string): Misnamed | undefined {
  return misnamed.find(({ fields }) => fields[0]?.name === name);
}

/** The fix that gives an unknown key the name of a field. */
export function renameFix({ entry, same, isSure }: Misnamed, name: string): Fix {
  return {
    title: `Rename ${quote(entry.key)} to "${name}"`,
    edits: same.map((one) => renameKey(one, name)),
    isSafe: isSure,
  };
}

/** Whether some unknown key surely stands for the field of this name. */
export function isThereMisnamed({ entries }: CheckedRecord, name: string): boolean {
  return entries.some((entry) => isUnknown(entry) && fieldResembling(entry.key) === fieldNamed(name));
}
