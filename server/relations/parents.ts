import type { Slots } from './relation-index';

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

interface Found {
  readonly parent: number;
  readonly isThere: boolean;
}

/** The parents among the records of an index. */
export function parentsAmong({ sharing, placeOf, textOf }: Slots): Parents {
  const known = new Map<number, Found>();
  /** The same by the file of a record, and the identity that it names: many records can name one. */
  const byName = new Map<string, Found>();
  const cycles = new Map<number, PlaceInCycle>();
  /** By record the walk that came to it. */
  const walked = new Map<number, number>();
  let walks = 0;
  return {
    of: (slot) => find(slot).parent,
    isThere: (slot) => find(slot).isThere,
    cycleOf(slot) {
      if (!walked.has(slot)) walk(slot);
      return cycles.get(slot);
    },
  };

  function find(slot: number) {
    const before = known.get(slot);
    if (before) return before;
    const { file } = placeOf(slot);
    const name = `${file}\n${textOf(slot, 'parent') ?? ''}`;
    const found = byName.get(name) ?? look(slot, file);
    byName.set(name, found);
    known.set(slot, found);
    return found;
  }

  function look(slot: number, file: string): Found {
    const here: number[] = [];
    const elsewhere: number[] = [];
    for (const one of sharing(slot, 'parent', 'identity')) {
      (placeOf(one).file === file ? here : elsewhere).push(one);
      if (here.length > 1) break;
    }
    const [parent = NONE, other] = here.length > 0 ? here : elsewhere;
    return { parent: other === undefined ? parent : NONE, isThere: parent !== NONE };
  }

  /** Walks up from a record. What it comes to that was walked over before leads to no circle that is not known. */
  function walk(start: number): void {
    const way: number[] = [];
    walks++;
    let at = start;
    for (; at !== NONE && !walked.has(at); at = find(at).parent) {
      walked.set(at, walks);
      way.push(at);
    }
    if (at === NONE || walked.get(at) !== walks) return;
    const cycle = way.slice(way.indexOf(at));
    // A record that is its own parent is another defect.
    if (cycle.length === 1) return;
    for (const [at, one] of cycle.entries()) cycles.set(one, { cycle, at });
  }
}
