import type { Slots } from './slots';

/** Who is whose parent, as it is now. What was found out is remembered, so make one for each look. */
export interface Parents {
  /** The parent of a record; -1 where it has none, or nobody knows which one is meant. */
  readonly of: (slot: number) => number;
  /** Whether there is any record that has the identity that a record names as its parent. */
  readonly isThere: (slot: number) => boolean;
  /** The circle that a record is in, and its place there; undefined where it is in none. */
  readonly cycleOf: (slot: number) => PlaceInCycle | undefined;
}

/** Records of which each is the parent of the one before, and the first that of the last: one object for all of them. */
export type Cycle = readonly number[];

interface PlaceInCycle {
  readonly cycle: Cycle;
  readonly at: number;
}

const NONE = -1;
/** In the place of a parent: there are several. */
const SEVERAL = -2;

/** So many records are looked at for a parent before it is asked whether somebody named the same. */
const FEW = 8;

/** The parents among the records of an index. */
export function parentsAmong({ named, hasTwins, fileOf, textOf, size }: Slots): Parents {
  /** What was found; 0 where nobody looked, so that of a million records only those are touched that somebody asks about. */
  const known = new Int32Array(size());
  /** By the file of a record, and the identity that it names, where many records have that. */
  const byName = new Map<string, number>();
  const cycles = new Map<number, PlaceInCycle>();
  /** By record the number of the walk that came to it, 0 where none did: as long as all records once there is any walk. */
  let walked = new Int32Array(0);
  let walks = 0;
  return {
    of,
    isThere: (slot) => find(slot) !== NONE,
    cycleOf(slot) {
      // Most parents have none, and then there is no circle to walk.
      const parent = of(slot);
      if (parent === NONE || of(parent) === NONE) return undefined;
      if (!walked[slot]) walk(slot);
      return cycles.get(slot);
    },
  };

  function of(slot: number): number {
    const found = find(slot);
    return found === SEVERAL ? NONE : found;
  }

  function find(slot: number): number {
    const before = known[slot];
    if (before) return before + SEVERAL - 1;
    const found = look(slot);
    known[slot] = found - SEVERAL + 1;
    return found;
  }

  /** One of the same file is preferred to those of others. */
  function look(slot: number): number {
    const file = fileOf(slot);
    let name: string | undefined;
    let here = NONE;
    let elsewhere = NONE;
    let count = 0;
    for (let one = named(slot); one !== NONE; one = hasTwins(one) ? named(slot, one) : NONE) {
      if (fileOf(one) === file) {
        if (here !== NONE) return SEVERAL;
        here = one;
      } else elsewhere = elsewhere === NONE ? one : SEVERAL;
      if (++count !== FEW) continue;
      name = `${file}\n${textOf(slot, 'parent')}`;
      const same = byName.get(name);
      if (same !== undefined) return same;
    }
    const found = here === NONE ? elsewhere : here;
    if (name !== undefined) byName.set(name, found);
    return found;
  }

  /** Walks up from a record. What it comes to that was walked over before leads to no circle that is not known. */
  function walk(start: number): void {
    const way: number[] = [];
    if (walks++ === 0) walked = new Int32Array(size());
    let at = start;
    for (; at !== NONE && walked[at] === 0; at = of(at)) {
      walked[at] = walks;
      way.push(at);
    }
    if (at === NONE || walked[at] !== walks) return;
    const cycle = way.slice(way.indexOf(at));
    // A record that is its own parent is another defect.
    if (cycle.length === 1) return;
    for (const [at, one] of cycle.entries()) cycles.set(one, { cycle, at });
  }
}
