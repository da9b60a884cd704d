import { type Document, offsetOf } from '../../document/document';
import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import type { RecordType } from '../../spec/record-type';
import { stringOf } from '../../values/plain-values';
import { placeAt } from '../hover/place';

/** An identifier by which records know each other. */
export interface Name {
  /** With escapes resolved; never empty. */
  readonly text: string;
  /** The fields in which the same text names the same. */
  readonly fields: readonly Field[];
}

/** One as it stands in a record. */
export interface NameAt extends Name {
  readonly field: Field;
  /** What stands between the quotes, as UTF-16 offsets in the document. */
  readonly start: number;
  readonly end: number;
}

/**
 * The identifier at a UTF-16 offset of a settled document; undefined where there is none that other records can have, and
 * where another member of the same field counts.
 */
export function nameAt(document: Document, offset: number): NameAt | undefined {
  const { chunkIndex, record, token } = placeAt(document, offset);
  const [entry, ...inner] = token?.path ?? [];
  if (!record || !entry || inner.length > 0 || token?.kind !== 'value') return undefined;
  const field = fieldOf(record, entry);
  const fields = field ? fieldsSharing(field, record.type) : [];
  const text = nameIn(record, entry, fields);
  if (!field || text === undefined || !counts(record, entry)) return undefined;
  const start = offsetOf(document, chunkIndex);
  return { text, fields, field, start: start + entry.valueStart + 1, end: start + entry.valueEnd - 1 };
}

/**
 * The fields whose values are the same names: those that a field refers to, those that refer to it, and so on, itself
 * among them. Empty for a field that names nothing that another record can name.
 */
export function fieldsSharing(field: Field, type: RecordType): readonly Field[] {
  const sharing = new Set([field]);
  // A set hands out what is added meanwhile.
  for (const one of sharing)
    for (const other of type.fields)
      if (one.refersTo.includes(other.name) || other.refersTo.includes(one.name)) sharing.add(other);
  const isName =
    field.refersTo.length > 0 || sharing.size > 1 || (field.isIdentifier && field.role !== undefined);
  return isName ? [...sharing] : [];
}

/**
 * The name that a member has in one of some fields; undefined for any other member. The fields may be those of another
 * team, which are others with the same names.
 */
export function nameIn(record: OpenRecord, entry: Entry, fields: readonly Field[]): string | undefined {
  const field = fieldOf(record, entry);
  if (!field || !fields.some(({ name }) => name === field.name)) return undefined;
  return stringOf(record, entry) || undefined;
}

/** The field of a member that names something: a record is known by its identity also where that has another name. */
export function fieldOf(record: OpenRecord, { field, key }: Entry): Field | undefined {
  if (field) return field;
  const { identity } = record.type;
  const isMeant = identity && !record.entryOf(identity.name) && record.type.fieldMeant(key) === identity;
  return isMeant ? identity : undefined;
}

/** Whether a member is the one that JSON readers keep of its field. */
export function counts(record: OpenRecord, entry: Entry): boolean {
  return !entry.field || record.entryOf(entry.field.name) === entry;
}
