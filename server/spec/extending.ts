import { type RecordFragment, withFragment } from './record-fragment';
import type { RecordType } from './record-type';

/**
 * Extends a record type by what teams state, remembering what it made as long as anybody uses it: what states the same in
 * the same project file gets the same type, however often that file is read.
 */
export function extending(
  base: RecordType,
): (fragment: RecordFragment | undefined, statedBy: string) => RecordType {
  const known = new Map<string, WeakRef<RecordType>>();
  return (fragment, statedBy) => {
    if (fragment === undefined) return base;
    const key = JSON.stringify([statedBy, fragment], asJson);
    const before = known.get(key)?.deref();
    if (before) return before;
    // Somebody who types in a project file makes a type with every key.
    for (const [old, type] of known) if (!type.deref()) known.delete(old);
    const made = withFragment(base, fragment, statedBy);
    known.set(key, new WeakRef(made));
    return made;
  };
}

/** What JSON has no word for, such that different fragments are different texts. */
function asJson(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  return typeof value === 'number' && !Number.isFinite(value) ? [String(value)] : value;
}
