import type { Chunk } from '../../document/chunk';
import { chunkAt, type Document, offsetOf } from '../../document/document';
import { notedRoles } from '../../document/noted';
import { openRecord } from '../../record/open-record';
import { linkIn } from '../../relations/links';
import type { Field } from '../../spec/field';
import { fieldOf, type Name, nameIn } from './names';

/** A settled version of a file. */
export interface File {
  /** Its address as the client spells it. */
  readonly uri: string;
  /** Of an open file; null of a closed one. */
  readonly version: number | null;
  readonly document: Document;
}

/** Records of a file that have a name: the indexes of their chunks, ascending. */
export interface FoundRecords extends File {
  readonly chunks: readonly number[];
}

/** Where a name stands. */
export interface NamePlace extends File {
  readonly field: Field;
  /** What stands between the quotes, as UTF-16 offsets in the document. */
  readonly start: number;
  readonly end: number;
}

/** Where a name stands in records that have it, in text order: also where a member is there twice. */
export function placesOf(name: Name, found: readonly FoundRecords[]): readonly NamePlace[] {
  return found.flatMap(({ chunks, ...file }) =>
    chunks.flatMap((index) => {
      const chunk = chunkAt(file.document, index);
      const offset = offsetOf(file.document, index);
      const places = mayRepeat(name, chunk) ? placesInMembers(name, chunk) : placesNoted(name, chunk);
      return places.map(({ field, start, end }) => ({
        ...file,
        field,
        start: offset + start,
        end: offset + end,
      }));
    }),
  );
}

/** Relative to the chunk. */
type PlaceInChunk = Pick<NamePlace, 'field' | 'start' | 'end'>;

/** Where reading noted it: a thousand records are not read again. */
function placesNoted({ text, fields }: Name, chunk: Chunk): readonly PlaceInChunk[] {
  const places = fields.flatMap((field): readonly PlaceInChunk[] => {
    const part = notedRoles.find((role) => role === field.role);
    const link = part && linkIn(chunk, part);
    return link?.text === text ? [{ field, start: link.start + 1, end: link.end - 1 }] : [];
  });
  return places.sort((one, other) => one.start - other.start);
}

function placesInMembers({ text, fields }: Name, { record }: Chunk): readonly PlaceInChunk[] {
  if (!record) return [];
  const opened = openRecord(record);
  return opened.entries.flatMap((entry) => {
    const field = nameIn(opened, entry, fields) === text ? fieldOf(opened, entry) : undefined;
    return field ? [{ field, start: entry.valueStart + 1, end: entry.valueEnd - 1 }] : [];
  });
}

/** Whether a record may have a member of one of the fields twice: it has the name twice, or names with escapes. */
function mayRepeat({ fields }: Name, { text }: Chunk): boolean {
  if (text.includes('\\u')) return true;
  return fields.some(({ name }) => {
    const key = JSON.stringify(name);
    const first = text.indexOf(key);
    return first >= 0 && text.includes(key, first + key.length);
  });
}
