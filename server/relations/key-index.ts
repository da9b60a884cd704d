import { hashOfText } from '../document/link-hash';
import { notedAt } from '../document/noted';
import { compareLinks, type LinkPart, linkHash, linkText } from './links';
import { createPostings, type Postings } from './postings';
import { type createTable, NONE } from './slot-table';

/** The parts that records are looked up by. */
export const keys = ['identity', 'parent', 'thread', 'customer'] as const satisfies readonly LinkPart[];

export type Key = (typeof keys)[number];

/** Stands for an identity, and rarely for several. */
export type IdentityHash = number;

/** What is known of a slot, as bits: whether it is found by what it says, and which keys it has. */
const LINKED = 1;
const HAS_IDENTITY = 2;
const HAS_PARENT = 4;

/** How a key is kept. */
interface KeyWay {
  readonly key: Key;
  readonly place: number;
  readonly bit: number;
  readonly postings: Postings;
}

/** Which records of a table have which values. */
export function createKeyIndex({ size, marks, mark, saidBy, agrees, notedHash }: Table, seed: number) {
  const ways = keys.map(
    (key, number): KeyWay => ({
      key,
      place: notedAt[key],
      bit: HAS_IDENTITY << number,
      postings: createPostings(),
    }),
  );
  const [{ postings: identities }, { postings: parents }] = ways as [KeyWay, KeyWay];
  /** Threads and customers are looked up by who looks at records, and by nobody who checks a thousand files. */
  let waysLinked = ways.slice(0, 2);
  return {
    /** Makes room for so many more. */
    reserve(more: number): void {
      for (const { postings } of waysLinked) postings.reserve(more, size());
    },
    isLinked: (slot: number) => marks(slot) !== 0,
    /** A record is found from now on by what it says. */
    link: (slot: number) => link(slot, waysLinked),
    /** A record is found no more. */
    unlink(slot: number): void {
      for (const { bit, postings } of ways) if ((marks(slot) & bit) !== 0) postings.remove(slot);
    },
    /** The first record that has the identity that a record names, and the next one after `before`; -1 where there is none. */
    named(slot: number, before: number): number {
      if (!namesParent(slot)) return NONE;
      const says = saidBy(slot);
      let at = before === NONE ? identities.first(parents.hashOf(slot)) : identities.next(before);
      while (at !== NONE && !agrees(slot, at)) {
        if (compareLinks(says, notedAt.parent, saidBy(at), notedAt.identity) === 0) break;
        at = identities.next(at);
      }
      return at;
    },
    namesParent,
    hasTwins,
    isQuietReply(slot: number): boolean {
      if (!namesParent(slot) || hasTwins(slot)) return false;
      const parent = identities.only(parents.hashOf(slot));
      return parent !== NONE && !namesParent(parent) && agrees(slot, parent);
    },
    identityOf: (slot: number): IdentityHash | undefined =>
      (marks(slot) & HAS_IDENTITY) === 0 ? undefined : identities.hashOf(slot),
    sharing(slot: number): number[] {
      const says = saidBy(slot);
      const all: number[] = [];
      eachWith(identities, identities.hashOf(slot), (other) => {
        if (compareLinks(says, notedAt.identity, saidBy(other), notedAt.identity) === 0) all.push(other);
      });
      return all;
    },
    eachKin: (identity: IdentityHash, found: (slot: number) => unknown) =>
      eachWith(identities, identity, found) && eachWith(parents, identity, found),
    *having(wanted: Key, text: string): Generator<number> {
      const way = ways[keys.indexOf(wanted)] as KeyWay;
      if (!waysLinked.includes(way)) linkOtherKeys();
      const {
        key,
        postings: { first, next },
      } = way;
      for (let slot = first(hashOfText(text, seed)); slot !== NONE; slot = next(slot))
        if (linkText(saidBy(slot), key) === text) yield slot;
    },
  };

  function hasTwins(slot: number): boolean {
    return (marks(slot) & HAS_IDENTITY) !== 0 && identities.only(identities.hashOf(slot)) !== slot;
  }

  function namesParent(slot: number): boolean {
    return (marks(slot) & HAS_PARENT) !== 0;
  }

  function link(slot: number, some: readonly KeyWay[]): void {
    let bits = marks(slot) | LINKED;
    for (let at = 0; at < some.length; at++) {
      const { place, bit, postings } = some[at] as KeyWay;
      const hash = notedHash(slot, place) || linkHash(saidBy(slot), place, seed);
      if (hash === undefined) continue;
      postings.add(slot, hash);
      bits |= bit;
    }
    mark(slot, bits);
  }

  function linkOtherKeys(): void {
    const others = ways.filter((way) => !waysLinked.includes(way));
    for (let slot = 0; slot < size(); slot++) if (marks(slot) !== 0) link(slot, others);
    waysLinked = ways;
  }
}

type Table = ReturnType<typeof createTable>;

/** Calls with those that have a hash, up to the one for which false is returned, which it returns then. */
function eachWith({ first, next }: Postings, hash: number, found: (slot: number) => unknown): boolean {
  for (let slot = first(hash); slot !== NONE; slot = next(slot)) if (found(slot) === false) return false;
  return true;
}
