import type { Position } from '../document/positions';
import { lastIndexWhere } from '../json/last-index';
import { nextLineStart } from '../json/lines';

/**
 * Reads the lines of a text, and gives the position of any UTF-16 offset in it, as `positionAt` does for a document.
 * The lines are read once, when the first position is asked for: a report asks for all positions of a file, also of
 * one with a single record of many lines and findings.
 */
export function linePositions(text: string): (offset: number) => Position {
  let lineStarts: readonly number[] | undefined;
  return (offset) => {
    lineStarts ??= startsOfLines(text);
    const starts = lineStarts;
    const line = lastIndexWhere(starts.length, (at) => (starts[at] as number) <= offset);
    return { line, character: offset - (starts[line] as number) };
  };
}

/** Counts the bytes of UTF-8 before an offset on its line. Lines can be very long: each is counted from the last place in it on. */
export function bytesInLine(
  text: string,
  positionOf: (offset: number) => Position,
): (offset: number) => number {
  let known = { lineStart: 0, offset: 0, bytes: 0 };
  return (offset) => {
    const lineStart = offset - positionOf(offset).character;
    const isAfter = known.lineStart === lineStart && known.offset <= offset;
    const from = isAfter ? known : { lineStart, offset: lineStart, bytes: 0 };
    const bytes = from.bytes + Buffer.byteLength(text.slice(from.offset, offset));
    known = { lineStart, offset, bytes };
    return bytes;
  };
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  const hasCarriageReturns = text.includes('\r');
  for (let start = 0; ; ) {
    start = hasCarriageReturns ? nextLineStart(text, start) : text.indexOf('\n', start) + 1;
    if (start === 0) return starts;
    starts.push(start);
  }
}
