import type { DocumentSymbol, DocumentSymbolParams, Range, SymbolInformation } from 'vscode-languageserver';
import { MOST_SYMBOLS, type OutlineSymbol, outline, type Titles } from '../../features/outline';
import { harmless } from '../../words/harmless';
import { rangeReader } from '../convert';
import { SymbolKind } from '../library';
import type { Request } from '../request';
import { aboutFile } from '../shapes';

export const documentSymbolRequest: Request<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]> = {
  method: 'textDocument/documentSymbol',
  capability: { documentSymbolProvider: true },
  params: aboutFile,
  answer(_, { uri, checked: { document }, remembered, outlined, client }) {
    const { symbols, isCut } = outline(document, undefined, remembered(newTitles));
    outlined(isCut ? MOST_SYMBOLS : null);
    const rangeOf = rangeReader(document);
    return client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport
      ? symbols.map((symbol) => toDocumentSymbol(symbol, rangeOf))
      : toSymbolInformation(uri, symbols, rangeOf);
  },
};

const newTitles = (): Titles => new WeakMap();

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

type RangeOf = (start: number, end: number) => Range;

/** A line of the outline as the protocol writes it, with those below it. */
function toDocumentSymbol(symbol: OutlineSymbol, rangeOf: RangeOf): DocumentSymbol {
  const { name, detail, kind, start, end, selectionStart, selectionEnd, children } = symbol;
  return {
    name: harmless(name),
    detail: harmless(detail),
    kind: kinds[kind],
    range: rangeOf(start, end),
    selectionRange: rangeOf(selectionStart, selectionEnd),
    children: children.map((child) => toDocumentSymbol(child, rangeOf)),
  };
}

/** The same for clients that know no nesting: all lines of an outline in text order, each with the name of its parent. */
function toSymbolInformation(
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
    ...toSymbolInformation(uri, children, rangeOf, name),
  ]);
}
