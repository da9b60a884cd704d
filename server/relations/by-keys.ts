import { notedAt } from '../document/noted';
import { hashOfText } from '../document/value-pair';
import { compareLinks, type LinkPart, linkHash, linkText } from './links';
import { createPostings, type Postings } from './postings';
import { NONE, type SlotTable } from './slot-table';

/** The parts that records are looked up by. */
export const keys = ['identity', 'parent', 'thread', 'customer'] as const satisfies readonly LinkPart[];

export type Key = (typeof keys)[number];

/** Stands for an identity, and rarely for several. */
export type IdentityHash = number;

/** One of the keys: the records by it. */
interface ByKey extends Postings {
  /** Where that stands in the notes of a record. */
  readonly place: number;
  /** The mark of the records that have it. */
  readonly bit: number;
}

/** What is marked of a slot, as bits: that it is found by what it says and, from the next bit on, which keys it has. */
const LINKED = 1;
const HAS_FIRST_KEY = 2;

/** The records of a table by what they say. Each is found from its linking to its unlinking. */
export function createByKeys({ size, saidBy, marks, mark }: SlotTable, seed: number) {
  const all = keys.map(
    (key, at): ByKey => ({ place: notedAt[key], bit: HAS_FIRST_KEY << at, ...createPostings() }),
  );
  const byKey = Object.fromEntries(keys.map((key, at) => [key, all[at]])) as Readonly<Record<Key, ByKey>>;
  /** Threads and customers are looked up by who looks at records, and by nobody who checks a thousand files. */
  let linked: readonly ByKey[] = [byKey.identity, byKey.parent];
  return {
    isLinked: (slot: number) => marks(slot) !== 0,
    link: (slot: number) => linkBy(linked, slot),
    unlink(slot: number): void {
      const bits = marks(slot);
      for (const { bit, remove } of all) if ((bits & bit) !== 0) remove(slot);
    },
    /** Makes room for so many more. */
    reserve(more: number): void {
      for (const { reserve } of linked) reserve(more, size());
    },
    named(slot: number, before = NONE): number {
      if (!namesParent(slot)) return NONE;
      const { first, next } = byKey.identity;
      const says = saidBy(slot);
      let at = before === NONE ? first(byKey.parent.hashOf(slot)) : next(before);
      while (at !== NONE && compareLinks(says, notedAt.parent, saidBy(at), notedAt.identity) !== 0)
        at = next(at);
      return at;
    },
    namesParent,
    *having(key: Key, text: string): Generator<number> {
      if (!linked.includes(byKey[key])) linkByOthers();
      const { first, next } = byKey[key];
      for (let slot = first(hashOfText(text, seed)); slot !== NONE; slot = next(slot))
        if (linkText(saidBy(slot), key) === text) yield slot;
    },
    eachKin: (identity: IdentityHash, found: (slot: number) => unknown) =>
      eachWith(byKey.identity, identity, found) && eachWith(byKey.parent, identity, found),
    identityOf: (slot: number): IdentityHash | undefined =>
      has('identity', slot) ? byKey.identity.hashOf(slot) : undefined,
    hasTwins: (slot: number) => has('identity', slot) && !byKey.identity.isAlone(slot),
  };

  function has(key: Key, slot: number): boolean {
    return (marks(slot) & byKey[key].bit) !== 0;
  }

  function namesParent(slot: number): boolean {
    return has('parent', slot);
  }

  function linkBy(some: readonly ByKey[], slot: number): void {
    const says = saidBy(slot);
    let bits = marks(slot) | LINKED;
    for (const { place, bit, add } of some) {
      const hash = linkHash(says, place, seed);
      if (hash === undefined) continue;
      bits |= bit;
      add(slot, hash);
    }
    mark(slot, bits);
  }

  function linkByOthers(): void {
    const others = all.filter((each) => !linked.includes(each));
    for (let slot = 0; slot < size(); slot++) if (marks(slot) !== 0) linkBy(others, slot);
    linked = all;
  }
}

/** Calls with those that have a hash, up to the one for which false is returned, which it returns then. */
function eachWith({ first, next }: Postings, hash: number, found: (slot: number) => unknown): boolean {
  for (let slot = first(hash); slot !== NONE; slot = next(slot)) if (found(slot) === false) return false;
  return true;
}
