import { isUtf8 } from 'node:buffer';
import { FileError } from '../files/file-error';
import { largestFile } from '../files/largest-file';
import type { Reading as ReadBytes } from '../files/pipe';
import { firstWrongByte, looksLikeUtf16 } from '../files/read-text';
import { beforeCutCharacter, type Place, placeAfter, startOfFile } from './place';

/** What a block is read from. */
export interface BlocksOf {
  /** Reads the next bytes of the file. */
  readonly read: ReadBytes;
  /** How many bytes are read at once. */
  readonly blockBytes: number;
  /** From this byte of the file on only few bytes more are read at once. */
  readonly until?: number | undefined;
  /** Memory for that which nobody else uses meanwhile; made if absent. */
  readonly memory?: Uint8Array<ArrayBuffer> | undefined;
  /** The place of the first byte that is read; that of the file's start if absent. */
  readonly from?: { readonly place: Place } | undefined;
}

/** The bytes of a file that are at hand: a window that moves on. All indexes are in it, and change when it does. */
export interface Block {
  /** The bytes, and a 0 byte after them. */
  readonly block: Uint8Array;
  readonly held: number;
  /** Whether the file ends with them. */
  readonly isLast: boolean;
  /**
   * Forgets what is before `keep`, which becomes index 0, and reads as much as there is room for; makes room where there is
   * none.
   *
   * @throws FileError if it cannot be read, or is no UTF-8
   */
  readonly more: (keep: number) => void;
  /** Has so many bytes there from `from` on, or all that are left; returns the index that `from` has by then. */
  readonly atLeast: (from: number, bytes: number) => number;
  /** The index after the byte order mark, which only one of is no part of the text. */
  readonly passMark: () => number;
  /** The place of an index, which must not be before one that was asked for; its records are not counted. */
  readonly placeAt: (index: number) => Place;
  /** The byte of the file that it is. */
  readonly byteAt: (index: number) => number;
  /** `index`, or what is before it that ends no character in the middle. */
  readonly wholeEnd: (index: number) => number;
  readonly textOf: (start: number, end: number) => string;
}

/** The 0 byte, and room for who looks at four bytes at once. */
const BEHIND = 4;

/** Most records end within so many bytes. */
const MARGIN = 1 << 14;

/** So many bytes are enough to go on with. */
const SOME = 1 << 16;

/** Memory for blocks of so many bytes. */
export function memoryFor(blockBytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(blockBytes + BEHIND);
}

/** Begins with nothing at hand. */
export function blockOf({ read, blockBytes, from, until = Infinity, memory: given }: BlocksOf): Block {
  let memory = given ?? memoryFor(blockBytes);
  let held = 0;
  let isLast = false;
  /** The file's byte at index 0. */
  let base = from?.place.byte ?? 0;
  /** Up to here it is known to be UTF-8. */
  let valid = 0;
  let place = from?.place ?? startOfFile;
  const buffer = (start: number, end: number) => Buffer.from(memory.buffer, start, Math.max(0, end - start));
  const self = {
    // To ask a function for them costs more, and they are asked for at each record.
    block: memory.subarray(0, 1),
    held,
    isLast,
    more,
    atLeast(start: number, bytes: number): number {
      let at = start;
      while (!isLast && held - at < bytes) {
        more(at);
        at = 0;
      }
      return at;
    },
    passMark(): number {
      if (looksLikeUtf16(buffer(0, held)))
        throw new FileError('is not UTF-8 but looks like UTF-16: save it as UTF-8');
      if (!isMarkAt(0) || isMarkAt(3)) return 0;
      place = { ...place, byte: 3, lineByte: 3 };
      return 3;
    },
    placeAt,
    byteAt: (index: number) => base + index,
    wholeEnd: (index: number) =>
      index >= held && isLast ? held : beforeCutCharacter(memory, Math.min(index, held)),
    textOf: (start: number, end: number) => buffer(start, end).toString('utf8'),
  };
  return self;

  function placeAt(index: number): Place {
    place = placeAfter(place, buffer(place.byte - base, index));
    return place;
  }

  function more(keep: number): void {
    if (keep > 0) {
      if (place.byte - base < keep) placeAt(keep);
      memory.copyWithin(0, keep, held);
      base += keep;
      held -= keep;
      valid = Math.max(0, valid - keep);
    } else if (held === memory.length - BEHIND) {
      if (held > 2 * largestFile) throw new FileError('has a record that is too large');
      const larger = new Uint8Array(held * 2 + BEHIND);
      larger.set(memory);
      memory = larger;
    }
    const full = Math.min(memory.length - BEHIND, Math.max(held, until - base) + MARGIN);
    // What gives less than is asked for has no more by now: its writer goes on while that is looked at.
    for (let isAll = true, least = held + SOME; !isLast && held < full && (isAll || held < least); ) {
      const free = full - held;
      const count = read(memory, held, free);
      held += count;
      isAll = count === free;
      isLast = count === 0;
    }
    memory[held] = 0;
    self.block = memory.subarray(0, held + 1);
    self.held = held;
    self.isLast = isLast;
    const end = self.wholeEnd(held);
    if (end > valid && !isUtf8(buffer(valid, end))) throw wrong();
    valid = Math.max(valid, end);
  }

  /** Counts the lines up to what is not UTF-8, and says where that is. */
  function wrong(): FileError {
    // The message is the same as that on the whole text, whose UTF-16 is told first.
    if (base === 0 && looksLikeUtf16(buffer(0, held)))
      return new FileError('is not UTF-8 but looks like UTF-16: save it as UTF-8');
    const from = place.byte - base;
    return new FileError(`is not UTF-8: ${firstWrongByte(buffer(from, held), place.line)}`);
  }

  function isMarkAt(at: number): boolean {
    return memory[at] === 0xef && memory[at + 1] === 0xbb && memory[at + 2] === 0xbf;
  }
}
