import { isBeyondAscii } from './sound-tokens';

/** So many UTF-16 code units are made bytes at a time. */
const WINDOW = 1 << 17;

/** Each UTF-16 unit by itself, so that offsets stay. */
const BEYOND_ASCII = /[\u0080-\uffff]/g;
const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/** So many arguments are no trouble to any engine. */
const MOST_ARGUMENTS = 1000;

/**
 * Writes a text of which every unit is below 256 into bytes, one byte a unit. What the platform has for it is many
 * times faster than what the core can do by itself.
 */
export type WriteLatin1 = (text: string, bytes: Uint8Array) => void;

/** A text as bytes, of which a part is there at a time: one byte a UTF-16 unit, or a whole file as it is. */
export class ByteWindow {
  /** The part; a 0 byte stands after it. */
  bytes: Uint8Array = new Uint8Array(0);
  /** The same, for who reads several bytes at once. */
  view = new DataView(this.bytes.buffer);
  /** Where the last four of these bytes start: below 0 where there are fewer. To ask the view itself takes far longer. */
  last = -1;
  /** Offset in the text where the part starts, and how many units it has. */
  base = 0;
  held = 0;
  /** Of the whole text. */
  length = 0;
  private text = '';
  private own = this.bytes;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();

  constructor(private readonly writeLatin1: WriteLatin1 | undefined) {}

  takeText(text: string): void {
    if (text === this.text && this.bytes === this.own) return;
    this.text = text;
    this.length = text.length;
    this.base = this.held = 0;
    // Bytes that were taken up are not this one's to write to.
    this.point(this.own);
  }

  /** Takes up a whole file, with a 0 byte after it. */
  takeBytes(bytes: Uint8Array): void {
    this.text = '';
    this.base = 0;
    this.held = this.length = bytes.length - 1;
    this.point(bytes);
  }

  /** Has the text there from an offset on. */
  show(at: number): void {
    if (at < this.base || at >= this.base + this.held) this.fill(at, WINDOW);
  }

  /** Has more of the text there from an offset on than was there. */
  showMore(at: number): void {
    this.fill(at, at === this.base ? this.held * 4 : WINDOW);
  }

  /** The text of a part of what is there. */
  textAt(start: number, end: number): string {
    if (this.bytes === this.own) return this.text.slice(this.base + start, this.base + end);
    const part = this.bytes.subarray(start, end);
    // Of a few bytes the platform's decoder would take many times as long.
    const isShort = end - start < MOST_ARGUMENTS && !isBeyondAscii(part, 0, part.length);
    return isShort ? String.fromCharCode.apply(null, part as never) : this.decoder.decode(part);
  }

  private point(bytes: Uint8Array): void {
    if (this.bytes === bytes) return;
    this.bytes = bytes;
    const { buffer, byteOffset, length } = bytes;
    // Whoever looks at several bytes at once need not look at the last ones by themselves where there is room behind them.
    const viewed = Math.min(length + 3, buffer.byteLength - byteOffset);
    this.view = new DataView(buffer, byteOffset, viewed);
    this.last = viewed - 4;
  }

  private fill(at: number, size: number): void {
    const { text, writeLatin1 } = this;
    const piece = text.slice(at, at + size);
    this.base = at;
    this.held = piece.length;
    if (this.own.length < this.held + 1) this.own = new Uint8Array(this.held + 4);
    this.point(this.own);
    if (writeLatin1 && !BEYOND_LATIN1.test(piece)) writeLatin1(piece, this.own);
    else this.encoder.encodeInto(piece.replace(BEYOND_ASCII, '\x7f'), this.own);
    this.bytes[this.held] = 0;
  }
}
