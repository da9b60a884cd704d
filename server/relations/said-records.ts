import {
  ABSENT,
  MOST_IN_16_BITS,
  MOST_ON_A_PAGE,
  NOTED_WIDTH,
  notedAt,
  notedPlace,
  notedRoles,
} from '../document/noted';
import type { SoundReader } from '../document/sound-reader';
import type { Tape } from '../document/tape';
import type { Linked } from './links';

/**
 * Keeps what the records of a file say of each other, and nothing else of the file: some dozens of bytes for each.
 */
export interface SaidRecords {
  /** The record that a reader has just read. */
  readonly addRead: (reader: SoundReader) => void;
  /** The record of a chunk, or one of which it was kept. */
  readonly addChunk: (chunk: Linked) => void;
  /** All of them; what is added then is of another file. */
  readonly said: () => SaidInFile;
  /** Forgets those of a file that is given up. */
  readonly clear: () => void;
}

/** What the records of a file say of each other. One text for all of them takes the least memory. */
export interface SaidInFile {
  readonly count: number;
  readonly text: string;
  /**
   * As notes have it, record by record. In a short text the places are small numbers, and other files have theirs in the same
   * array: one for each would take more memory than what it holds.
   */
  readonly noted: Int32Array | Int16Array;
  /** Where in the array those of the first record begin. */
  readonly notedFrom: number;
  /** The merge conflicts that some of them stand in, by their numbers. */
  readonly conflicts: ReadonlyMap<number, object> | undefined;
}

/** What the record with a number says, from 0. */
export function recordOf({ text, noted, notedFrom, conflicts }: SaidInFile, number: number): Linked {
  const conflict = conflicts?.get(number);
  const record = { text, noted, notedFrom: notedFrom + number * NOTED_WIDTH, pairs: undefined };
  return conflict ? { ...record, conflict } : record;
}

/** The number of a record that was given for one. */
export function numberIn(said: SaidInFile, { notedFrom }: Linked): number {
  return (notedFrom - said.notedFrom) / NOTED_WIDTH;
}

/** Begins without records. It can be used for one file after the other, and keeps its memory, unless that is much. */
export function saidRecords(): SaidRecords {
  let bytes = new Uint8Array(LEAST);
  let view = new DataView(bytes.buffer);
  let places = new Int32Array(LEAST);
  let conflicts: Map<number, object> | undefined;
  /** The array that files share, and how much of it they have. */
  let page = new Int16Array(0);
  let used = 0;
  let length = 0;
  let count = 0;
  const book = oneRecord();
  return {
    addRead(reader) {
      const { tape } = reader;
      const { noted } = reader.note(book);
      const { start } = tape;
      const first = begin();
      if (!noted) return;
      for (let at = 0; at < NOTED_WIDTH; at += 2) {
        const from = noted[at] as number;
        if (from === ABSENT) continue;
        const to = noted[at + 1] as number;
        places[first + at] = length;
        if (!copyPlain(tape, start + from, start + to)) writeToken(tape.textAt(start + from, start + to));
        places[first + at + 1] = length;
      }
    },
    addChunk(chunk) {
      if (chunk.conflict) {
        conflicts ??= new Map();
        conflicts.set(count, chunk.conflict);
      }
      const first = begin();
      for (const role of notedRoles) {
        const place = notedPlace(chunk, role);
        if (!place) continue;
        places[first + notedAt[role]] = length;
        writeToken(chunk.text.slice(place.start, place.end));
        places[first + notedAt[role] + 1] = length;
      }
    },
    said() {
      const text = ascii.decode(bytes.subarray(0, length));
      const all = places.subarray(0, count * NOTED_WIDTH);
      const { noted, notedFrom } =
        length <= MOST_IN_16_BITS ? putOnPage(all) : { noted: all.slice(), notedFrom: 0 };
      const said = { count, text, noted, notedFrom, conflicts };
      clear();
      return said;
    },
    clear,
  };

  function clear(): void {
    count = 0;
    length = 0;
    conflicts = undefined;
    if (bytes.length > MOST_KEPT) hold(new Uint8Array(LEAST));
    if (places.length > MOST_KEPT) places = new Int32Array(LEAST);
  }

  /** Puts the places after those of the files before, on another page where that one is full. */
  function putOnPage(all: Int32Array): Pick<SaidInFile, 'noted' | 'notedFrom'> {
    if (used + all.length > page.length) {
      const length = Math.min(page.length * 2, MOST_ON_A_PAGE * NOTED_WIDTH);
      page = new Int16Array(Math.max(all.length, length));
      used = 0;
    }
    const notedFrom = used;
    page.set(all, notedFrom);
    used += all.length;
    return { noted: page, notedFrom };
  }

  /** Begins a record that has nothing, and returns where its places are. */
  function begin(): number {
    const first = count++ * NOTED_WIDTH;
    if (first + NOTED_WIDTH > places.length) {
      const larger = new Int32Array(places.length * 2);
      larger.set(places);
      places = larger;
    }
    places.fill(ABSENT, first, first + NOTED_WIDTH);
    return first;
  }

  /** Copies a token, unless it has more than ASCII: four bytes at a time, which for so few is the fastest. */
  function copyPlain(from: Readonly<Tape>, start: number, end: number): boolean {
    makeRoom(end - start);
    let to = length;
    let at = start;
    for (; at + 4 <= end; at += 4, to += 4) {
      const word = from.view.getInt32(at, true);
      // In some texts the last one of ASCII stands for what is beyond it.
      if (((word | (word + 0x01010101)) & 0x80808080) !== 0) return false;
      view.setInt32(to, word, true);
    }
    for (; at < end; at++, to++) {
      const byte = from.bytes[at] as number;
      if (byte >= LAST_OF_ASCII) return false;
      bytes[to] = byte;
    }
    length = to;
    return true;
  }

  /** The token in ASCII: what is beyond it as escapes, so that each byte is a character. */
  function writeToken(token: string): void {
    const plain = token.replace(BEYOND_ASCII, escaped);
    makeRoom(plain.length);
    for (let at = 0; at < plain.length; at++) bytes[length++] = plain.charCodeAt(at);
  }

  function makeRoom(more: number): void {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes);
    hold(larger);
  }

  function hold(room: Uint8Array<ArrayBuffer>): void {
    bytes = room;
    view = new DataView(room.buffer);
  }
}

/** Room at first, for a few records, and what is kept of it at most. */
const LEAST = 1 << 10;
const MOST_KEPT = 1 << 20;

const ascii = new TextDecoder();

const LAST_OF_ASCII = 127;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Room for the notes of one record, used again and again. */
function oneRecord() {
  const room = { noted: new Int32Array(NOTED_WIDTH), notedFrom: 0, pairs: undefined };
  return { next: () => room, giveBack() {} };
}
