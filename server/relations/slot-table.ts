import type { Block } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { Linked } from './links';
import { grown } from './postings';
import type { RecordPlace } from './record-place';
import { recordOf, type SaidInFile } from './said-records';

interface MovingPlace {
  readonly file: string;
  says: Linked;
  chunk: Chunk | undefined;
  block: Block | undefined;
}

/** Where there is no record. */
export const NONE = -1;

const LEAST_SLOTS = 64;

/** A file that is not open, to its records. */
export interface Owner {
  readonly file: string;
  readonly said: SaidInFile;
}

/**
 * What is known of each number. There can be hundreds of thousands of records in files that are not open: of such a one
 * no object is kept before somebody asks for its place.
 */
export function createTable() {
  /** Of a record in a file that is open its place, and of any other one all that its file says. */
  const held: (MovingPlace | Owner | undefined)[] = [];
  /** The places of records in files that are not open, as far as somebody has asked for them. */
  const places = new Map<number, MovingPlace>();
  /** Of a record in a file that is not open its number there, and the slot of the next one; else -1. */
  let numbers = new Int32Array(LEAST_SLOTS);
  let following = new Int32Array(LEAST_SLOTS);
  let marks = new Uint8Array(LEAST_SLOTS);
  const isClosed = (slot: number) => numbers[slot] !== NONE;
  const saidBy = (slot: number): Linked =>
    isClosed(slot)
      ? recordOf((held[slot] as Owner).said, numbers[slot] as number)
      : (held[slot] as MovingPlace).says;
  const fileOf = (slot: number) => (held[slot] as MovingPlace | Owner).file;
  return {
    size: () => held.length,
    isUsed: (slot: number) => held[slot] !== undefined,
    fileOf,
    saidBy,
    placeOf(slot: number): RecordPlace {
      if (!isClosed(slot)) return held[slot] as MovingPlace;
      const known = places.get(slot);
      if (known) return known;
      const made = { file: fileOf(slot), says: saidBy(slot), chunk: undefined, block: undefined };
      places.set(slot, made);
      return made;
    },
    nextInFile: (slot: number) => following[slot] as number,
    marks: (slot: number) => marks[slot] as number,
    mark(slot: number, bits: number): void {
      marks[slot] = bits;
    },
    /** A number that no record had. */
    add(): number {
      const slot = held.length;
      held.push(undefined);
      if (slot === numbers.length) {
        const length = Math.ceil(slot * 1.25);
        numbers = grown(numbers, length);
        following = grown(following, length);
        const wider = new Uint8Array(length);
        wider.set(marks);
        marks = wider;
      }
      return slot;
    },
    setOpen(slot: number, { file, chunk, block }: Made): void {
      held[slot] = { file, says: chunk, chunk, block };
      numbers[slot] = NONE;
    },
    setClosed(slot: number, owner: Owner, number: number, next: number): void {
      held[slot] = owner;
      numbers[slot] = number;
      following[slot] = next;
    },
    move(slot: number, { chunk, block }: Made): void {
      const place = held[slot] as MovingPlace;
      place.says = chunk;
      place.chunk = chunk;
      place.block = block;
    },
    putInto(slot: number, block: Block): void {
      (held[slot] as MovingPlace).block = block;
    },
    clear(slot: number): void {
      held[slot] = undefined;
      places.delete(slot);
      marks[slot] = 0;
    },
  };
}

/** A record that came, and where its slot is written down. */
export interface Made {
  readonly file: string;
  readonly chunk: Chunk;
  readonly block: Block;
  readonly ofBlock: Int32Array;
  readonly at: number;
}
