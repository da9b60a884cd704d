import { CARRIAGE_RETURN, LINE_FEED } from '../json/characters';
import { nextLineStart } from '../json/lines';
import { chunkAt, chunkIndexAt, chunkStartAt, type Document, startOf } from './document';

/** A place in a text as editors count it: line and UTF-16 code unit in the line, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The position of a UTF-16 offset; an offset outside the text counts as its nearest end. */
export function positionAt(document: Document, offset: number): Position {
  const inside = Math.min(Math.max(offset, 0), document.length);
  const start = startOf(document, chunkIndexAt(document, inside));
  const relative = positionIn(chunkAt(document, start.index).text, inside - start.offset);
  return {
    line: start.line + relative.line,
    character: relative.character + (relative.line === 0 ? start.column : 0),
  };
}

/** The position of a UTF-16 offset in a text by itself. The text after the offset is not read: it can be megabytes. */
export function positionIn(text: string, offset: number): Position {
  let line = 0;
  let lineStart = 0;
  for (let at = 0; at < offset && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== LINE_FEED && code !== CARRIAGE_RETURN) continue;
    const next = code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
    if (next > offset) break;
    line++;
    lineStart = next;
    at = next - 1;
  }
  return { line, character: offset - lineStart };
}

/** The UTF-16 offset of a position; one after the end of its line counts as the line's end. */
export function offsetAt(document: Document, { line, character }: Position): number {
  if (line < 0) return 0;
  const start = chunkStartAt(document, line, character);
  const { text } = chunkAt(document, start.index);
  let lineStart = 0;
  for (let at = start.line; at < line; at++) {
    lineStart = nextLineStart(text, lineStart);
    if (lineStart === 0) return document.length;
  }
  const column = start.line === line ? start.column : 0;
  const wanted = lineStart + Math.max(0, character - column);
  return start.offset + Math.min(wanted, lineEnd(text, lineStart));
}

/** The offset of the end of the line that `offset` is in, before its line break. */
function lineEnd(text: string, offset: number): number {
  const next = nextLineStart(text, offset);
  if (next === 0) return text.length;
  const beforeBreak = text.endsWith('\r\n', next) ? next - 2 : next - 1;
  return Math.max(offset, beforeBreak);
}
