import { CARRIAGE_RETURN, LINE_FEED } from './characters';

/** The lines of a text, as far as positions in the text after it depend on them. */
export interface LineMeasure {
  /** Line ends of the protocol: LF, CRLF, lone CR. */
  readonly lineEnds: number;
  /** UTF-16 code units after the last one; all of them if there is none. */
  readonly lastLineLength: number;
}

/** Measures the lines of a text. */
export function measureLines(text: string): LineMeasure {
  const next = lineReader(text);
  let lineEnds = 0;
  let lineStart = 0;
  for (let start = next(text, 0); start > 0; start = next(text, start)) {
    lineEnds++;
    lineStart = start;
  }
  return { lineEnds, lastLineLength: text.length - lineStart };
}

/** The offsets at which the lines of a text start: the first one is 0. */
export function lineStartsIn(text: string): readonly number[] {
  const next = lineReader(text);
  const starts = [0];
  for (let start = next(text, 0); start > 0; start = next(text, start)) starts.push(start);
  return starts;
}

/** Most files have no CR at all, and to find that out is fast. */
function lineReader(text: string): (text: string, offset: number) => number {
  return text.includes('\r') ? nextLineStart : afterLineFeed;
}

/** The offset after the next line end at or after `offset`, or 0 where there is none. */
export function nextLineStart(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) return at + 1;
    if (code === CARRIAGE_RETURN) return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  }
  return 0;
}

function afterLineFeed(text: string, offset: number): number {
  return text.indexOf('\n', offset) + 1;
}
