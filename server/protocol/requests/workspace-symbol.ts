import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { chunkAt, offsetOf } from '../../document/document';
import { findingSymbols, type RecordSymbol } from '../../features/navigate/symbols';
import { harmless } from '../../words/harmless';
import { SymbolKind } from '../library';
import { openFiles } from '../look-up';
import { knownRows, rangesInFiles } from '../navigation';
import type { RequestAboutAll } from '../request';
import { runInSlices } from '../slices';

/** More than anybody looks through; it bounds what an editor is sent at each letter. */
const MOST_SYMBOLS = 500;

const kinds: Record<RecordSymbol['kind'], SymbolKind> = {
  record: SymbolKind.Struct,
  customer: SymbolKind.Key,
  subject: SymbolKind.String,
};

export const workspaceSymbolRequest: RequestAboutAll<WorkspaceSymbolParams, SymbolInformation[]> = {
  method: 'workspace/symbol',
  capability: { workspaceSymbolProvider: true },
  isAboutAll: true,
  params: { parts: { query: 'text' } },
  async answer({ query }, asked) {
    const rangeOf = rangesInFiles();
    const found: SymbolInformation[] = [];
    for (const { remembered, ...file } of await openFiles(asked)) {
      const { uri, document } = file;
      const work = findingSymbols(document, query, MOST_SYMBOLS, remembered(knownRows));
      for (const symbol of (await runInSlices(asked.host.clock, work, () => true)) ?? []) {
        const start = offsetOf(document, symbol.chunk);
        const end = start + (chunkAt(document, symbol.chunk).record?.end ?? 0);
        found.push({
          name: harmless(symbol.name),
          kind: kinds[symbol.kind],
          location: { uri, range: rangeOf(file, start, end) },
          ...(symbol.detail !== '' && { containerName: harmless(symbol.detail) }),
        });
      }
      if (found.length >= MOST_SYMBOLS) break;
    }
    return found.slice(0, MOST_SYMBOLS);
  },
};
