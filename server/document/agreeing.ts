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

/** Room for a value, as many 32-bit words: one that does not leave anything of it is not compared here. */
const WORDS = 8;
const LONGEST = 4 * WORDS;

/** In the place of a length. */
const DOUBTFUL = -1;

/** Where in a cell, or in what was taken up last, the values are, and what the record was read as. */
const IDENTITY = 0;
const THREAD = WORDS;
const CUSTOMER = 2 * WORDS;
const START = 3 * WORDS;
const CELL = 4 * WORDS;
const READ = CELL;
const CELL_WIDTH = CELL + 1;
const PARENT = CELL;

/** Of dates that are compared: all have this length, in which the order of the bytes is the order of the texts. */
const DATE_WORDS = 6;

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
  const taken = new Int32Array(CELL + WORDS);
  let number = 0;
  return {
    note(tape, record) {
      if (cells.length === 0) cells = new Int32Array(CELLS * CELL_WIDTH);
      const identity = take(tape, record, notedAt.identity, IDENTITY);
      const hash = identity > 0 ? hashOfTaken(IDENTITY, identity) : 0;
      if (identity > 0) writeNumber(record, IDENTITY_HASH, hash);
      const parent = take(tape, record, notedAt.parent, PARENT);
      const parentHash = parent > 0 ? hashOfTaken(PARENT, parent) : 0;
      if (parent > 0) writeNumber(record, PARENT_HASH, parentHash);
      if (
        take(tape, record, notedAt.thread, THREAD) === DOUBTFUL ||
        take(tape, record, notedAt.customer, CUSTOMER) === DOUBTFUL ||
        take(tape, record, notedAt.start, START) === DOUBTFUL
      )
        return;
      const other = cellOf(parentHash);
      if (parent > 0 && agreesWith(other)) writeNumber(record, AGREES_WITH, cells[other + READ] as number);
      if (identity <= 0 || mayRefuse(record) || number === LAST_NUMBER) return;
      writeNumber(record, READ_AS, ++number);
      const own = cellOf(hash);
      for (let at = 0; at < CELL; at++) cells[own + at] = taken[at] as number;
      cells[own + READ] = number;
    },
  };

  /**
   * Takes up what stands in a part, with zeros after it, and returns its length: 0 where there is nothing, and `DOUBTFUL` where it
   * is no text, too long, or not surely the same as another one of the same bytes.
   */
  function take(
    { bytes, view, start }: Readonly<Tape>,
    { noted, notedFrom }: NotedRecord,
    part: number,
    to: number,
  ): number {
    const from = noted[notedFrom + part] as number;
    if (from === ABSENT) {
      for (let at = to; at < to + WORDS; at++) taken[at] = 0;
      return 0;
    }
    let at = start + from + 1;
    const end = start + (noted[notedFrom + part + 1] as number) - 1;
    const length = end - at;
    if (bytes[at - 1] !== QUOTE || length >= LONGEST) return DOUBTFUL;
    let word = to;
    let doubt = 0;
    for (; at + 4 <= end; at += 4) {
      const four = view.getInt32(at, true);
      doubt |= doubtful(four);
      taken[word++] = four;
    }
    let last = 0;
    for (let shift = 0; at < end; at++, shift += 8) last |= (bytes[at] as number) << shift;
    doubt |= doubtful(last);
    taken[word++] = last;
    while (word < to + WORDS) taken[word++] = 0;
    return doubt === 0 ? length : DOUBTFUL;
  }

  /** The hash of what was taken up. */
  function hashOfTaken(from: number, length: number): number {
    let hash = hashStart(seed);
    for (let at = 0; at <= length >> 2; at++) hash = hashed(hash, taken[from + at] as number);
    return hashEnd(hash, length);
  }

  /** Whether what was taken up agrees with what is remembered in a cell: none is there where that is not read as anything. */
  function agreesWith(cell: number): boolean {
    return (
      cells[cell + READ] !== 0 &&
      isSame(cell + IDENTITY, PARENT) &&
      (isSame(cell + THREAD, THREAD) || isOneAbsent(cell + THREAD, THREAD)) &&
      (isSame(cell + CUSTOMER, CUSTOMER) || isOneAbsent(cell + CUSTOMER, CUSTOMER)) &&
      (isOneAbsent(cell + START, START) || isNoDateBefore(cell + START))
    );
  }

  function isSame(remembered: number, now: number): boolean {
    for (let at = 0; at < WORDS; at++) if (cells[remembered + at] !== taken[now + at]) return false;
    return true;
  }

  function isOneAbsent(remembered: number, now: number): boolean {
    return cells[remembered] === 0 || taken[now] === 0;
  }

  /** Whether two dates were taken up, and the one of now is not before the one that is remembered. */
  function isNoDateBefore(remembered: number): boolean {
    if (!isLongAsDate(cells, remembered) || !isLongAsDate(taken, START)) return false;
    for (let at = 0; at < DATE_WORDS; at++) {
      const before = cells[remembered + at] as number;
      const now = taken[START + at] as number;
      if (before !== now) return inOrder(before) < inOrder(now);
    }
    return true;
  }
}

function cellOf(hash: number): number {
  return (hash & (CELLS - 1)) * CELL_WIDTH;
}

/** Whether a record may take no children. */
function mayRefuse({ noted, notedFrom }: NotedRecord): boolean {
  const at = notedFrom + notedAt.allowsChildren;
  return (noted[at + 1] as number) - (noted[at] as number) === FALSE_LENGTH;
}

function isLongAsDate(words: Int32Array, at: number): boolean {
  return (words[at + DATE_WORDS - 1] as number) >>> 24 !== 0 && words[at + DATE_WORDS] === 0;
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
