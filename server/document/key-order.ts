/*
 * Records of a file have their keys in about the same order. So a key is first compared with those that came after the one before
 * it in other records, four bytes at a time; only where it is none of them it is looked at byte by byte. What is learnt makes
 * reading faster, and never changes what is read.
 */

/** So many keys are learnt; in files with more of them the others are no slower than all were before. */
const MOST_KEYS = 512;

/** Longer ones are not learnt, nor are those that do not fill a word of four bytes with their quote. */
const LONGEST_KEY = 63;
const SHORTEST_KEY = 3;

/** So many keys are looked at: those between may be absent. */
const MOST_SKIPPED = 6;

const SLOTS = 4 * MOST_KEYS;
const WORDS = (LONGEST_KEY + 1) / 4 + 1;

/** The keys that were met, and their order. Before the first keys of objects stand numbers that are none of a key. */
export class KeyOrder {
  /** By number of a key the field that it is, the number of its bytes with its quote at the end, and its hash. */
  readonly fields: Int32Array;
  readonly sizes: Int32Array;
  readonly hashes: Int32Array;
  /** By number of a key the first object in which it stood in the record where it stood last. */
  readonly objects: Int32Array;
  /** By number of a key the one that came after it; 0 for none. */
  private readonly nexts: Int32Array;
  /** By number of a key the kind of object that it is in. */
  private readonly kinds: Int32Array;
  private readonly words: Int32Array;
  private readonly slots = new Int32Array(SLOTS);
  private count: number;

  /** For so many kinds of objects: their numbers are those before the first keys in them. */
  constructor(kinds: number) {
    this.count = kinds;
    const most = kinds + MOST_KEYS;
    const numbers = () => new Int32Array(most);
    this.fields = numbers();
    this.sizes = numbers();
    this.hashes = numbers();
    this.nexts = numbers();
    this.kinds = numbers();
    this.objects = numbers();
    this.words = new Int32Array(most * WORDS);
  }

  /**
   * The number of the key whose name starts at `at`, with its quote behind it, or 0 where it is none that came after another. The
   * last four bytes of the view start at `last`.
   */
  after(before: number, view: DataView, last: number, at: number): number {
    const { nexts, sizes, words } = this;
    let key = nexts[before] as number;
    for (let skipped = 0; skipped < MOST_SKIPPED && key !== 0; skipped++) {
      const end = at + (sizes[key] as number) - 4;
      if (end > last) return 0;
      let word = key * WORDS;
      let place = at;
      while (place < end && view.getInt32(place, true) === words[word]) {
        place += 4;
        word++;
      }
      if (place >= end && view.getInt32(end, true) === words[word]) return key;
      key = nexts[key] as number;
    }
    return 0;
  }

  /**
   * Learns that a key came after another, in a kind of object where it is a field or -1. Its name is from `start` to `end`, and
   * `hash` is the name's. Returns its number, or 0 where it is not learnt.
   */
  learn(
    last: number,
    kind: number,
    view: DataView,
    start: number,
    end: number,
    field: number,
    hash: number,
  ): number {
    const { nexts } = this;
    let key = this.find(kind, view, start, end, hash);
    if (key === 0) key = this.add(kind, view, start, end, field, hash);
    const next = nexts[last] as number;
    if (key === 0 || key === last || key === next) return key;
    // One that is new comes between others, which may be there again in the next record.
    if (nexts[key] === 0) nexts[key] = next;
    nexts[last] = key;
    return key;
  }

  /** Objects are numbered anew. */
  forgetObjects(): void {
    this.objects.fill(0);
  }

  private find(kind: number, view: DataView, start: number, end: number, hash: number): number {
    const { slots, hashes, kinds, sizes } = this;
    for (let slot = slotOf(kind, hash); ; slot = (slot + 1) & (SLOTS - 1)) {
      const key = slots[slot] as number;
      if (key === 0) return 0;
      const isSame = hashes[key] === hash && kinds[key] === kind && sizes[key] === end - start + 1;
      if (isSame && this.isSpelled(key, view, start)) return key;
    }
  }

  private isSpelled(key: number, view: DataView, start: number): boolean {
    const { words, sizes } = this;
    const last = (sizes[key] as number) - 4;
    let word = key * WORDS;
    for (let at = 0; at < last; at += 4) if (view.getInt32(start + at, true) !== words[word++]) return false;
    return view.getInt32(start + last, true) === words[word];
  }

  private add(kind: number, view: DataView, start: number, end: number, field: number, hash: number): number {
    const { slots, words } = this;
    const length = end - start;
    if (this.count === this.fields.length || length < SHORTEST_KEY || length > LONGEST_KEY) return 0;
    // In some texts the last one of ASCII stands for what is beyond it.
    for (let at = start; at < end; at++) if (view.getUint8(at) >= 127) return 0;
    const key = this.count++;
    let word = key * WORDS;
    for (let at = 0; at < length - 3; at += 4) words[word++] = view.getInt32(start + at, true);
    words[word] = view.getInt32(end - 3, true);
    this.kinds[key] = kind;
    this.fields[key] = field;
    this.sizes[key] = length + 1;
    this.hashes[key] = hash;
    let slot = slotOf(kind, hash);
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = key;
    return key;
  }
}

function slotOf(kind: number, hash: number): number {
  return (hash ^ (hash >>> 15) ^ Math.imul(kind, 0x9e3779b1)) & (SLOTS - 1);
}
