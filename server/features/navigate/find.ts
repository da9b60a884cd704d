import { keys } from '../../relations/by-keys';
import { indexOfPlace } from '../../relations/record-place';
import type { RelationIndex } from '../../relations/relation-index';
import type { Field } from '../../spec/field';
import type { Name } from './names';
import type { FoundRecords } from './places';

/** Whether an index knows all that has a name in these fields. */
export function isIndexed(fields: readonly Field[]): boolean {
  return fields.every(({ role }) => keys.some((key) => key === role));
}

/** The files that are not open and have records with a name in one of its fields, as an index knows them. */
export function closedFilesNaming(name: Name, { slots, documentOf }: RelationIndex): readonly string[] {
  const files = new Set([...slotsNaming(name, slots)].map(slots.fileOf));
  return [...files].filter((file) => documentOf(file) === undefined).sort();
}

function slotsNaming({ text, fields }: Name, slots: RelationIndex['slots']): ReadonlySet<number> {
  const found = new Set<number>();
  for (const key of keys)
    if (fields.some(({ role }) => role === key)) for (const slot of slots.having(key, text)) found.add(slot);
  return found;
}

/** The records that have a name in one of its fields, by file, as an index knows them. */
export function recordsNamed(
  name: Name,
  { slots, documentOf }: RelationIndex,
): readonly Omit<FoundRecords, 'version'>[] {
  const found = slotsNaming(name, slots);
  const files = new Map<string, number[]>();
  for (const place of slots.sorted(found).map(slots.placeOf)) {
    const document = documentOf(place.file);
    if (!document) continue;
    const chunks = files.get(place.file) ?? [];
    chunks.push(indexOfPlace(document, place));
    files.set(place.file, chunks);
  }
  return [...files].flatMap(([uri, chunks]) => {
    const document = documentOf(uri);
    return document ? [{ uri, document, chunks }] : [];
  });
}
