import type { TextEdit as ProtocolTextEdit, Range } from 'vscode-languageserver';
import type { Document } from '../document/document';
import { type KnownLines, positionReader } from '../document/position-reader';
import { offsetAt, positionAt } from '../document/positions';
import type { TextEdit } from '../edit/text-edit';
import { MarkupKind } from './library';

/** The protocol's range of text.slice(start, end); UTF-16 offsets in the document. */
export function toRange(document: Document, start: number, end: number): Range {
  return { start: positionAt(document, start), end: positionAt(document, end) };
}

/** Gives the protocol's ranges of many pieces of a document, the lines of each record read only once. */
export function rangeReader(document: Document, known?: KnownLines): (start: number, end: number) => Range {
  const positionOf = positionReader(document, known);
  return (start, end) => ({ start: positionOf(start), end: positionOf(end) });
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

/** How our Markdown is sent to a client that knows these kinds of text: it is readable as plain text, too. */
export function markupKind(known: readonly MarkupKind[] | undefined): MarkupKind {
  return known === undefined || known.includes(MarkupKind.Markdown)
    ? MarkupKind.Markdown
    : MarkupKind.PlainText;
}
