import { isAscii } from '../../check/value-checks';
import type { SoundReader } from '../../document/sound-reader';
import {
  STRING,
  statedObjects,
  TAPE_WIDTH,
  type Tape,
  VALUE_END,
  VALUE_KIND,
  VALUE_START,
} from '../../document/tape';
import { type Linked, linkText } from '../../relations/links';
import { recordOf, saidRecords } from '../../relations/said-records';
import { type Bitmap, bitmap } from './bitmap';

/*
 * Of a large file not even what its records say of each other can be kept: it is kept of each record a number that is made of
 * its identity, and of those that name a parent one that is made of that. Most identities are there once and nobody
 * names them, and such records have nothing to do with others. The few that may have are read again.
 */

/** What the records of a large file are known by. */
export interface Identities {
  /** A record as a reader has it, or as it was noted. */
  readonly addRead: (reader: SoundReader) => void;
  readonly addNoted: (record: Linked) => void;
  /** Records of which all of that is known: what is made of their identities, and the `children` among them. */
  readonly addKnown: (keys: readonly Float64Array[], children: ReadonlyMap<number, number>) => void;
  readonly count: () => number;
  /** Begins anew. */
  readonly clear: () => void;
  /** What is made of the identity of the record with a number: 0 where it has none. */
  readonly keyOf: (record: number) => number;
  /** What is made of the identities of all records, many after many. */
  readonly keys: () => readonly Float64Array[];
  /** Whether a record may have this identity, when all records are there. */
  readonly has: (identity: string) => boolean;
  /** Whether a record may name this identity as its parent's. */
  readonly isNamed: (identity: string) => boolean;
  /** The numbers of the records that name a parent, and what is made of its identity. */
  readonly children: () => ReadonlyMap<number, number>;
}

/** The numbers of so many records stand together: to move them all for each that comes would take twice their memory. */
const PAGE_BITS = 13;
const PAGE = 1 << PAGE_BITS;

/** Begins without records. */
export function startIdentities(): Identities {
  const pages: Float64Array[] = [];
  let count = 0;
  let all: Bitmap | undefined;
  const said = saidRecords();
  let children = new Map<number, number>();
  let named: ReadonlySet<number> | undefined;
  let links: Uint8Array | undefined;
  return {
    addRead(reader) {
      const { tape } = reader;
      const { numbers, count: members } = tape;
      links ??= linksOf(reader);
      let identityAt = -1;
      for (let place = 0; place < members * TAPE_WIDTH; place += TAPE_WIDTH) {
        const link = links[(numbers[place] as number) + 1];
        if (link === 0) continue;
        if (link !== IDENTITY || numbers[place + VALUE_KIND] !== STRING) return addSlowly(reader);
        identityAt = place;
      }
      add(identityAt < 0 ? 0 : keyOnTape(tape, identityAt), 0);
    },
    addNoted,
    addKnown(keys, others) {
      for (const [record, parent] of others) children.set(count + record, parent);
      for (const some of keys) {
        for (let at = 0; at < some.length; ) {
          const page = pageOfNext();
          const from = count % PAGE;
          const fitting = some.subarray(at, at + PAGE - from);
          page.set(fitting, from);
          at += fitting.length;
          count += fitting.length;
        }
      }
    },
    count: () => count,
    clear() {
      count = pages.length = 0;
      children = new Map();
      named = all = undefined;
    },
    keyOf: (record) => (pages[record >>> PAGE_BITS] as Float64Array)[record & (PAGE - 1)] as number,
    keys: () => pages.map((page, at) => page.subarray(0, count - at * PAGE)),
    has(identity) {
      if (!all) {
        all = bitmap(count);
        for (const page of pages) for (const key of page) all.set(key);
      }
      return all.has(keyOfText(identity));
    },
    isNamed(identity) {
      named ??= new Set(children.values());
      return named.has(keyOfText(identity));
    },
    children: () => children,
  };

  function addSlowly(reader: SoundReader): void {
    said.addRead(reader);
    addNoted(recordOf(said.said(), 0));
  }

  function addNoted(record: Linked): void {
    add(keyOfText(linkText(record, 'identity')), keyOfText(linkText(record, 'parent')));
  }

  function pageOfNext(): Float64Array {
    if (count % PAGE === 0) pages.push(new Float64Array(PAGE));
    return pages.at(-1) as Float64Array;
  }

  function add(identity: number, parent: number): void {
    pageOfNext()[count % PAGE] = identity;
    if (parent !== 0) children.set(count, parent);
    count++;
  }
}

const IDENTITY = 1;
const OTHER = 2;

/** By the tape's numbers of fields, and one more, what a record is known by. A key of no field may be another name of that. */
function linksOf({ type }: SoundReader): Uint8Array {
  const links = new Uint8Array(
    statedObjects(type).reduce((sum, { members }) => sum + members.fields.length, 1),
  );
  links[0] = OTHER;
  if (type.parent) links[type.parent.index + 1] = OTHER;
  if (type.identity) links[type.identity.index + 1] = IDENTITY;
  return links;
}

/** With these numbers what is made of a text begins. */
const FIRST = 0x811c9dc5;
const OTHER_FIRST = 0x2545f491;

/** What is made of a text: a whole number below 2^53, the same for the same text, and hardly ever for two; 0 for none. */
export function keyOfText(text: string | undefined): number {
  if (text === undefined) return 0;
  let one = FIRST;
  let other = OTHER_FIRST;
  let at = 0;
  if (isAscii(text)) {
    for (; at + 4 <= text.length; at += 4) {
      let word = 0;
      for (let of4 = 3; of4 >= 0; of4--) word = (word << 8) | text.charCodeAt(at + of4);
      one = mixed(one, word);
      other = mixedOtherwise(other, word);
    }
  }
  for (; at < text.length; at++) {
    one = mixed(one, text.charCodeAt(at));
    other = mixedOtherwise(other, text.charCodeAt(at));
  }
  return joined(one, other);
}

/** The same of a member of a record that is a string without escapes, four bytes at a time. */
function keyOnTape({ numbers, bytes, view, textAt }: Readonly<Tape>, place: number): number {
  const start = (numbers[place + VALUE_START] as number) + 1;
  const end = (numbers[place + VALUE_END] as number) - 1;
  if (start === end) return 0;
  let one = FIRST;
  let other = OTHER_FIRST;
  let at = start;
  /** Has a byte's highest bit where it is beyond ASCII, or the last one of it. */
  let beyond = 0;
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true);
    beyond |= word | (word + 0x01010101);
    one = mixed(one, word);
    other = mixedOtherwise(other, word);
  }
  for (; at < end; at++) {
    const code = bytes[at] as number;
    beyond |= code | (code + 1);
    one = mixed(one, code);
    other = mixedOtherwise(other, code);
  }
  return (beyond & 0x80808080) !== 0 ? keyOfText(textAt(start, end)) : joined(one, other);
}

function mixed(before: number, word: number): number {
  const product = Math.imul(before ^ word, 0x01000193);
  return product ^ (product >>> 15);
}

function mixedOtherwise(before: number, word: number): number {
  const product = Math.imul(before ^ word, 0x85ebca6b);
  return product ^ (product >>> 13);
}

function joined(one: number, other: number): number {
  const high = Math.imul(one ^ (one >>> 16), 0x85ebca6b) >>> 0;
  const low = Math.imul(other ^ (other >>> 15), 0xc2b2ae35) >>> 11;
  return high * 0x200000 + low || 1;
}
