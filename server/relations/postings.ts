/**
 * Which records have which value, of one part: by the hash of the value, as chains through arrays of numbers, so that a
 * hundred thousand records take some bytes each and coming and going costs the same for the first and the last of a
 * thousand that share a value.
 */
export interface Postings {
  /** Returns another slot with the same hash, which was added before; -1 where there is none. */
  readonly add: (slot: number, hash: number) => number;
  /** Returns the only other slot with the same hash; -1 where there is none, or several. */
  readonly remove: (slot: number) => number;
  /** The hash that a slot was added with. */
  readonly hashOf: (slot: number) => number;
  /** The first slot with a hash, and the next one with the same hash as a slot; -1 where there is none. */
  readonly first: (hash: number) => number;
  readonly next: (slot: number) => number;
  /** Makes room for so many more, of slots below a number. */
  readonly reserve: (more: number, slots: number) => void;
}

const NONE = -1;
const LEAST = 64;

/** Begins without any. */
export function createPostings(): Postings {
  let hashes = new Int32Array(LEAST);
  /** The slots before and after each in its chain. */
  let before = new Int32Array(LEAST);
  let after = new Int32Array(LEAST);
  /** By the last bits of the hash the slot that its chain begins with. */
  let heads = new Int32Array(LEAST).fill(NONE);
  let count = 0;
  return {
    add(slot, hash) {
      if (slot >= hashes.length) growTo(slot + 1);
      if (++count > heads.length) spread(heads.length * 2);
      hashes[slot] = hash;
      link(slot);
      return next(slot);
    },
    remove(slot) {
      const previous = before[slot] as number;
      const following = after[slot] as number;
      if (previous === NONE) heads[(hashes[slot] as number) & (heads.length - 1)] = following;
      else after[previous] = following;
      if (following !== NONE) before[following] = previous;
      count--;
      const other = first(hashes[slot] as number);
      return other === NONE || next(other) !== NONE ? NONE : other;
    },
    hashOf: (slot) => hashes[slot] as number,
    first,
    next,
    reserve(more, slots) {
      if (slots > hashes.length && more > hashes.length / 2) resize(slots);
      let length = heads.length;
      while (length < count + more) length *= 2;
      if (length > heads.length) spread(length);
    },
  };

  function first(hash: number): number {
    return sameFrom(heads[hash & (heads.length - 1)] as number, hash);
  }

  function next(slot: number): number {
    return sameFrom(after[slot] as number, hashes[slot] as number);
  }

  function sameFrom(slot: number, hash: number): number {
    let at = slot;
    while (at !== NONE && hashes[at] !== hash) at = after[at] as number;
    return at;
  }

  function link(slot: number): void {
    const at = (hashes[slot] as number) & (heads.length - 1);
    const following = heads[at] as number;
    before[slot] = NONE;
    after[slot] = following;
    if (following !== NONE) before[following] = slot;
    heads[at] = slot;
  }

  /** So many chains, a power of two: all are linked anew. */
  function spread(chains: number): void {
    const slots: number[] = [];
    for (const head of heads)
      for (let slot = head; slot !== NONE; slot = after[slot] as number) slots.push(slot);
    heads = new Int32Array(chains).fill(NONE);
    for (const slot of slots) link(slot);
  }

  function growTo(slots: number): void {
    resize(Math.max(slots, Math.ceil(hashes.length * 1.25)));
  }

  function resize(length: number): void {
    hashes = grown(hashes, length);
    before = grown(before, length);
    after = grown(after, length);
  }
}

/** The same numbers, with room for so many. */
export function grown(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(numbers);
  return larger;
}
