import { QUOTE } from '../json/characters';
import { hashEnd, hashed, hashStart } from './link-hash';
import {
  ABSENT,
  AGREES_WITH,
  IDENTITY_HASH,
  type NotedRecord,
  notedAt,
  PARENT_HASH,
  READ_AS,
  writeNumber,
} from './noted';
import type { Tape } from './tape';

/*
 * Nearly all records that name a parent say what it says, and follow it in the file. While they are read their bytes are at hand:
 * to compare them then costs a few steps. Later each value is somewhere in fifty megabytes of text. So it is noted with which
 * record that was read before one certainly agrees; of all others the texts are compared by who wants to know.
 */

/** So many records are remembered: most replies come within a few hundred. */
const CELLS = 1 << 10;

/** A value is remembered as its length in bytes, and so many 32-bit words. */
const WORDS = 8;
const LONGEST = 4 * WORDS;
const VALUE = 1 + WORDS;

/** In the place of the length of what is not compared here: what is long, and what is no text. */
const UNKNOWN = -1;

/** Where in a cell the values are, and what the record was read as, 0 where there is none. */
const IDENTITY = 0;
const THREAD = VALUE;
const CUSTOMER = 2 * VALUE;
const START = 3 * VALUE;
const READ = 4 * VALUE;
const CELL_WIDTH = READ + 1;

/** Dates are compared that have this length: then the order of the bytes is the order of the texts. */
const DATE_LENGTH = 24;

/** The length of the token that says that a record takes no children, and of no other one that can stand there. */
const FALSE_LENGTH = 5;

/** Never is a number given twice. */
const LAST_NUMBER = 0x7fffffff;

/** Notes of records by what they are found, and with which one read before they agree. */
export interface Agreeing {
  /** Notes that of the record that was just read, of which it is noted where its values are. */
  readonly note: (tape: Readonly<Tape>, record: NotedRecord) => void;
}

