import { type Block, commonBlocks } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { Document } from '../document/document';
import { numberOf } from '../document/noted';
import { isSameLink, type Linked, type LinkPart, linkHash, linkText } from './links';
import { createPostings, hashOfText, type Postings } from './postings';

/** Where a record is: one object for each, which follows it through the versions of its file as long as it is there. */
export interface RecordPlace {
  /** The address of its file. */
  readonly file: string;
  /** What it is found by and refers to. */
  readonly says: Linked;
  /** The chunk that starts with it, and the block that holds the chunk; undefined in a file that is not open. */
  readonly chunk: Chunk | undefined;
  readonly block: Block | undefined;
}

/** The parts that records are looked up by. */
export const keys = ['identity', 'parent', 'thread', 'customer'] as const satisfies readonly LinkPart[];

export type Key = (typeof keys)[number];

/** All that may change what is found out about a record, or is new when it does. */
const known = [...keys, 'external', 'start', 'allowsChildren'] as const satisfies readonly LinkPart[];

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
  /** The same of a file of which nothing else is kept: its records, in their order. */
  readonly putRecords: (file: string, records: readonly Linked[]) => void;
  readonly remove: (file: string) => void;
  /** Looks at the records that came. The generator pauses every now and then. */
  readonly linking: () => Generator<undefined, void>;
  /** The records with an identity, those whose parent it names, and those of a thread or a customer: by file and place. */
  readonly withIdentity: (id: string) => readonly RecordPlace[];
  readonly childrenOf: (id: string) => readonly RecordPlace[];
  readonly inThread: (id: string) => readonly RecordPlace[];
  readonly ofCustomer: (id: string) => readonly RecordPlace[];
  /** How many records have this text there: costs less than to list them. */
  readonly count: (key: Key, text: string) => number;
  /** The version of an open file that was taken over last. */
  readonly documentOf: (file: string) => Document | undefined;
  /** The addresses of all files, and how many there are. */
  readonly files: () => Iterable<string>;
  readonly fileCount: () => number;
  /** What works with the records as numbers. */
  readonly slots: Slots;
}

/**
 * The records as numbers, of which each keeps its own as long as what it is found by and refers to stays, though it be
 * edited. Whoever keeps something of records keeps it by them.
 */
export interface Slots {
  /** Whether a number is that of a record. */
  readonly isUsed: (slot: number) => boolean;
  readonly placeOf: (slot: number) => RecordPlace;
  /** What the record has in a part. */
  readonly textOf: (slot: number, part: LinkPart) => string | undefined;
  /** Those that have in `key` what a record has in `part`: in any order, the record itself among them where it has. */
  readonly sharing: (slot: number, part: Key, key: Key) => Iterable<number>;
  /** Those that have a text there, in any order. */
  readonly having: (key: Key, text: string) => Iterable<number>;
  /** Those whose text there has a hash, which rarely are some with another text, too: in any order. */
  readonly hashing: (key: Key, hash: number) => Iterable<number>;
  /** Whether a record has the identity of another one, or says whose child it is: else it has to do with none. */
  readonly isRelated: (slot: number) => boolean;
  /** Puts them into the order of files and places. */
  readonly sorted: (slots: Iterable<number>) => readonly number[];
  /** Those of the chunks of a block, -1 where there is no record; undefined for a block that is not of the file. */
  readonly inBlock: (file: string, block: Block) => Int32Array | undefined;
  /** All of a file. */
  readonly inFile: (file: string) => Iterable<number>;
  /** What came and went since this was asked last. */
  readonly drain: () => Changes;
  /** Another number after each change of what records say. */
  readonly revision: () => number;
}

/** What came and went. A number can be in several: it was given to another record meanwhile. */
export interface Changes {
  /** Records that are no more, or refer to others than before. */
  readonly gone: ReadonlySet<number>;
  /** Records that are new, or refer to others than before. */
  readonly come: ReadonlySet<number>;
  /** Those that say what they said, in another text. */
  readonly moved: ReadonlySet<number>;
  /**
   * The hashes of the identities that records came with or went with: what is found out about others may be another
   * thing now.
   */
  readonly identities: ReadonlySet<number>;
}

interface File {
  readonly address: string;
  document: Document | undefined;
  /** The slots of the chunks of each block. */
  readonly slots: Map<Block, Int32Array>;
  /** Those of the records of a file that is not open. */
  closed: Int32Array | undefined;
}

const NONE = -1;

/** So many records are looked at between two pauses: far less than a millisecond of work. */
const RECORDS_BETWEEN_PAUSES = 128;

interface MovingPlace {
  readonly file: string;
  says: Linked;
  chunk: Chunk | undefined;
  block: Block | undefined;
  /** Whether it is among those that are found by what it says. */
  isLinked: boolean;
}

