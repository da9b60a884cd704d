import { lastIndexWhere } from '../json/last-index';
import { lineStartsIn } from '../json/lines';
import type { Chunk } from './chunk';
import { chunkIndexAt, type Document, placedChunk } from './document';
import type { Position } from './positions';

/** The chunk that positions were asked for last. */
interface Page {
  readonly index: number;
  /** UTF-16 offset of the chunk, and after it. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** UTF-16 offsets of the chunk's lines relative to its start; the first one starts where the chunk does. */
  readonly lineStarts: readonly number[];
}

/**
 * Where lines start in chunks that were looked at. A chunk never changes, so what a keystroke does not touch need not be
 * read again for the positions of its findings.
 */
export type KnownLines = WeakMap<Chunk, readonly number[]>;

/** Of a longer chunk the lines are not remembered: it may have millions. */
const LONGEST_KNOWN = 1 << 16;

/** Gives the position of a UTF-16 offset; whoever knows the index of its chunk says it, and spares looking for that. */
export type PositionReader = (offset: number, chunk?: number) => Position;

/**
 * Returns positions of UTF-16 offsets like `positionAt`, for those who ask for many: the lines of a chunk are read once,
 * however many offsets in it follow each other, in whatever order.
 */
export function positionReader(document: Document, known: KnownLines = new WeakMap()): PositionReader {
  let page: Page | undefined;
  return (offset, chunk) => {
    const inside = Math.min(Math.max(offset, 0), document.length);
    if (chunk !== undefined && page?.index !== chunk) page = pageOf(document, chunk, known);
    // Where a chunk ends the next one starts: it is the same position.
    if (!page || inside < page.start || inside > page.end)
      page = pageOf(document, chunkIndexAt(document, inside), known);
    const { start, line, column, lineStarts } = page;
    const relative = inside - start;
    const index = lastIndexWhere(lineStarts.length, (at) => (lineStarts[at] as number) <= relative);
    const character = relative - (lineStarts[index] as number);
    return { line: line + index, character: index === 0 ? column + character : character };
  };
}

function pageOf(document: Document, index: number, known: KnownLines): Page {
  const {
    chunk,
    start: { offset: start, line, column },
  } = placedChunk(document, index);
  const { text } = chunk;
  const lineStarts = known.get(chunk) ?? lineStartsIn(text);
  if (text.length < LONGEST_KNOWN) known.set(chunk, lineStarts);
  return { index, start, end: start + text.length, line, column, lineStarts };
}
