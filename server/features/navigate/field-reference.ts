import { type Document, offsetOf } from '../../document/document';
import type { Field } from '../../spec/field';
import { placeAt } from '../hover/place';

/** A field's name as the key of a record's member; what stands between the quotes, as UTF-16 offsets in the document. */
export interface FieldName {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
}

/** The name of a field, or one that surely stands for it, at a UTF-16 offset of a settled document; else undefined. */
export function fieldNameAt(document: Document, offset: number): FieldName | undefined {
  const { chunkIndex, record, token } = placeAt(document, offset);
  const [entry, ...inner] = token?.path ?? [];
  if (!record || token?.kind !== 'key' || !entry || inner.length > 0) return undefined;
  const field = entry.field ?? record.type.fieldMeant(entry.key);
  const start = offsetOf(document, chunkIndex);
  return field && { field, start: start + token.start + 1, end: start + token.end - 1 };
}

/** Where the heading of a field's entry is in a page of Markdown: its line, from 0, and how long that is. */
export function entryOfField(
  page: string,
  { name }: Field,
): { readonly line: number; readonly length: number } | undefined {
  const heading = `## ${name}`;
  const line = page.split(/\r?\n/).indexOf(heading);
  return line < 0 ? undefined : { line, length: heading.length };
}
