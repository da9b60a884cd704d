import { type Linked, linkText } from '../../relations/links';
import { bitmap } from './bitmap';
import { type Identities, keyOfText } from './identities';

/** Which records of large files may have to do with others. */
export interface Related {
  /** Whether the record with a number of one of the files may. */
  readonly mayBe: (file: Identities, record: number) => boolean;
  /** How many they are, file by file. */
  readonly counts: ReadonlyMap<Identities, number>;
  /** Whether there are too many of them: then they are those alone that may have to do with a record of a small file. */
  readonly areTooMany: boolean;
}

/** So many are judged among each other: each takes some 500 bytes. */
export const mostRelated = 200_000;

/** Finds out which records may share an identity, or are named as parents, or name one; `small` are those of all other files. */
export function relatedAmong(large: readonly Identities[], small: readonly Linked[]): Related {
  const all = find(large, small, true);
  return all.size > mostRelated
    ? { ...find(large, small, false), areTooMany: true }
    : { ...all, areTooMany: false };
}

function find(large: readonly Identities[], small: readonly Linked[], isLargeAsked: boolean) {
  const total = large.reduce((sum, { count }) => sum + count(), small.length);
  const met = bitmap(total);
  const asked = bitmap(total);
  const ask = (key: number) => {
    if (key !== 0) asked.set(key);
  };
  const meet = (key: number) => {
    if (key === 0) return;
    if (met.has(key)) asked.set(key);
    else met.set(key);
  };
  for (const record of small) {
    ask(keyOfText(linkText(record, 'identity')));
    ask(keyOfText(linkText(record, 'parent')));
  }
  if (isLargeAsked) {
    for (const { keyOf, count, children } of large) {
      for (let record = 0; record < count(); record++) meet(keyOf(record));
      for (const parent of children().values()) ask(parent);
    }
  }
  // Bits are shared: of those that are left it is found out for certain.
  const named = new Set<number>();
  const times = new Map<number, number>();
  const name = (key: number) => {
    if (key !== 0) named.add(key);
  };
  for (const record of small) {
    name(keyOfText(linkText(record, 'identity')));
    name(keyOfText(linkText(record, 'parent')));
  }
  if (isLargeAsked) for (const { children } of large) for (const parent of children().values()) name(parent);
  for (const { keyOf, count } of large)
    for (let record = 0; record < count(); record++) {
      const key = keyOf(record);
      if (key !== 0 && asked.has(key)) times.set(key, Math.min(2, (times.get(key) ?? 0) + 1));
    }
  const isAsked = (key: number) =>
    key !== 0 && asked.has(key) && (named.has(key) || (isLargeAsked && times.get(key) === 2));
  const mayBe = (file: Identities, record: number) =>
    isAsked(file.keyOf(record)) || (isLargeAsked && file.children().has(record));
  const counts = new Map<Identities, number>();
  let size = 0;
  for (const file of large) {
    let count = 0;
    for (let record = 0; record < file.count(); record++) if (mayBe(file, record)) count++;
    counts.set(file, count);
    size += count;
  }
  return { mayBe, counts, size };
}