/** Begins without records. Those of all readers that share it can be compared. `seed` is that of `hashOfText`. */
export function createAgreeing(seed: number): Agreeing {
  let cells = new Int32Array(0);
  let number = 0;
  /** The first byte of the value that was looked at last, after its quote. */
  let from = 0;
  return {
    note(tape, record) {
      if (cells.length === 0) cells = new Int32Array(CELLS * CELL_WIDTH);
      const identity = hashOfPart(tape, record, notedAt.identity);
      const parent = hashOfPart(tape, record, notedAt.parent);
      if (identity !== 0) writeNumber(record, IDENTITY_HASH, identity);
      if (parent !== 0) {
        writeNumber(record, PARENT_HASH, parent);
        const cell = cellOf(parent);
        if (agreesWith(cell, tape, record)) writeNumber(record, AGREES_WITH, cells[cell + READ] as number);
      }
      if (identity === 0 || mayRefuse(record) || number === LAST_NUMBER) return;
      writeNumber(record, READ_AS, ++number);
      const cell = cellOf(identity);
      remember(tape, lengthOf(tape, record, notedAt.identity), cell + IDENTITY);
      remember(tape, lengthOf(tape, record, notedAt.thread), cell + THREAD);
      remember(tape, lengthOf(tape, record, notedAt.customer), cell + CUSTOMER);
      remember(tape, lengthOf(tape, record, notedAt.start), cell + START);
      cells[cell + READ] = number;
    },
  };

  /** Looks at the value of a part, and returns its length: 0 where there is nothing. */
  function lengthOf(
    { bytes, start }: Readonly<Tape>,
    { noted, notedFrom }: NotedRecord,
    part: number,
  ): number {
    const place = noted[notedFrom + part] as number;
    if (place === ABSENT) return 0;
    from = start + place + 1;
    return bytes[from - 1] === QUOTE ? (noted[notedFrom + part + 1] as number) - place - 2 : UNKNOWN;
  }

  /** The hash of a part; 0 where there is nothing, and where these bytes may not be the text. */
  function hashOfPart(tape: Readonly<Tape>, record: NotedRecord, part: number): number {
    const length = lengthOf(tape, record, part);
    if (length <= 0) return 0;
    const { bytes, view } = tape;
    const end = from + length;
    let hash = hashStart(seed);
    let doubt = 0;
    let at = from;
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true);
      doubt |= doubtful(word);
      hash = hashed(hash, word);
    }
    const last = tail(bytes, at, end);
    return (doubt | doubtful(last)) === 0 ? hashEnd(hashed(hash, last), length) : 0;
  }

  /** Keeps the value that was looked at. */
  function remember({ bytes, view }: Readonly<Tape>, length: number, to: number): void {
    const isKept = length <= LONGEST;
    cells[to] = isKept ? length : UNKNOWN;
    if (length <= 0 || !isKept) return;
    const end = from + length;
    let word = to;
    for (let at = from; at + 4 <= end; at += 4) cells[++word] = view.getInt32(at, true);
    if ((length & 3) !== 0) cells[++word] = tail(bytes, end - (length & 3), end);
  }

  function agreesWith(cell: number, tape: Readonly<Tape>, record: NotedRecord): boolean {
    return (
      cells[cell + READ] !== 0 &&
      isSame(tape, lengthOf(tape, record, notedAt.parent), cell + IDENTITY) &&
      isSameOrNone(tape, lengthOf(tape, record, notedAt.thread), cell + THREAD) &&
      isSameOrNone(tape, lengthOf(tape, record, notedAt.customer), cell + CUSTOMER) &&
      isNotBefore(tape, lengthOf(tape, record, notedAt.start), cell + START)
    );
  }

  function isSameOrNone(tape: Readonly<Tape>, length: number, remembered: number): boolean {
    return length === 0 || cells[remembered] === 0 || isSame(tape, length, remembered);
  }

  /** Whether the value that was looked at is certainly the one that is remembered. */
  function isSame({ bytes, view }: Readonly<Tape>, length: number, remembered: number): boolean {
    if (length <= 0 || cells[remembered] !== length) return false;
    const end = from + length;
    let word = remembered;
    let doubt = 0;
    for (let at = from; at + 4 <= end; at += 4) {
      const four = view.getInt32(at, true);
      if (four !== cells[++word]) return false;
      doubt |= doubtful(four);
    }
    if ((length & 3) === 0) return doubt === 0;
    const last = tail(bytes, end - (length & 3), end);
    return last === cells[++word] && (doubt | doubtful(last)) === 0;
  }

  /** Whether the date that was looked at is certainly not before the one that is remembered, or one of them is not there. */
  function isNotBefore({ view }: Readonly<Tape>, length: number, remembered: number): boolean {
    if (length === 0 || cells[remembered] === 0) return true;
    if (length !== DATE_LENGTH || cells[remembered] !== length) return false;
    let order = 0;
    let doubt = 0;
    for (let at = 0; at < DATE_LENGTH; at += 4) {
      const now = view.getInt32(from + at, true);
      const before = cells[remembered + 1 + at / 4] as number;
      doubt |= doubtful(now) | doubtful(before);
      if (order === 0 && now !== before) order = inOrder(now) - inOrder(before);
    }
    return doubt === 0 && order >= 0;
  }
}

function cellOf(hash: number): number {
  return (hash & (CELLS - 1)) * CELL_WIDTH;
}

/** The bytes from an offset on, up to three, as a word. */
function tail(bytes: Uint8Array, from: number, end: number): number {
  let word = 0;
  for (let at = from, shift = 0; at < end; at++, shift += 8) word |= (bytes[at] as number) << shift;
  return word;
}

/** Whether a record may take no children. */
function mayRefuse({ noted, notedFrom }: NotedRecord): boolean {
  const at = notedFrom + notedAt.allowsChildren;
  return (noted[at + 1] as number) - (noted[at] as number) === FALSE_LENGTH;
}

/** A number that is in the order of four bytes. */
function inOrder(word: number): number {
  return ((word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

/** Not 0 where four bytes have an escape, or something that stands for more than one character. */
function doubtful(word: number): number {
  const backslashes = word ^ 0x5c5c5c5c;
  return (word | (word + 0x01010101) | ((backslashes - 0x01010101) & ~backslashes)) & 0x80808080;
}
