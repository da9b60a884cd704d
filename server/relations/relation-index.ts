import { type Block, commonBlocks } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { Document } from '../document/document';
import { numberOf } from '../document/noted';
import { isSameLink, type Linked, type LinkPart, linkHash, linkText } from './links';
import { createPostings, grown, hashOfText, type Postings } from './postings';
import { recordOf, type SaidInFile } from './said-records';

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

/** By which records are related to each other. */
type Family = 'identity' | 'parent';

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
  /** The same of a file of which nothing else is kept than what its records say. */
  readonly putRecords: (file: string, said: SaidInFile) => void;
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
  /** All numbers are below this. */
  readonly size: () => number;
  /** Whether a number is that of a record. */
  readonly isUsed: (slot: number) => boolean;
  readonly placeOf: (slot: number) => RecordPlace;
  /** The address of the file of a record, and what it says: both cost less than its place. */
  readonly fileOf: (slot: number) => string;
  readonly saidBy: (slot: number) => Linked;
  /** What the record has in a part. */
  readonly textOf: (slot: number, part: LinkPart) => string | undefined;
  /** Those that have in `key` what a record has in `part`: in any order, the record itself among them where it has. */
  readonly sharing: (slot: number, part: Family, key: Family) => Iterable<number>;
  /** Those that have a text there, in any order. */
  readonly having: (key: Key, text: string) => Iterable<number>;
  /** Calls with those that have an identity or name it as their parent, and rarely with some others. */
  readonly eachKin: (identity: IdentityHash, found: (slot: number) => void) => void;
  /** The identity of a record, as a hash; undefined where it has none. */
  readonly identityOf: (slot: number) => IdentityHash | undefined;
  /** Whether another record may have the identity of one: false where certainly none has. */
  readonly hasTwins: (slot: number) => boolean;
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

/** Stands for an identity, and rarely for several. */
export type IdentityHash = number;

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

interface OpenFile {
  readonly address: string;
  document: Document;
  /** The slots of the chunks of each block. */
  readonly slots: Map<Block, Int32Array>;
}

interface ClosedFile {
  readonly address: string;
  readonly said: SaidInFile;
  /** The slot of its first record; -1 where it has none. */
  readonly first: number;
}

const NONE = -1;

/** So many records are looked at between two pauses: far less than a millisecond of work. */
const RECORDS_BETWEEN_PAUSES = 128;

interface MovingPlace {
  readonly file: string;
  says: Linked;
  chunk: Chunk | undefined;
  block: Block | undefined;
}

