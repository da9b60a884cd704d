import type { Block } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { Linked } from './links';
import { grown } from './postings';
import type { RecordPlace } from './record-place';
import { recordOf, type SaidInFile } from './said-records';

/** Where there is no record. */
export const NONE = -1;

const LEAST_SLOTS = 64;

/** A block of a file that is open, to its records: one object, which goes on to the version of the block after an edit. */
export interface Home {
  readonly file: string;
  block: Block;
  /** The slots of its chunks, -1 where there is no record. Another array for each version. */
  slots: Int32Array;
}

/** A file that is not open, to its records. */
export interface ClosedFile {
  readonly file: string;
  readonly block?: undefined;
  readonly said: SaidInFile;
  /** The slot of its first record; -1 where it has none. */
  first: number;
}

/** The place of a record that somebody has asked for. */
type Place = { -readonly [part in keyof RecordPlace]: RecordPlace[part] };

export type SlotTable = ReturnType<typeof createTable>;

/**
 * What is known of each number. There can be hundreds of thousands of records: no object is made of one before somebody asks
 * for its place.
 */
export function createTable() {
  /** Of a record in a file that is open its chunk: as long as those of open files go, since most are in files that are not. */
  const chunks: (Chunk | undefined)[] = [];
  const homes: (Home | ClosedFile | undefined)[] = [];
  const places = new Map<number, Place>();
  /** Of a record in a file that is not open its number there, and the slot of the next one; else -1. */
  let numbers = new Int32Array(LEAST_SLOTS);
  let following = new Int32Array(LEAST_SLOTS);
  let marks = new Uint8Array(LEAST_SLOTS);
  const saidBy = (slot: number): Linked =>
    chunks[slot] ?? recordOf((homes[slot] as ClosedFile).said, numbers[slot] as number);
  return {
    size: () => homes.length,
    isUsed: (slot: number) => homes[slot] !== undefined,
    fileOf: (slot: number) => (homes[slot] as Home | ClosedFile).file,
    saidBy,
    placeOf(slot: number): RecordPlace {
      const known = places.get(slot);
      if (known) return known;
      const home = homes[slot] as Home | ClosedFile;
      const made = { file: home.file, says: saidBy(slot), chunk: chunks[slot], home };
      places.set(slot, made);
      return made;
    },
    askedPlaceOf: (slot: number): RecordPlace | undefined => places.get(slot),
    nextInFile: (slot: number) => following[slot] as number,
    marks: (slot: number) => marks[slot] as number,
    mark(slot: number, bits: number): void {
      marks[slot] = bits;
    },
    /** A number that no record had. */
    add(): number {
      reserve(1);
      return homes.push(undefined) - 1;
    },
    reserve,
    setOpen(slot: number, chunk: Chunk, home: Home): void {
      while (chunks.length < slot) chunks.push(undefined);
      chunks[slot] = chunk;
      homes[slot] = home;
    },
    setClosed(slot: number, file: ClosedFile, number: number, next: number): void {
      homes[slot] = file;
      numbers[slot] = number;
      following[slot] = next;
    },
    /** A record is another chunk, or in another block. */
    move(slot: number, chunk: Chunk, home: Home): void {
      chunks[slot] = chunk;
      homes[slot] = home;
      const place = places.get(slot);
      if (!place) return;
      place.says = chunk;
      place.chunk = chunk;
      place.home = home;
    },
    clear(slot: number): void {
      if (slot < chunks.length) chunks[slot] = undefined;
      homes[slot] = undefined;
      places.delete(slot);
      marks[slot] = 0;
    },
  };

  /** Makes room for so many more. */
  function reserve(more: number): void {
    if (homes.length + more <= marks.length) return;
    const length = Math.max(homes.length + more, Math.ceil(marks.length * 1.25));
    numbers = grown(numbers, length);
    following = grown(following, length);
    const wider = new Uint8Array(length);
    wider.set(marks);
    marks = wider;
  }
}
