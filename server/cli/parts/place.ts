import { CARRIAGE_RETURN, LINE_FEED } from '../../json/characters';
import { measureLines } from '../../json/lines';

/** Where something stands in a file: all of that is from 0. */
export interface Place {
  /** Where in the file's bytes. */
  readonly byte: number;
  /** UTF-16 offset in its text, of which a byte order mark is no part. */
  readonly unit: number;
  readonly line: number;
  /** UTF-16 code units from the start of the line, and the byte that this starts at. */
  readonly column: number;
  readonly lineByte: number;
  /** How many records stand before it. */
  readonly record: number;
  /** How many elements of the root's list do. */
  readonly element: number;
}

export const startOfFile: Place = {
  byte: 0,
  unit: 0,
  line: 0,
  column: 0,
  lineByte: 0,
  record: 0,
  element: 0,
};

/** The same place, after so many records and elements. */
export function placeWith(
  { byte, unit, line, column, lineByte }: Place,
  record: number,
  element: number,
): Place {
  return { byte, unit, line, column, lineByte, record, element };
}

const SHORT_LINE = 1 << 6;

/** The place after these bytes of UTF-8, which start at a place and end where no character and no CRLF is cut. */
export function placeAfter(place: Place, bytes: Buffer): Place {
  const byte = place.byte + bytes.length;
  if (bytes.includes(CARRIAGE_RETURN)) {
    const text = bytes.toString('utf8');
    const { lineEnds, lastLineLength } = measureLines(text);
    const lastBytes = Buffer.byteLength(text.slice(text.length - lastLineLength));
    return after(lineEnds, lastLineLength, bytes.length - lastBytes, text.length);
  }
  let lines = 0;
  let lineStart = 0;
  let isShort = false;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = lineFeedFrom(bytes, at + 1, isShort)) {
    lines++;
    isShort = at - lineStart < SHORT_LINE;
    lineStart = at + 1;
  }
  const inLine = unitsIn(bytes.subarray(lineStart));
  return after(
    lines,
    inLine,
    lineStart,
    lineStart === 0 ? inLine : inLine + unitsIn(bytes.subarray(0, lineStart)),
  );

  function after(lineEnds: number, lastLineLength: number, lastLine: number, units: number): Place {
    return {
      byte,
      unit: place.unit + units,
      line: place.line + lineEnds,
      column: lineEnds > 0 ? lastLineLength : place.column + lastLineLength,
      lineByte: lineEnds > 0 ? place.byte + lastLine : place.lineByte,
      record: place.record,
      element: place.element,
    };
  }
}

/** Where the next line feed is, or -1: to ask Node for that costs more than to look at a short line, as printed lists have them. */
function lineFeedFrom(bytes: Buffer, from: number, isShort: boolean): number {
  const near = isShort ? Math.min(bytes.length, from + SHORT_LINE) : from;
  for (let at = from; at < near; at++) if (bytes[at] === LINE_FEED) return at;
  return bytes.indexOf(LINE_FEED, near);
}

/** How many UTF-16 code units whole characters of UTF-8 are. */
function unitsIn(bytes: Buffer): number {
  const { buffer, byteOffset, length } = bytes;
  let units = length;
  // Four bytes are looked at together, from where a number of 32 bits can start.
  const first = -byteOffset & 3;
  if (length < first) return length + moreIn(bytes);
  const words = new Uint32Array(buffer, byteOffset + first, (length - first) >>> 2);
  const { length: count } = words;
  for (let at = 0; at < count; at++) {
    // Nearly all of them are of ASCII alone.
    while (
      at + 3 < count &&
      (((words[at] as number) |
        (words[at + 1] as number) |
        (words[at + 2] as number) |
        (words[at + 3] as number)) &
        0x80808080) ===
        0
    )
      at += 4;
    if (at === count) break;
    const word = words[at] as number;
    const high = word & 0x80808080;
    // A byte that goes on with a character is no unit; the first one of four bytes is two.
    if (high !== 0) units += ones(high & (word << 1) & (word << 2) & (word << 3)) - ones(high & ~(word << 1));
  }
  return units + moreIn(bytes.subarray(0, first)) + moreIn(bytes.subarray(first + words.length * 4));
}

/** How many more units than bytes there are; below 0 where there are fewer. */
function moreIn(bytes: Uint8Array): number {
  let more = 0;
  for (const byte of bytes) {
    if ((byte & 0xc0) === 0x80) more--;
    else if (byte >= 0xf0) more++;
  }
  return more;
}

/** How many of the highest bits of four bytes are set, where no others are. */
function ones(bits: number): number {
  return Math.imul(bits >>> 7, 0x01010101) >>> 24;
}

/** `end`, or where a character starts that it would cut. */
export function beforeCutCharacter(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back] as number;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? end - back : end;
  }
  return end;
}
