import type { Entry } from '../../document/record';
import { indexOfKeyAt } from '../../edit/find-member';
import type { OpenRecord } from '../../record/open-record';
import type { Finding } from '../rule';

/** The member of a record whose key a finding is on. */
export function entryWithKey(
  record: OpenRecord | undefined,
  { start, end }: Pick<Finding, 'start' | 'end'>,
): Entry | undefined {
  const entry = record?.entries[indexOfKeyAt(record.entries, start)];
  return entry?.keyEnd === end ? entry : undefined;
}

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
