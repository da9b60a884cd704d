import type { Block } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import { createByKeys, type IdentityHash, type Key } from './by-keys';
import { type Linked, type LinkPart, linkText } from './links';
import type { RecordPlace } from './record-place';
import { type ClosedFile, createTable, type Home } from './slot-table';

/**
 * The records as numbers, of which each keeps its own as long as what it is found by and refers to stays, though it be
 * edited. Whoever keeps something of records keeps it by them.
 */
export interface Slots {
  /** All numbers are below this. */
  readonly size: () => number;
  /** Whether a number is that of a record. */
  readonly isUsed: (slot: number) => boolean;
  readonly placeOf: (slot: number) => RecordPlace;
  /** The same where somebody has asked for it: none is made. */
  readonly askedPlaceOf: (slot: number) => RecordPlace | undefined;
  /** The address of the file of a record, and what it says: both cost less than its place. */
  readonly fileOf: (slot: number) => string;
  readonly saidBy: (slot: number) => Linked;
  /** What the record has in a part. */
  readonly textOf: (slot: number, part: LinkPart) => string | undefined;
  /**
   * The first record that has as its identity what a record names as its parent, and the next one after `before`, which is
   * such a one; -1 where there is none. In any order, the record itself among them where it has.
   */
  readonly named: (slot: number, before?: number) => number;
  /** Whether a record names a parent. */
  readonly namesParent: (slot: number) => boolean;
  /** Those that have a text there, in any order. */
  readonly having: (key: Key, text: string) => Iterable<number>;
  /**
   * Calls with those that have an identity or name it as their parent, and rarely with some others, as long as `found` does
   * not return false. Returns whether it came to the end.
   */
  readonly eachKin: (identity: IdentityHash, found: (slot: number) => unknown) => boolean;
  /** The identity of a record, as a hash; undefined where it has none. */
  readonly identityOf: (slot: number) => IdentityHash | undefined;
  /** Whether another record may have the identity of one: false where certainly none has. */
  readonly hasTwins: (slot: number) => boolean;
  /** Whether a record has the identity of another one, or says whose child it is: else it has to do with none. */
  readonly isRelated: (slot: number) => boolean;
  /** Puts them into the order of files and places. */
  readonly sorted: (slots: Iterable<number>) => readonly number[];
  /** Stands for an open file from its opening to its closing. */
  readonly openingOf: (file: string) => object | undefined;
  /** Those of the chunks of a block, -1 where there is no record; undefined for a block that is not of the file. */
  readonly inBlock: (file: string, block: Block) => Int32Array | undefined;
  /** All of a file. */
  readonly inFile: (file: string) => Iterable<number>;
  /** What came and went since this was asked last. */
  readonly drain: () => Changes;
  /** Another number after each change of what records say. */
  readonly revision: () => number;
}

/** What came and went. A number can be in several, and several times: it was given to another record meanwhile. */
export interface Changes {
  /** Records that are no more, or refer to others than before. */
  readonly gone: readonly number[];
  /** The identities that they had: what is found out about others may be another thing now. */
  readonly goneIdentities: readonly IdentityHash[];
  /** Records that are new, or refer to others than before. */
  readonly come: readonly number[];
  /** Those that say what they said, in another text. */
  readonly moved: readonly number[];
}

/** So many records are looked at between two pauses: far less than a millisecond of work. */
const RECORDS_BETWEEN_PAUSES = 128;

/** The records of all files, by their numbers and by what they say. */
export function createRecords(seed: number) {
  const table = createTable();
  const byKeys = createByKeys(table, seed);
  const { isLinked, link, unlink, namesParent, hasTwins, isRelated, identityOf } = byKeys;
  const free: number[] = [];
  /** Those that nobody has looked at, and perhaps some that are gone again. */
  const fresh: number[] = [];
  let changes = noChanges();
  let revision = 0;
  const { isUsed, fileOf, saidBy, placeOf, askedPlaceOf } = table;
  const slots = {
    size: table.size,
    isUsed,
    placeOf,
    askedPlaceOf,
    fileOf,
    saidBy,
    textOf: (slot: number, part: LinkPart) => linkText(saidBy(slot), part),
    named(slot: number, before?: number): number {
      linkAll();
      return byKeys.named(slot, before);
    },
    namesParent,
    having(key: Key, text: string): Iterable<number> {
      linkAll();
      return byKeys.having(key, text);
    },
    eachKin: byKeys.eachKin,
    identityOf,
    hasTwins,
    isRelated,
    drain(): Changes {
      linkAll();
      const drained = changes;
      changes = noChanges();
      return drained;
    },
    revision: () => revision,
  };
  return {
    slots,
    linking,
    nextInFile: table.nextInFile,
    /** Gives a record the number of one that is the same, in another block. */
    keep: table.move,
    /** Gives a record the number of one that said the same. */
    move(slot: number, chunk: Chunk, home: Home): void {
      table.move(slot, chunk, home);
      changes.moved.push(slot);
    },
    reserve: table.reserve,
    /** Gives a record a number. */
    give(chunk: Chunk, home: Home): number {
      const slot = nextSlot();
      table.setOpen(slot, chunk, home);
      return slot;
    },
    /** Gives the records of a file that is not open numbers. */
    giveAll(file: ClosedFile): void {
      const { count } = file.said;
      table.reserve(count);
      for (let number = count - 1; number >= 0; number--) {
        const slot = nextSlot();
        table.setClosed(slot, file, number, file.first);
        file.first = slot;
      }
    },
    /** Takes the number of a record that is no more, or says something else. */
    take(slot: number): void {
      const identity = identityOf(slot);
      if (identity !== undefined) changes.goneIdentities.push(identity);
      unlink(slot);
      table.clear(slot);
      free.push(slot);
      changes.gone.push(slot);
      revision++;
    },
  };

  function nextSlot(): number {
    const slot = free.pop() ?? table.add();
    fresh.push(slot);
    revision++;
    return slot;
  }

  function* linking(): Generator<undefined, void> {
    byKeys.reserve(fresh.length);
    while (fresh.length > 0) {
      linkSome();
      if (fresh.length > 0) yield undefined;
    }
  }

  /** By itself, as an engine makes the loop of a generator fast far later. */
  function linkSome(): void {
    for (let count = 0; fresh.length > 0 && count < RECORDS_BETWEEN_PAUSES; count++) {
      const slot = fresh.pop() as number;
      if (!isUsed(slot) || isLinked(slot)) continue;
      link(slot);
      changes.come.push(slot);
    }
  }

  function linkAll(): void {
    if (fresh.length > 0) for (const _ of linking());
  }
}

function noChanges() {
  return {
    gone: [] as number[],
    goneIdentities: [] as IdentityHash[],
    come: [] as number[],
    moved: [] as number[],
  };
}
