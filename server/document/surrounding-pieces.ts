import { chunksOf, type Document } from './document';

/** Text of a tool; UTF-16 offsets. */
export interface SurroundingPiece {
  readonly start: number;
  readonly end: number;
  /** The name of its kind, or of that of the text that it belongs to: what is told as one has one name. */
  readonly by: string;
}

/** What tools left in a settled document from chunk `from` on, in text order; offsets relative to that chunk's start. */
export function surroundingPieces(document: Document, from: number): readonly SurroundingPiece[] {
  const pieces: SurroundingPiece[] = [];
  let next = 0;
  for (const { text, gap = [] } of chunksOf(document, from)) {
    const offset = next;
    next += text.length;
    for (const event of gap) {
      if (event.kind !== 'surrounding') continue;
      pieces.push({ start: offset + event.start, end: offset + event.end, by: event.by });
    }
  }
  return pieces;
}
