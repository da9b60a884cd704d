import { chunkIndexAt, type Document, lastIndexWhere, nextLineStart } from './document';

/** A place in a text as editors count it: line and UTF-16 code unit in the line, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The position of a UTF-16 offset; an offset outside the text counts as its nearest end. */
export function positionAt(document: Document, offset: number): Position {
  const inside = Math.min(Math.max(offset, 0), document.length);
  const index = chunkIndexAt(document, inside);
  return positionInChunk(document, index, inside - (document.offsets[index] as number));
}

/** The position of an offset that is relative to the start of chunk `index`. */
export function positionInChunk(document: Document, index: number, offset: number): Position {
  const text = document.chunks[index]?.text ?? '';
  let line = document.lines[index] as number;
  let lineStart = -1;
  for (let next = nextLineStart(text, 0); next > 0 && next <= offset; next = nextLineStart(text, next)) {
    line++;
    lineStart = next;
  }
  const column = lineStart < 0 ? (document.columns[index] as number) + offset : offset - lineStart;
  return { line, character: column };
}

/** The UTF-16 offset of a position; one behind the end of its line counts as the line's end. */
export function offsetAt(document: Document, { line, character }: Position): number {
  if (line < 0) return 0;
  const index = lastIndexWhere(document.chunks.length, (at) => {
    const chunkLine = document.lines[at] as number;
    return chunkLine < line || (chunkLine === line && (document.columns[at] as number) <= character);
  });
  const text = document.chunks[index]?.text ?? '';
  let lineStart = 0;
  let column = document.columns[index] as number;
  for (let at = document.lines[index] as number; at < line; at++) {
    const next = nextLineStart(text, lineStart);
    if (next === 0) return document.length;
    lineStart = next;
    column = 0;
  }
  const start = document.offsets[index] as number;
  const wanted = lineStart + Math.max(0, character - column);
  return start + Math.min(wanted, lineEnd(text, lineStart));
}

/** The offset of the end of the line that `offset` is in, in front of its line break. */
function lineEnd(text: string, offset: number): number {
  const next = nextLineStart(text, offset);
  if (next === 0) return text.length;
  const beforeBreak = text.endsWith('\r\n', next) ? next - 2 : next - 1;
  return Math.max(offset, beforeBreak);
}
