import type { SoundReader } from '../../document/sound-reader';
import { STRING, TAPE_WIDTH } from '../../document/tape';
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
  readonly addKnown: (keys: Float64Array, children: ReadonlyMap<number, number>) => void;
  readonly count: () => number;
  /** What is made of the identity of the record with a number: 0 where it has none. */
  readonly keyOf: (record: number) => number;
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
  const children = new Map<number, number>();
  let named: ReadonlySet<number> | undefined;
  return {
    addRead(reader) {
      const { type, tape } = reader;
      const { numbers, count: members, bytes } = tape;
      const identity = type.identity?.index ?? -2;
      const parent = type.parent?.index ?? -2;
      let identityAt = -1;
      let isPlain = true;
      for (let place = 0; place < members * TAPE_WIDTH; place += TAPE_WIDTH) {
        const field = numbers[place] as number;
        if (field === identity) identityAt = place;
        // Perhaps its identity under another name, and parents are rare.
        else if (field === parent || field < 0) isPlain = false;
      }
      if (!isPlain || (identityAt >= 0 && numbers[identityAt + 4] !== STRING)) return addSlowly(reader);
      if (identityAt < 0) return add(0, 0);
      const [start, end] = [numbers[identityAt + 2] as number, numbers[identityAt + 3] as number];
      add(keyOfBytes(bytes, start, end, reader), 0);
    },
    addNoted,
    addKnown(keys, others) {
      for (const [record, parent] of others) children.set(count + record, parent);
      for (const key of keys) add(key, 0);
    },
    count: () => count,
    keyOf: (record) => (pages[record >>> PAGE_BITS] as Float64Array)[record & (PAGE - 1)] as number,
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

  function add(identity: number, parent: number): void {
    const at = count % PAGE;
    if (at === 0) pages.push(new Float64Array(PAGE));
    (pages.at(-1) as Float64Array)[at] = identity;
    if (parent !== 0) children.set(count, parent);
    count++;
  }
}

/** What is made of a text: a whole number below 2^53, the same for the same text, and hardly ever for two; 0 for none. */
export function keyOfText(text: string | undefined): number {
  if (text === undefined) return 0;
  let one = 0x811c9dc5;
  let other = 0x2545f491;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
  }
  return joined(one, other);
}

/** The same of a token of bytes that is a string without escapes. */
function keyOfBytes(bytes: Uint8Array, start: number, end: number, reader: SoundReader): number {
  if (end - start <= 2) return 0;
  let one = 0x811c9dc5;
  let other = 0x2545f491;
  for (let at = start + 1; at < end - 1; at++) {
    const code = bytes[at] as number;
    if (code >= 0x7f) return keyOfText(reader.tape.textAt(start + 1, end - 1));
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
  }
  return joined(one, other);
}

function joined(one: number, other: number): number {
  const high = Math.imul(one ^ (one >>> 16), 0x85ebca6b) >>> 0;
  const low = Math.imul(other ^ (other >>> 15), 0xc2b2ae35) >>> 11;
  return high * 0x200000 + low || 1;
}
