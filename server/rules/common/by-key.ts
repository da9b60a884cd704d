import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';

/** The members of a record by their names, those of one name in text order. */
export function entriesByKey(record: OpenRecord): ReadonlyMap<string, readonly Entry[]> {
  return record.once(groupByKey);
}

/** The members of an object by their names, those of one name in text order. */
export function groupByKey({
  entries,
}: {
  readonly entries: readonly Entry[];
}): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const known = groups.get(entry.key);
    if (known) known.push(entry);
    else groups.set(entry.key, [entry]);
  }
  return groups;
}