/** Makes an index without files. `seed` is any number that strangers do not know, so that none of their texts is slow. */
export function createRelationIndex(seed = 0): RelationIndex {
  const files = new Map<string, File>();
  const records = createRecords(seed);
  const { placeOf } = records;

  const slots: Slots = {
    ...records.slots,
    sorted,
    inBlock: (file, block) => files.get(file)?.slots.get(block),
    inFile: (file) => slotsOf(files.get(file)),
  };
  return {
    put,
    putRecords(address, made) {
      const file = files.get(address) ?? newFile(address);
      empty(file);
      const closed = new Int32Array(made.length);
      file.closed = closed;
      for (const [at, says] of made.entries())
        records.give({ file: address, says, chunk: undefined, block: undefined, ofBlock: closed, at });
    },
    remove(address) {
      const file = files.get(address);
      if (file) empty(file);
      files.delete(address);
    },
    linking: records.linking,
    withIdentity: (id) => placesOf('identity', id),
    childrenOf: (id) => placesOf('parent', id),
    inThread: (id) => placesOf('thread', id),
    ofCustomer: (id) => placesOf('customer', id),
    count(key, text) {
      let count = 0;
      for (const _ of slots.having(key, text)) count++;
      return count;
    },
    documentOf: (file) => files.get(file)?.document,
    files: () => files.keys(),
    fileCount: () => files.size,
    slots,
  };

  function newFile(address: string): File {
    const file = { address, document: undefined, slots: new Map(), closed: undefined };
    files.set(address, file);
    return file;
  }

  function empty(file: File): void {
    for (const slot of slotsOf(file)) records.take(slot);
    file.document = undefined;
    file.closed = undefined;
    file.slots.clear();
  }

  function put(address: string, document: Document): void {
    const file = files.get(address) ?? newFile(address);
    if (file.closed) empty(file);
    const before = file.document?.blocks ?? [];
    file.document = document;
    const { start, end } = commonBlocks(before, document.blocks);
    const left = new Map<Chunk, number>();
    for (const block of before.slice(start, before.length - end)) {
      const ofBlock = file.slots.get(block) as Int32Array;
      for (const [at, chunk] of block.chunks.entries()) {
        const slot = ofBlock[at] as number;
        if (slot !== NONE) left.set(chunk, slot);
      }
      file.slots.delete(block);
    }
    const made: Made[] = [];
    for (const block of document.blocks.slice(start, document.blocks.length - end)) {
      const ofBlock = new Int32Array(block.chunks.length).fill(NONE);
      file.slots.set(block, ofBlock);
      for (const [at, chunk] of block.chunks.entries()) {
        // A record that says nothing is related to none, and a file can have a million of them.
        if (!chunk.noted) continue;
        const slot = left.get(chunk);
        if (slot === undefined) made.push({ file: address, says: chunk, chunk, block, ofBlock, at });
        else {
          left.delete(chunk);
          ofBlock[at] = slot;
          placeOf(slot).block = block;
        }
      }
    }
    replace([...left.values()], made);
  }

  /** Records in the place of others: of those that say what they said only the text is new. */
  function replace(old: readonly number[], made: readonly Made[]): void {
    const most = Math.min(old.length, made.length);
    const stays = (slot: number | undefined, by: Made | undefined) =>
      slot !== undefined && by !== undefined && saysTheSame(placeOf(slot).says, by.says);
    let start = 0;
    for (; start < most && stays(old[start], made[start]); start++)
      records.move(old[start] as number, made[start] as Made);
    let end = 0;
    for (; end < most - start && stays(old.at(-1 - end), made.at(-1 - end)); end++)
      records.move(old.at(-1 - end) as number, made.at(-1 - end) as Made);
    for (const slot of old.slice(start, old.length - end)) records.take(slot);
    for (const one of made.slice(start, made.length - end)) records.give(one);
  }

  function placesOf(key: Key, text: string): readonly RecordPlace[] {
    return sorted(slots.having(key, text)).map(placeOf);
  }

  function sorted(some: Iterable<number>): readonly number[] {
    const ranked = Array.from(some, (slot) => {
      const place = placeOf(slot);
      const { document } = files.get(place.file) as File;
      return { slot, file: place.file, index: indexOfPlace(document, place) };
    });
    if (ranked.length > 1)
      ranked.sort(
        (one, other) =>
          (one.file < other.file ? -1 : Number(one.file > other.file)) || one.index - other.index,
      );
    return ranked.map(({ slot }) => slot);
  }
}

function* slotsOf(file: File | undefined): Generator<number> {
  if (!file) return;
  for (const ofBlock of file.slots.values()) for (const slot of ofBlock) if (slot !== NONE) yield slot;
  if (file.closed) yield* file.closed;
}

