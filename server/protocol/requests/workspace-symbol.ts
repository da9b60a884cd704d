import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { chunkAt, offsetOf } from '../../document/document';
import type { File } from '../../features/navigate/places';
import type { KnownRows } from '../../features/navigate/record-row';
import { findingSymbols, type RecordSymbol } from '../../features/navigate/symbols';
import { harmless } from '../../words/harmless';
import { SymbolKind } from '../library';
import { isKnownBy, openFiles } from '../look-up';
import { knownRows, rangesInFiles } from '../navigation';
import type { AskedAboutAll, RequestAboutAll } from '../request';
import { runInSlices } from '../slices';
import { documentOf, readClosed } from '../workspace/search-closed';

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
    const found: SymbolInformation[] = [];
    for (const { remembered, ...file } of await openFiles(asked)) {
      if (found.length >= MOST_SYMBOLS) break;
      found.push(...(await symbolsIn(file, query, remembered(knownRows), asked)));
    }
    // Who has not typed anything yet looks for nothing.
    const word = query.trim().toLowerCase();
    if (word !== '')
      for await (const closed of readClosed(asked, isKnownBy(asked))) {
        if (found.length >= MOST_SYMBOLS) break;
        // Closed files are read for each letter: only those with the word itself are looked into.
        if (!closed.text.toLowerCase().includes(word)) continue;
        const document = await documentOf(closed, asked);
        const file = document && { uri: closed.address, version: null, document };
        if (file) found.push(...(await symbolsIn(file, query, new WeakMap(), asked)));
      }
    return found.slice(0, MOST_SYMBOLS);
  },
};

async function symbolsIn(
  file: File,
  query: string,
  known: KnownRows,
  { host, isWanted }: AskedAboutAll,
): Promise<readonly SymbolInformation[]> {
  const { uri, document } = file;
  const work = findingSymbols(document, query, MOST_SYMBOLS, known);
  const found = (await runInSlices(host.clock, work, isWanted)) ?? [];
  const rangeOf = rangesInFiles();
  return found.map(({ name, kind, detail, chunk }) => {
    const start = offsetOf(document, chunk);
    const end = start + (chunkAt(document, chunk).record?.end ?? 0);
    return {
      name: harmless(name),
      kind: kinds[kind],
      location: { uri, range: rangeOf(file, start, end) },
      ...(detail !== '' && { containerName: harmless(detail) }),
    };
  });
}
