import { type DocumentSymbol, type Range, type SymbolInformation, SymbolKind } from 'vscode-languageserver';
import type { Document } from '../document/document';
import type { OutlineSymbol } from '../features/outline';
import { harmless } from '../words/harmless';
import { rangeReader } from './convert';

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

/** A line of the outline as the protocol writes it, with those below it; `rangeOf` is shared by those of many. */
export function toDocumentSymbol(
  document: Document,
  symbol: OutlineSymbol,
  rangeOf: RangeOf = rangeReader(document),
): DocumentSymbol {
  const { name, detail, kind, start, end, selectionStart, selectionEnd, children } = symbol;
  return {
    name: harmless(name),
    detail: harmless(detail),
    kind: kinds[kind],
    range: rangeOf(start, end),
    selectionRange: rangeOf(selectionStart, selectionEnd),
    children: children.map((child) => toDocumentSymbol(document, child, rangeOf)),
  };
}

type RangeOf = (start: number, end: number) => Range;

/** The same for clients that know no nesting: all lines of an outline in text order, each with the name of its parent. */
export function toSymbolInformation(
  uri: string,
  document: Document,
  symbols: readonly OutlineSymbol[],
): SymbolInformation[] {
  return informationOf(uri, symbols, rangeReader(document));
}

function informationOf(
  uri: string,
  symbols: readonly OutlineSymbol[],
  rangeOf: RangeOf,
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, start, end, children }) => [
    {
      name: harmless(name),
      kind: kinds[kind],
      location: { uri, range: rangeOf(start, end) },
      ...(containerName === undefined ? {} : { containerName: harmless(containerName) }),
    },
    ...informationOf(uri, children, rangeOf, name),
  ]);
}
