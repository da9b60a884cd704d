import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Document } from '../document/document';
import type { OutlineSymbol } from '../features/outline';
import { toLocation, toRange } from './convert';

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

/** The same for clients that know no nesting: all lines of an outline in text order, each with the name of its parent. */
export function toSymbolInformation(
  uri: string,
  document: Document,
  symbols: readonly OutlineSymbol[],
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, start, end, children }) => [
    {
      name,
      kind: kinds[kind],
      location: toLocation(uri, document, start, end),
      ...(containerName === undefined ? {} : { containerName }),
    },
    ...toSymbolInformation(uri, document, children, name),
  ]);
}
