import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { Document } from '../document/document';
import type { OutlineSymbol } from '../features/outline';
import { toRange } from './convert';

const kinds: Record<OutlineSymbol['kind'], SymbolKind> = {
  record: SymbolKind.Struct,
  container: SymbolKind.Module,
  list: SymbolKind.Array,
  string: SymbolKind.String,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
  object: SymbolKind.Object,
  array: SymbolKind.Array,
  missing: SymbolKind.Variable,
  invalid: SymbolKind.Variable,
};

/** A line of the outline as the protocol writes it, with those below it. */
export function toDocumentSymbol(document: Document, symbol: OutlineSymbol): DocumentSymbol {
  const { name, detail, kind, start, end, selectionStart, selectionEnd, children } = symbol;
  return {
    name,
    detail,
    kind: kinds[kind],
    range: toRange(document, start, end),
    selectionRange: toRange(document, selectionStart, selectionEnd),
    children: children.map((child) => toDocumentSymbol(document, child)),
  };
}
