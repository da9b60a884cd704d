import type { Chunk } from '../document/chunk';
import type { Document } from '../document/document';
import { recordPointers } from '../document/paths';
import { openRecord } from '../record/open-record';
import { memberMeant } from '../values/member-meant';
import { stringOf } from '../values/plain-values';

/*
 * How a project file names records: by their identifiers, which stay when records come and go, or by JSON Pointers.
 */

/** Whether a name is a JSON Pointer: `''` for a record that is the whole file, else it starts with a slash. */
export function isPointer(name: string): boolean {
  return name === '' || name.startsWith('/');
}

/** The identifier of the record that a chunk starts with; undefined where it has none. */
export function identifierOf({ record }: Chunk): string | undefined {
  if (!record) return undefined;
  const opened = openRecord(record);
  return stringOf(opened, memberMeant(opened, record.type.identity)) || undefined;
}

/**
 * For each record of a settled document, in text order, the JSON Pointer that names it. In JSON Lines, where each record is
 * a root, the records count as elements of a list: the first is `/0`.
 */
export function namingPointers(document: Document): readonly string[] {
  const pointers = recordPointers(document);
  return document.form === 'lines' ? pointers.map((_, index) => `/${index}`) : pointers;
}
