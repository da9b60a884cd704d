import type { TextEdit as ProtocolTextEdit, Range } from 'vscode-languageserver';
import type { Document } from '../document/document';
import { type KnownLines, positionReader } from '../document/position-reader';
import { offsetAt, positionAt } from '../document/positions';
import type { TextEdit } from '../edit/text-edit';

/** The protocol's range of text.slice(start, end); UTF-16 offsets in the document. */
export function toRange(document: Document, start: number, end: number): Range {
  return { start: positionAt(document, start), end: positionAt(document, end) };
}

/** Gives the protocol's range of a piece of a document; whoever knows the index of the chunk that it is in says it. */
export type RangeReader = (start: number, end: number, chunk?: number) => Range;

/** Returns the protocol's ranges of many pieces of a document, the lines of each record read only once. */
export function rangeReader(document: Document, known?: KnownLines): RangeReader {
  const positionOf = positionReader(document, known);
  return (start, end, chunk) => ({ start: positionOf(start, chunk), end: positionOf(end, chunk) });
}

/** The UTF-16 offsets of a range that a client sent. */
export function fromRange(
  document: Document,
  range: Range,
): { readonly start: number; readonly end: number } {
  return { start: offsetAt(document, range.start), end: offsetAt(document, range.end) };
}

/** An edit with offsets in the document as the protocol writes it. */
export function toTextEdit(document: Document, { start, end, text }: TextEdit): ProtocolTextEdit {
  return { range: toRange(document, start, end), newText: text };
}

/** The same for many edits. */
export function toTextEdits(document: Document, edits: readonly TextEdit[]): ProtocolTextEdit[] {
  const rangeOf = rangeReader(document);
  return edits.map(({ start, end, text }) => ({ range: rangeOf(start, end), newText: text }));
}
