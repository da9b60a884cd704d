import { type Linked, linkText } from '../../relations/links';
import { type Bitmap, bitmap } from './bitmap';
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

/*
 * What is done with each of a million records is a loop in a small function: an engine makes that fast soon.
 */

/** Asks for those that were met before. */
function askTwins(keys: Float64Array, met: Bitmap, asked: Bitmap): void {
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    if (key !== 0 && met.set(key)) asked.set(key);
  }
}

/** Marks those that are asked for. */
function markAsked(keys: Float64Array, asked: Bitmap, marks: Uint8Array): void {
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    if (key !== 0 && asked.has(key)) marks[at] = 1;
  }
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
    for (const { keys, children } of large) {
      for (const some of keys()) askTwins(some, met, asked);
      for (const parent of children().values()) ask(parent);
    }
  }
  // Bits are shared: of those that are left it is found out for certain.
  const times = new Map<number, number>();
  const wanted = new Map<Identities, Uint8Array>();
  for (const file of large) {
    const mayBe = new Uint8Array(file.count());
    wanted.set(file, mayBe);
    let first = 0;
    for (const some of file.keys()) {
      markAsked(some, asked, mayBe.subarray(first));
      first += some.length;
    }
    for (let record = mayBe.indexOf(1); record >= 0; record = mayBe.indexOf(1, record + 1)) {
      const key = file.keyOf(record);
      times.set(key, (times.get(key) ?? 0) + 1);
    }
  }
  let size = 0;
  for (const [{ keyOf, children }, mayBe] of wanted) {
    for (let record = mayBe.indexOf(1); record >= 0; record = mayBe.indexOf(1, record + 1)) {
      const key = keyOf(record);
      if (named.has(key) || (isLargeAsked && (times.get(key) ?? 0) > 1)) size++;
      else mayBe[record] = 0;
    }
    if (!isLargeAsked) continue;
    for (const record of children().keys()) {
      if (mayBe[record] === 0) size++;
      mayBe[record] = 1;
    }
  }
  return { wanted, size };
}
