import { type Linked, linkText } from '../../relations/links';
import { bitmap } from './bitmap';
import { type Identities, keyOfText } from './identities';

/** Which records of large files may have to do with others. */
export interface Related {
  /** By number of a record of one of the files 1 where it may. */
  readonly wanted: ReadonlyMap<Identities, Uint8Array>;
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
  const asked = bitmap(total);
  const named = new Set<number>();
  const ask = (key: number) => {
    if (key === 0) return;
    asked.set(key);
    named.add(key);
  };
  for (const record of small) {
    ask(keyOfText(linkText(record, 'identity')));
    ask(keyOfText(linkText(record, 'parent')));
  }
  if (isLargeAsked) {
    const met = bitmap(total);
    for (const { forEach, children } of large) {
      forEach((key) => {
        if (met.has(key)) asked.set(key);
        else met.set(key);
      });
      for (const parent of children().values()) ask(parent);
    }
  }
  // Bits are shared: of those that are left it is found out for certain.
  const times = new Map<number, number>();
  const wanted = new Map<Identities, Uint8Array>();
  for (const file of large) {
    const mayBe = new Uint8Array(file.count());
    wanted.set(file, mayBe);
    file.forEach((key, record) => {
      if (!asked.has(key)) return;
      mayBe[record] = 1;
      times.set(key, (times.get(key) ?? 0) + 1);
    });
  }
  let size = 0;
  for (const [{ keyOf, children }, mayBe] of wanted) {
    for (let record = mayBe.indexOf(1); record >= 0; record = mayBe.indexOf(1, record + 1)) {
      const key = keyOf(record);
      if (!named.has(key) && !(isLargeAsked && (times.get(key) ?? 0) > 1)) mayBe[record] = 0;
    }
    if (isLargeAsked) for (const record of children().keys()) mayBe[record] = 1;
    for (const one of mayBe) size += one;
  }
  return { wanted, size };
}