/** The records of all files, by their numbers and by what they say. */
function createRecords(seed: number) {
  const postings: Record<Key, Postings> = {
    identity: createPostings(),
    parent: createPostings(),
    thread: createPostings(),
    customer: createPostings(),
  };
  /** By slot. */
  const places: (MovingPlace | undefined)[] = [];
  const free: number[] = [];
  /** Those that nobody has looked at, and perhaps some that are gone again. */
  const fresh: number[] = [];
  let gone = new Set<number>();
  let come = new Set<number>();
  let moved = new Set<number>();
  let identities = new Set<number>();
  let revision = 0;
  const placeOf = (slot: number) => places[slot] as MovingPlace;
  const saidBy = (slot: number) => placeOf(slot).says;
  return {
    placeOf,
    slots: {
      isUsed: (slot: number) => places[slot] !== undefined,
      placeOf,
      textOf: (slot: number, part: LinkPart) => linkText(saidBy(slot), part),
      *sharing(slot: number, part: Key, key: Key): Generator<number> {
        linkAll();
        const text = linkText(saidBy(slot), part);
        if (text !== undefined) yield* having(key, text, postings[part].hashOf(slot));
      },
      having(key: Key, text: string): Generator<number> {
        linkAll();
        return having(key, text, hashOfText(text, seed));
      },
      *hashing(key: Key, hash: number): Generator<number> {
        const { first, next } = postings[key];
        for (let slot = first(hash); slot !== NONE; slot = next(slot)) yield slot;
      },
      isRelated(slot: number): boolean {
        const says = saidBy(slot);
        if (linkHash(says, 'parent', seed) !== undefined) return true;
        const hash = linkHash(says, 'identity', seed);
        if (hash === undefined) return false;
        const { first, next } = postings.identity;
        return first(hash) !== slot || next(slot) !== NONE;
      },
      drain(): Changes {
        linkAll();
        const changes = { gone, come, moved, identities };
        gone = new Set();
        come = new Set();
        moved = new Set();
        identities = new Set();
        return changes;
      },
      revision: () => revision,
    },
    /** Gives a record the number of one that said the same. */
    move(slot: number, { says, chunk, block, ofBlock, at }: Made): void {
      ofBlock[at] = slot;
      const place = placeOf(slot);
      place.says = says;
      place.chunk = chunk;
      place.block = block;
      moved.add(slot);
    },
    /** Gives a record a number. */
    give({ file, says, chunk, block, ofBlock, at }: Made): void {
      const slot = free.pop() ?? places.length;
      ofBlock[at] = slot;
      places[slot] = { file, says, chunk, block, isLinked: false };
      fresh.push(slot);
      revision++;
    },
    linking,
    /** Takes the number of a record that is no more, or says something else. */
    take(slot: number): void {
      const { says, isLinked } = placeOf(slot);
      if (isLinked) {
        for (const key of keys) {
          const hash = linkHash(says, key, seed);
          if (hash === undefined) continue;
          postings[key].remove(slot);
          if (key === 'identity') identities.add(hash);
        }
      }
      places[slot] = undefined;
      free.push(slot);
      gone.add(slot);
      revision++;
    },
  };

  function* linking(): Generator<undefined, void> {
    for (let slot = fresh.pop(); slot !== undefined; slot = fresh.pop()) {
      const place = places[slot];
      if (!place || place.isLinked) continue;
      place.isLinked = true;
      for (const key of keys) {
        const hash = linkHash(place.says, key, seed);
        if (hash === undefined) continue;
        postings[key].add(slot, hash);
        if (key === 'identity') identities.add(hash);
      }
      come.add(slot);
      if (fresh.length % RECORDS_BETWEEN_PAUSES === 0) yield undefined;
    }
  }

  function linkAll(): void {
    if (fresh.length > 0) for (const _ of linking());
  }

  function* having(key: Key, text: string, hash: number): Generator<number> {
    const { first, next } = postings[key];
    for (let slot = first(hash); slot !== NONE; slot = next(slot))
      if (linkText(saidBy(slot), key) === text) yield slot;
  }
}

/** A record that came, and where its slot is written down. */
interface Made {
  readonly file: string;
  readonly says: Linked;
  readonly chunk: Chunk | undefined;
  readonly block: Block | undefined;
  readonly ofBlock: Int32Array;
  readonly at: number;
}

/** Whether two versions of a record are the same to all others. */
function saysTheSame(one: Linked, other: Linked): boolean {
  return (
    (one.conflict === undefined) === (other.conflict === undefined) &&
    known.every((part) => isSameLink(one, other, part))
  );
}

/**
 * The index of the chunk that a record starts in the document of its file, which for one in a file that is not open is
 * found out from its number; -1 where it is not in that version. Costs next to nothing.
 */
export function indexOfPlace(document: Document | undefined, { says, block, chunk }: RecordPlace): number {
  // The first chunk stands before the first record.
  if (!document || !block || !chunk) return numberOf(says) + 1;
  const start = document.starts[document.blocks.indexOf(block)];
  return start ? start.index + block.chunks.indexOf(chunk) : NONE;
}

/** The index of a chunk of a document; -1 where it is none of it. It is looked for in the whole document. */
export function indexOfChunk({ blocks, starts }: Document, chunk: Chunk): number {
  for (const [number, block] of blocks.entries()) {
    const at = block.chunks.indexOf(chunk);
    if (at >= 0) return (starts[number]?.index ?? 0) + at;
  }
  return NONE;
}