/** Makes an index without files. `seed` is any number that strangers do not know, so that none of their texts is slow. */
export function createRelationIndex(seed = 0): RelationIndex {
  const files = new Map<string, OpenFile | ClosedFile>();
  const records = createRecords(seed);
  const { placeOf } = records.slots;

  const slots: Slots = {
    ...records.slots,
    sorted,
    inBlock: (address, block) => openFile(address)?.slots.get(block),
    inFile: (address) => slotsOf(files.get(address)),
  };
  return {
    put,
    putRecords(address, said) {
      empty(address);
      files.set(address, { address, said, first: records.giveAll(address, said) });
    },
    remove(address) {
      empty(address);
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
      for (const ofBlock of file.slots.values()) for (const slot of ofBlock) if (slot !== NONE) yield slot;
    } else for (let slot = file.first; slot !== NONE; slot = records.nextInFile(slot)) yield slot;
  }

  function put(address: string, document: Document): void {
    const known = openFile(address);
    if (!known) empty(address);
    const file = known ?? { address, document, slots: new Map<Block, Int32Array>() };
    if (!known) files.set(address, file);
    const before = known?.document.blocks ?? [];
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
        if (slot === undefined) made.push({ file: address, chunk, block, ofBlock, at });
        else {
          left.delete(chunk);
          ofBlock[at] = slot;
          records.putInto(slot, block);
        }
      }
    }
    replace([...left.values()], made);
  }

  /** Records in the place of others: of those that say what they said only the text is new. */
  function replace(old: readonly number[], made: readonly Made[]): void {
    const most = Math.min(old.length, made.length);
    const stays = (slot: number | undefined, by: Made | undefined) =>
      slot !== undefined && by !== undefined && saysTheSame(slots.saidBy(slot), by.chunk);
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
      const address = slots.fileOf(slot);
      const document = openFile(address)?.document;
      const index = document ? indexOfPlace(document, placeOf(slot)) : numberOf(slots.saidBy(slot));
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

/** What is known of a slot, as bits: whether it is found by what it says, and which keys it has. */
const LINKED = 1;
const HAS: Readonly<Record<Key, number>> = { identity: 2, parent: 4, thread: 8, customer: 16 };

const LEAST_SLOTS = 64;

/** The records of all files, by their numbers and by what they say. */
function createRecords(seed: number) {
  const postings: Record<Key, Postings> = {
    identity: createPostings(),
    parent: createPostings(),
    thread: createPostings(),
    customer: createPostings(),
  };
  const table = createTable();
  /** Threads and customers are looked up by who looks at records, and by nobody who checks a thousand files. */
  let keysLinked: readonly Key[] = ['identity', 'parent'];
  const free: number[] = [];
  /** Those that nobody has looked at, and perhaps some that are gone again. */
  const fresh: number[] = [];
  let changes = noChanges();
  let revision = 0;
  const { isUsed, fileOf, saidBy, placeOf, marks } = table;
  const slots = {
    size: table.size,
    isUsed,
    placeOf,
    fileOf,
    saidBy,
    textOf: (slot: number, part: LinkPart) => linkText(saidBy(slot), part),
    *sharing(slot: number, part: Family, key: Family): Generator<number> {
      linkAll();
      const text = linkText(saidBy(slot), part);
      if (text !== undefined) yield* havingHash(key, text, postings[part].hashOf(slot));
    },
    having(key: Key, text: string): Generator<number> {
      if (!keysLinked.includes(key)) linkOtherKeys();
      linkAll();
      return havingHash(key, text, hashOfText(text, seed));
    },
    eachKin(identity: IdentityHash, found: (slot: number) => void): void {
      for (const { first, next } of [postings.identity, postings.parent])
        for (let slot = first(identity); slot !== NONE; slot = next(slot)) found(slot);
    },
    identityOf: (slot: number) =>
      (marks(slot) & HAS.identity) === 0 ? undefined : postings.identity.hashOf(slot),
    hasTwins,
    isRelated: (slot: number) => (marks(slot) & HAS.parent) !== 0 || hasTwins(slot),
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
    putInto: table.putInto,
    /** Gives a record the number of one that said the same. */
    move(slot: number, made: Made): void {
      made.ofBlock[made.at] = slot;
      table.move(slot, made);
      changes.moved.push(slot);
    },
    /** Gives a record a number. */
    give(made: Made): void {
      const slot = nextSlot();
      made.ofBlock[made.at] = slot;
      table.setOpen(slot, made);
    },
    /** Gives the records of a file that is not open numbers; returns the first. */
    giveAll(file: string, said: SaidInFile): number {
      const owner = { file, said };
      let following = NONE;
      for (let number = said.count - 1; number >= 0; number--) {
        const slot = nextSlot();
        table.setClosed(slot, owner, number, following);
        following = slot;
      }
      return following;
    },
    /** Takes the number of a record that is no more, or says something else. */
    take(slot: number): void {
      const bits = marks(slot);
      if ((bits & HAS.identity) !== 0) changes.goneIdentities.push(postings.identity.hashOf(slot));
      for (const key of keys) if ((bits & HAS[key]) !== 0) postings[key].remove(slot);
      table.clear(slot);
      free.push(slot);
      changes.gone.push(slot);
      revision++;
    },
  };

  function hasTwins(slot: number): boolean {
    return (marks(slot) & HAS.identity) !== 0 && !postings.identity.isAlone(slot);
  }

  function nextSlot(): number {
    const slot = free.pop() ?? table.add();
    fresh.push(slot);
    revision++;
    return slot;
  }

  function* linking(): Generator<undefined, void> {
    for (const key of keysLinked) postings[key].reserve(fresh.length, table.size());
    for (let slot = fresh.pop(); slot !== undefined; slot = fresh.pop()) {
      if (!isUsed(slot) || marks(slot) !== 0) continue;
      link(slot, keysLinked);
      changes.come.push(slot);
      if (fresh.length > 0 && fresh.length % RECORDS_BETWEEN_PAUSES === 0) yield undefined;
    }
  }

  function link(slot: number, some: readonly Key[]): void {
    const says = saidBy(slot);
    let bits = marks(slot) | LINKED;
    for (const key of some) {
      const hash = linkHash(says, key, seed);
      if (hash === undefined) continue;
      postings[key].add(slot, hash);
      bits |= HAS[key];
    }
    table.mark(slot, bits);
  }

  function linkOtherKeys(): void {
    const others = keys.filter((key) => !keysLinked.includes(key));
    for (let slot = 0; slot < table.size(); slot++) if (marks(slot) !== 0) link(slot, others);
    keysLinked = keys;
  }

  function linkAll(): void {
    if (fresh.length > 0) for (const _ of linking());
  }

  function* havingHash(key: Key, text: string, hash: number): Generator<number> {
    const { first, next } = postings[key];
    for (let slot = first(hash); slot !== NONE; slot = next(slot))
      if (linkText(saidBy(slot), key) === text) yield slot;
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

/** A file that is not open, to its records. */
interface Owner {
  readonly file: string;
  readonly said: SaidInFile;
}

/**
 * What is known of each number. There can be hundreds of thousands of records in files that are not open: of such a one
 * no object is kept before somebody asks for its place.
 */
function createTable() {
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
interface Made {
  readonly file: string;
  readonly chunk: Chunk;
  readonly block: Block;
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
