import { chunkAt, type Document, offsetOf } from '../../document/document';
import { openRecord } from '../../record/open-record';
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
export function placesOf({ text, fields }: Name, found: readonly FoundRecords[]): readonly NamePlace[] {
  return found.flatMap(({ chunks, ...file }) => chunks.flatMap((chunk) => placesIn(file, chunk)));

  function placesIn(file: File, chunk: number): NamePlace[] {
    const { record } = chunkAt(file.document, chunk);
    if (!record) return [];
    const opened = openRecord(record);
    const offset = offsetOf(file.document, chunk);
    return opened.entries.flatMap((entry) => {
      const field = nameIn(opened, entry, fields) === text ? fieldOf(opened, entry) : undefined;
      if (!field) return [];
      return [{ ...file, field, start: offset + entry.valueStart + 1, end: offset + entry.valueEnd - 1 }];
    });
  }
}
