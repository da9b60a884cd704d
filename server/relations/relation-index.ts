import { type Block, commonEnds } from '../document/blocks';
import type { Document } from '../document/document';
import type { Key } from './by-keys';
import { indexOfPlace, type RecordPlace } from './record-place';
import { type BlocksOfFile, replacingRecords } from './replacing';
import { numberIn, type SaidInFile } from './said-records';
import { type ClosedFile, type Home, NONE } from './slot-table';
import { createRecords, type Slots } from './slots';

/**
 * What the records of all files refer to, and by what they are referred to. It follows the files version by version, and
 * touches only what came and went. After whatever came and went it says the same as one that is made afresh.
 */
export interface RelationIndex {
  /**
   * Takes a settled version of a file over, in the place of the one before. What its new records say is looked at by
   * `linking`, or at once when the index is asked for anything.
   */
  readonly put: (file: string, document: Document) => void;
  /** The same of a file of which nothing else is kept than what its records say. */
  readonly putRecords: (file: string, said: SaidInFile) => void;
  readonly remove: (file: string) => void;
  /** Looks at the records that came. The generator pauses every now and then. */
  readonly linking: () => Generator<undefined, void>;
  /** The records that have this text there: by file and place. */
  readonly placesOf: (key: Key, text: string) => readonly RecordPlace[];
  /** How many they are: costs less than to list them. */
  readonly count: (key: Key, text: string) => number;
  /** The version of an open file that was taken over last. */
  readonly documentOf: (file: string) => Document | undefined;
  /** The addresses of all files, and how many there are. */
  readonly files: () => Iterable<string>;
  readonly fileCount: () => number;
  /** What works with the records as numbers. */
  readonly slots: Slots;
}

interface OpenFile extends BlocksOfFile {
  document: Document;
}

/** Makes an index without files. `seed` is that of the reader that reads them. */
export function createRelationIndex(seed: number): RelationIndex {
  const files = new Map<string, OpenFile | ClosedFile>();
  const records = createRecords(seed);
  const { placeOf } = records.slots;
  const replace = replacingRecords(records);

  const slots: Slots = {
    ...records.slots,
    sorted,
    openingOf: openFile,
    inBlock: (address, block) => openFile(address)?.homes.get(block)?.slots,
    inFile: (address) => slotsOf(files.get(address)),
  };
  return {
    put,
    putRecords(address, said) {
      if (files.has(address)) empty(address);
      const file: ClosedFile = { file: address, said, first: NONE };
      files.set(address, file);
      records.giveAll(file);
    },
    remove(address) {
      empty(address);
      files.delete(address);
    },
    linking: records.linking,
    placesOf: (key, text) => sorted(slots.having(key, text)).map(placeOf),
    count(key, text) {
      let count = 0;
      for (const _ of slots.having(key, text)) count++;
      return count;
    },
    documentOf: (address) => openFile(address)?.document,
    files: () => files.keys(),
    fileCount: () => files.size,
    slots,
  };

  function openFile(address: string): OpenFile | undefined {
    const file = files.get(address);
    return file && 'document' in file ? file : undefined;
  }

  function empty(address: string): void {
    // What its slots say of the next ones is of no use when they are taken.
    for (const slot of [...slotsOf(files.get(address))]) records.take(slot);
  }

  function* slotsOf(file: OpenFile | ClosedFile | undefined): Generator<number> {
    if (!file) return;
    if ('document' in file) {
      for (const { slots } of file.homes.values()) for (const slot of slots) if (slot !== NONE) yield slot;
    } else for (let slot = file.first; slot !== NONE; slot = records.nextInFile(slot)) yield slot;
  }

  function put(address: string, document: Document): void {
    const known = openFile(address);
    if (!known) empty(address);
    const file = known ?? { address, document, homes: new Map<Block, Home>() };
    if (!known) files.set(address, file);
    const before = known?.document.blocks ?? [];
    file.document = document;
    const { start, end } = commonEnds(before, document.blocks);
    const old = before.slice(start, before.length - end).map((block) => file.homes.get(block) as Home);
    const blocks = document.blocks.slice(start, document.blocks.length - end);
    replace(file, old, blocks);
  }

  function sorted(some: Iterable<number>): readonly number[] {
    const ranked = Array.from(some, (slot) => {
      const address = slots.fileOf(slot);
      const file = files.get(address) as OpenFile | ClosedFile;
      const index =
        'document' in file
          ? indexOfPlace(file.document, placeOf(slot))
          : numberIn(file.said, slots.saidBy(slot));
      return { slot, address, index };
    });
    if (ranked.length > 1)
      ranked.sort(
        (one, other) =>
          (one.address < other.address ? -1 : Number(one.address > other.address)) || one.index - other.index,
      );
    return ranked.map(({ slot }) => slot);
  }
}
