import type { Document } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import { textStyle } from '../edit/text-style';
import { afterByteOrderMark } from '../json/characters';
import { eachToken, type TokenKind } from '../json/each-token';
import { nextLineStart } from '../json/lines';

/**
 * The edits that format JSON Lines: each line that is valid JSON gets the spacing after colons and commas that the
 * first record has, and no other white space; no line is ever broken or joined, and broken ones are left alone.
 * `text` is the document's; with a `range` (UTF-16 offsets) only lines that it touches are formatted.
 */
export function formatLines(
  document: Document,
  text: string,
  insertFinalNewline: boolean,
  range?: { readonly start: number; readonly end: number },
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  // The first record shows the style; in a file without one the text before it does.
  const { colon, afterComma, lineEnd } = textStyle(document, Math.min(1, document.count - 1));
  const spaces = { colon: colon.endsWith(':') ? '' : ' ', comma: afterComma };
  let start = afterByteOrderMark(text);
  while (start < text.length) {
    const next = nextLineStart(text, start) || text.length;
    const end = endOfLine(text, start, next);
    const isWanted = !range || (range.start <= end && range.end >= start);
    if (isWanted && isFormattable(text.slice(start, end))) formatLine(text, start, end, spaces, edits);
    start = next;
  }
  const isComplete = text === '' || text.endsWith('\n') || text.endsWith('\r');
  if (insertFinalNewline && !range && !isComplete) {
    edits.push({ start: text.length, end: text.length, text: lineEnd });
  }
  return edits;
}

function formatLine(
  text: string,
  start: number,
  end: number,
  spaces: { readonly colon: string; readonly comma: string },
  edits: TextEdit[],
): void {
  let gapStart = start;
  let before: TokenKind | undefined;
  eachToken(text, start, end, (kind, tokenStart, tokenEnd) => {
    fill(tokenStart, before === 'colon' ? spaces.colon : before === 'comma' ? spaces.comma : '');
    gapStart = tokenEnd;
    before = kind;
  });
  fill(end, '');

  function fill(gapEnd: number, space: string): void {
    if (text.slice(gapStart, gapEnd) !== space) edits.push({ start: gapStart, end: gapEnd, text: space });
  }
}

/** Whether a line is valid JSON, or blank. */
function isFormattable(line: string): boolean {
  if (line.trim() === '') return true;
  try {
    JSON.parse(line);
    return true;
  } catch {
    // A broken line is left alone, and so is one that is nested too deep to be parsed.
    return false;
  }
}

function endOfLine(text: string, start: number, next: number): number {
  let end = next;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return end;
}
