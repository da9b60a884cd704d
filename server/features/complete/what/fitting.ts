import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { mimeTypeOfUrl } from '../../../values/mime-guess';
import { numberOfField, stringOfField } from '../../../values/plain-values';

/** Media types that normally go together with an entity type; other combinations are as valid. */
const mediaTypesOf: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['email']],
  [1, ['email']],
  [2, ['chat']],
  [3, ['voice', 'voip']],
  [5, ['callback']],
  [6, ['cobrowsing']],
]);

/** Types that normally go together with an entity type. */
const typeOf: ReadonlyMap<number, string> = new Map([
  [0, 'Inbound'],
  [1, 'Outbound'],
]);

/** The name of the field that a value of `field` goes together with in this record; undefined if with none. */
export function fitOf(field: Field, value: string | number, record: OpenRecord): string | undefined {
  // What the specification says of a name says nothing about a field of that name in an object of a team.
  if (field.source === undefined) return undefined;
  const entityType = numberOfField(record, 'entity_type') ?? -1;
  switch (field.name) {
    case 'status':
      return value === 3 && record.entryOf('end_date') ? 'end_date' : undefined;
    case 'entity_type':
      return holds(mediaTypesOf.get(Number(value)), stringOfField(record, 'media_type'))
        ? 'media_type'
        : undefined;
    case 'media_type':
      return holds(mediaTypesOf.get(entityType), value) ? 'entity_type' : undefined;
    case 'sub_type':
      return String(value).startsWith(stringOfField(record, 'type') || '?') ? 'type' : undefined;
    case 'type':
      if (stringOfField(record, 'sub_type')?.startsWith(String(value))) return 'sub_type';
      return typeOf.get(entityType) === value ? 'entity_type' : undefined;
    default:
      return field.kind === 'mimeType' && value === mimeTypeFor(field, record) ? field.describes : undefined;
  }
}

/** The values with those before that go together with the rest of the record. */
export function fittingFirst<Value>(
  values: readonly Value[],
  isFitting: (value: Value) => boolean,
): readonly Value[] {
  return [...values.filter(isFitting), ...values.filter((value) => !isFitting(value))];
}

/** The MIME type that the address of the content tells. */
export function mimeTypeFor(field: Field, record: OpenRecord): string | undefined {
  const url =
    field.kind === 'mimeType' && field.describes ? stringOfField(record, field.describes) : undefined;
  return url === undefined ? undefined : mimeTypeOfUrl(url);
}

function holds(values: readonly string[] | undefined, value: unknown): boolean {
  return values?.some((one) => one === value) ?? false;
}
