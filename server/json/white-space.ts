import { isWhiteSpace } from './characters';

/** Where the white space that ends before `at` starts, no further back than `limit`. */
export function whiteSpaceStart(text: string, at: number, limit = 0): number {
  let start = at;
  while (start > limit && isWhiteSpace(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Where the white space that starts at `at` ends, no further than `limit`. */
export function whiteSpaceEnd(text: string, at: number, limit = text.length): number {
  let end = at;
  while (end < limit && isWhiteSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Where the line of `at` starts: after the LF or CR before it, or 0. */
export function lineStartOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isLineEnd(text[start - 1])) start--;
  return start;
}

/** Whether nothing but white space stands before `at` on its line, which is not the first one of the text. */
export function startsLine(text: string, at: number): boolean {
  const start = lineStartOf(text, at);
  return start > 0 && text.slice(start, at).trim() === '';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
