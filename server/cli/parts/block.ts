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

/**
 * The bytes of a file that are at hand: a window that moves on, with nothing in it at first. All indexes are in it, and change
 * when it does. A class, as it is asked at each record: an engine makes code fast for the functions that it knows.
 */
export class Block {
  /** The bytes, and a 0 byte after them. */
  block: Uint8Array;
  held = 0;
  /** Whether the file ends with them. */
  isLast = false;
  private memory: Uint8Array<ArrayBuffer>;
  /** The file's byte at index 0. */
  private base: number;
  /** Up to here it is known to be UTF-8. */
  private valid = 0;
  private place: Place;

  constructor(private readonly of: BlocksOf) {
    this.memory = of.memory ?? memoryFor(of.blockBytes);
    this.block = this.memory.subarray(0, 1);
    this.place = of.from?.place ?? startOfFile;
    this.base = this.place.byte;
  }

  /** Has so many bytes there from `from` on, or all that are left; returns the index that `from` has by then. */
  atLeast(from: number, bytes: number): number {
    let at = from;
    while (!this.isLast && this.held - at < bytes) {
      this.more(at);
      at = 0;
    }
    return at;
  }

  /** The index after the byte order mark, which only one of is no part of the text. */
  passMark(): number {
    if (looksLikeUtf16(this.buffer(0, this.held)))
      throw new FileError('is not UTF-8 but looks like UTF-16: save it as UTF-8');
    if (!this.isMarkAt(0) || this.isMarkAt(3)) return 0;
    this.place = { ...this.place, byte: 3, lineByte: 3 };
    return 3;
  }

  /** The place of an index, which must not be before one that was asked for; its records are not counted. */
  placeAt(index: number): Place {
    this.place = placeAfter(this.place, this.buffer(this.place.byte - this.base, index));
    return this.place;
  }

  /** The byte of the file that it is. */
  byteAt(index: number): number {
    return this.base + index;
  }

  /** `index`, or what is before it that ends no character in the middle. */
  wholeEnd(index: number): number {
    const { held } = this;
    return index >= held && this.isLast ? held : beforeCutCharacter(this.memory, Math.min(index, held));
  }

  textOf(start: number, end: number): string {
    return this.buffer(start, end).toString('utf8');
  }

  /**
   * Forgets what is before `keep`, which becomes index 0, and reads as much as there is room for; makes room where there is
   * none.
   *
   * @throws FileError if it cannot be read, or is no UTF-8
   */
  more(keep: number): void {
    const { read, until = Infinity } = this.of;
    let { held, memory } = this;
    if (keep > 0) {
      if (this.place.byte - this.base < keep) this.placeAt(keep);
      memory.copyWithin(0, keep, held);
      this.base += keep;
      held -= keep;
      this.valid = Math.max(0, this.valid - keep);
    } else if (held === memory.length - BEHIND) {
      if (held > 2 * largestFile) throw new FileError('has a record that is too large');
      memory = memoryFor(held * 2);
      memory.set(this.memory);
      this.memory = memory;
    }
    const full = Math.min(memory.length - BEHIND, Math.max(held, until - this.base) + MARGIN);
    // What gives less than is asked for has no more by now: its writer goes on while that is looked at.
    for (let isAll = true, least = held + SOME; !this.isLast && held < full && (isAll || held < least); ) {
      const free = full - held;
      const count = read(memory, held, free);
      held += count;
      isAll = count === free;
      this.isLast = count === 0;
    }
    memory[held] = 0;
    this.block = memory.subarray(0, held + 1);
    this.held = held;
    const end = this.wholeEnd(held);
    if (end > this.valid && !isUtf8(this.buffer(this.valid, end))) throw this.wrong();
    this.valid = Math.max(this.valid, end);
  }

  private buffer(start: number, end: number): Buffer {
    return Buffer.from(this.memory.buffer, start, Math.max(0, end - start));
  }

  /** Counts the lines up to what is not UTF-8, and says where that is. */
  private wrong(): FileError {
    const { base, held, place } = this;
    // The message is the same as that on the whole text, whose UTF-16 is told first.
    if (base === 0 && looksLikeUtf16(this.buffer(0, held)))
      return new FileError('is not UTF-8 but looks like UTF-16: save it as UTF-8');
    const from = place.byte - base;
    return new FileError(`is not UTF-8: ${firstWrongByte(this.buffer(from, held), place.line)}`);
  }

  private isMarkAt(at: number): boolean {
    const { memory } = this;
    return memory[at] === 0xef && memory[at + 1] === 0xbb && memory[at + 2] === 0xbf;
  }
}
