import type { KeyOrder } from './key-order';

/** Slots of the table; beyond half of them in one record it is not relied on. */
const SLOTS = 1024;

/** Objects are numbered; before the numbers get too large for the table they start anew. */
const MOST_OBJECTS = 1 << 30;

/** Finds out whether a record may have an object in it with a key twice. */
export class NestedKeys {
  /** Whether two keys of one object may be the same: they are where their hashes are. */
  mayRepeat = false;
  private readonly hashes = new Int32Array(SLOTS);
  /** By slot the object that the key is in. Those of records before are the same as none. */
  private readonly objects = new Int32Array(SLOTS);
  private count = 0;
  private first = 0;
  private last = 0;

  /** Returns whether objects are numbered anew. */
  startRecord(): boolean {
    const isAnew = this.last >= MOST_OBJECTS;
    if (isAnew) {
      this.last = 0;
      this.objects.fill(0);
    }
    this.mayRepeat = false;
    this.count = 0;
    this.first = this.last + 1;
    return isAnew;
  }

  /** The number of an object that opens in the record. */
  open(): number {
    return ++this.last;
  }

  /** Notes a key of an object that was learnt: nearly all of them are in one object of a record. */
  addLearnt({ objects, hashes }: KeyOrder, key: number, object: number): void {
    const first = objects[key] as number;
    if (first === object) this.mayRepeat = true;
    else if (first < this.first) objects[key] = object;
    else this.add(hashes[key] as number, object);
  }

  /** Notes a key of an object by its hash. */
  add(hash: number, object: number): void {
    if (this.mayRepeat) return;
    if (++this.count > SLOTS / 2) this.mayRepeat = true;
    else this.mayRepeat = this.isThere(hash, object);
  }

  private isThere(hash: number, object: number): boolean {
    const { hashes, objects, first } = this;
    for (let slot = (hash ^ (object * 0x9e3779b1)) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const owner = objects[slot] as number;
      if (owner < first) {
        objects[slot] = object;
        hashes[slot] = hash;
        return false;
      }
      if (owner === object && hashes[slot] === hash) return true;
    }
  }
}
