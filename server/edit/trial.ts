import { type Document, editDocument, openDocument, textOf } from '../document/document';
import { readAgain } from '../document/form';
import { applyEdits, type TextEdit } from './text-edit';

/*
 * What a change makes of a broken text is found out by reading it as it would be then. All who ask whether it reads no worse
 * count its syntax errors (`syntaxErrorsOf`) before and after.
 */

/** A document with edits made, to be settled: only what they touch is read again. UTF-16 offsets in the document. */
export function edited(document: Document, edits: readonly TextEdit[]): Document {
  // From the last edit to the first, so that offsets stay right; inserts at one place keep their order.
  const backwards = edits.toSorted((a, b) => a.start - b.start).reverse();
  return backwards.reduce((made, { start, end, text }) => editDocument(made, start, end, text), document);
}

/** The same, opened and read as its new text says. */
export function rewritten(document: Document, edits: readonly TextEdit[]): Document {
  const text = applyEdits(textOf(document), edits);
  return openDocument(text, readAgain(text, document.reading), document.type);
}
