import { BYTE_ORDER_MARK } from './characters';
import { chunksOf, type Document, offsetOf, textOf } from './document';
import { noStructure, scanGap } from './scan-gap';

/** Text of a tool; UTF-16 offsets. */
export interface SurroundingPiece {
  readonly start: number;
  readonly end: number;
  /** The name of its kind, or of that of the text that it belongs to: what is told as one has one name. */
  readonly by: string;
}

/** What tools left in a settled document from chunk `from` on, in text order; offsets relative to that chunk's start. */
export function surroundingPieces(document: Document, from: number): readonly SurroundingPiece[] {
  const text = textOf(document);
  const pieces: SurroundingPiece[] = [];
  const structure = noStructure();
  const first = offsetOf(document, from);
  let next = first;
  for (const { text: own, record, frame, conflict, isPlain } of chunksOf(document, from)) {
    const start = next;
    next += own.length;
    if (isPlain) continue;
    const isMarked = start === 0 && !record && text.charCodeAt(0) === BYTE_ORDER_MARK;
    scanGap(
      {
        text,
        at: start + (record?.end ?? (isMarked ? 1 : 0)),
        origin: start,
        frame,
        conflict,
        afterRecord: record !== undefined,
        brokeOff: record?.closed === false,
        isFileEnd: true,
      },
      structure,
      { surrounding: (at, end, by) => pieces.push({ start: at - first, end: end - first, by }) },
    );
  }
  return pieces;
}
