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

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  const hasCarriageReturns = text.includes('\r');
  for (let start = 0; ; ) {
    start = hasCarriageReturns ? nextLineStart(text, start) : text.indexOf('\n', start) + 1;
    if (start === 0) return starts;
    starts.push(start);
  }
}
