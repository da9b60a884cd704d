import type { CallHierarchyItem, Location } from 'vscode-languageserver';
import { chunkIndexAt } from '../document/document';
import type { File, FoundRecords } from '../features/navigate/places';
import { type RecordItem, recordItem } from '../features/navigate/record-item';
import { harmless } from '../words/harmless';
import { SymbolKind } from './library';
import { rangesInFiles, toLocations } from './navigation';
import { isObject, range, type Shape } from './shapes';

/** What an item keeps, which the client hands back: the identities of its record and of that one's parent. */
interface ItemData {
  readonly id: string | undefined;
  readonly parent: string | undefined;
}

/** The parameters of a request about an item that the client was given. */
export const aboutItem: Shape = { parts: { item: { parts: { uri: 'text', selectionRange: range } } } };

/** The records as items, those of chunks without a record left out. */
export function recordItems(found: readonly FoundRecords[]): readonly RecordItem[] {
  return found.flatMap(({ chunks, ...file }) => chunks.flatMap((chunk) => recordItem(file, chunk) ?? []));
}

/** The record at a UTF-16 offset of a file as an item; undefined where there is none. */
export function recordItemAt(file: File, offset: number): RecordItem | undefined {
  return recordItems([{ ...file, chunks: [chunkIndexAt(file.document, offset)] }])[0];
}

/** Where the identities of records stand, or else their starts. */
export function placesOfItems(items: readonly RecordItem[]): Location[] {
  return toLocations(items.map((item) => ({ ...item, start: item.selectionStart, end: item.selectionEnd })));
}

/** Returns items as the protocol writes them. */
export function itemWriter(): (item: RecordItem) => CallHierarchyItem {
  const rangeOf = rangesInFiles();
  return (item) => {
    const { id, parent } = item;
    const data: ItemData = { id, parent };
    return {
      name: harmless(item.name),
      detail: harmless(item.detail),
      kind: SymbolKind.Struct,
      uri: item.uri,
      range: rangeOf(item, item.start, item.end),
      selectionRange: rangeOf(item, item.selectionStart, item.selectionEnd),
      data,
    };
  };
}

/** What an item that came back keeps; what is none of ours is left out. */
export function dataOf({ data }: CallHierarchyItem): ItemData {
  const { id, parent } = isObject(data) ? data : {};
  return { id: textOf(id), parent: textOf(parent) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
