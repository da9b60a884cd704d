import { notedAt } from '../document/noted';
import { hashOfText } from '../document/value-pair';
import { compareLinks, hasText, type LinkPart, linkHash, linkText } from './links';
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

/** What is marked of a slot, as bits: that it is found by what it says, that another one has its identity, and its keys in order. */
const LINKED = 1;
const HAS_TWINS = 2;
const HAS_IDENTITY = 4;
const HAS_PARENT = 8;

/** The records of a table by what they say. Each is found from its linking to its unlinking. */
export function createByKeys({ size, saidBy, marks, mark }: SlotTable, seed: number) {
  const all = keys.map(
    (key, at): ByKey => ({ place: notedAt[key], bit: HAS_IDENTITY << at, ...createPostings() }),
  );
  const [identities, parents] = all as [ByKey, ByKey];
  /** The others are looked up by who looks at a record, or changes one, and by nobody who opens or checks a thousand. */
  let linked = [identities];
  return {
    isLinked: (slot: number) => marks(slot) !== 0,
    link(slot: number): void {
      mark(slot, hasText(saidBy(slot), notedAt.parent) ? LINKED | HAS_PARENT : LINKED);
      const twin = linkBy(identities, slot);
      if (twin !== NONE) {
        mark(slot, marks(slot) | HAS_TWINS);
        mark(twin, marks(twin) | HAS_TWINS);
      }
      for (let at = 1; at < linked.length; at++) linkBy(linked[at] as ByKey, slot);
    },
    unlink(slot: number): void {
      const bits = marks(slot);
      for (const { bit, remove } of linked) {
        const twin = (bits & bit) === 0 ? NONE : remove(slot);
        if (twin !== NONE && bit === HAS_IDENTITY) mark(twin, marks(twin) & ~HAS_TWINS);
      }
    },
    /** Makes room for so many more. */
    reserve(more: number): void {
      for (const { reserve } of linked) reserve(more, size());
    },
    named(slot: number, before = NONE): number {
      if (!namesParent(slot)) return NONE;
      const says = saidBy(slot);
      let at =
        before === NONE
          ? identities.first(linkHash(says, notedAt.parent, seed) as number)
          : identities.next(before);
      while (at !== NONE && compareLinks(says, notedAt.parent, saidBy(at), notedAt.identity) !== 0)
        at = identities.next(at);
      return at;
    },
    namesParent,
    *having(key: Key, text: string): Generator<number> {
      if (key !== 'identity') linkAll();
      const { first, next } = all[keys.indexOf(key)] as ByKey;
      for (let slot = first(hashOfText(text, seed)); slot !== NONE; slot = next(slot))
        if (linkText(saidBy(slot), key) === text) yield slot;
    },
    eachKin(identity: IdentityHash, found: (slot: number) => unknown): boolean {
      linkAll();
      return eachWith(identities, identity, found) && eachWith(parents, identity, found);
    },
    identityOf: (slot: number): IdentityHash | undefined =>
      (marks(slot) & HAS_IDENTITY) !== 0 ? identities.hashOf(slot) : undefined,
    hasTwins: (slot: number) => (marks(slot) & HAS_TWINS) !== 0,
    isRelated: (slot: number) => (marks(slot) & (HAS_PARENT | HAS_TWINS)) !== 0,
  };

  function namesParent(slot: number): boolean {
    return (marks(slot) & HAS_PARENT) !== 0;
  }

  /** Returns another record that has the same there, and was linked before; -1 where there is none. */
  function linkBy({ place, bit, add }: ByKey, slot: number): number {
    const hash = linkHash(saidBy(slot), place, seed);
    if (hash === undefined) return NONE;
    mark(slot, marks(slot) | bit);
    return add(slot, hash);
  }

  function linkAll(): void {
    for (const other of all) {
      if (linked.includes(other)) continue;
      other.reserve(size(), size());
      for (let slot = 0; slot < size(); slot++) if (marks(slot) !== 0) linkBy(other, slot);
    }
    linked = all;
  }
}

/** Calls with those that have a hash, up to the one for which false is returned, which it returns then. */
function eachWith({ first, next }: Postings, hash: number, found: (slot: number) => unknown): boolean {
  for (let slot = first(hash); slot !== NONE; slot = next(slot)) if (found(slot) === false) return false;
  return true;
}
