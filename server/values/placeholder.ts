import type { OpenRecord } from '../record/open-record';
import type { Code, Field } from '../spec/field';
import { codeWithValue, plainWord } from './code-words';
import { mimeTypeOfUrl } from './mime-guess';
import { stringOfField } from './plain-values';

/**
 * A value to start from for a field that a record lacks, as JSON text: what the record or the specification makes
 * likely, else the plainest value of the type. Text that nobody can know is left empty, which `empty-field` then
 * says. `now` is the present time in the form of the specification.
 */
export function placeholder(field: Field, record: OpenRecord, now: string): string {
  if (field.codes.length > 0) return JSON.stringify(likelyCode(field, record)?.value);
  switch (field.type) {
    case 'integer':
    case 'number':
      return String(likelyNumber(field));
    case 'boolean':
      return String(field.default ?? true);
    case 'date/time':
      return JSON.stringify(likelyDate(field, record, now));
    case 'array':
      return '[]';
    case 'list':
    case 'object':
      return likelyObject(field, record, now);
    default:
      return JSON.stringify(likelyText(field, record));
  }
}

/** An object with the members that it must have. */
function likelyObject({ members }: Field, record: OpenRecord, now: string): string {
  const parts = members?.mandatory.map(
    (field) => `${JSON.stringify(field.name)}: ${placeholder(field, record, now)}`,
  );
  return parts && parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}

/** 0, or what is allowed that is nearest to it. */
function likelyNumber({
  type,
  kind,
  default: byDefault,
  example,
  minimum = -Infinity,
  limits,
}: Field): number {
  // 0 is no ID of anything; the specification's example is at least a possible one.
  const plainest = typeof byDefault === 'number' ? byDefault : kind === 'dbid' ? Number(example) : 0;
  const least = Math.max(minimum, limits.minimum ?? minimum);
  const nearest = Math.max(least, Math.min(limits.maximum ?? Infinity, plainest));
  return type === 'integer' ? Math.ceil(nearest) : nearest;
}

/** Whether it is the field of the specification that has this name, and not one that a team states of an object. */
function isField(field: Field, name: string, { type }: OpenRecord): boolean {
  return field.name === name && type.fieldNamed(name) === field;
}

function likelyCode(field: Field, record: OpenRecord): Code | undefined {
  const { codes } = field;
  const usual =
    codes.find(({ value }) => value === field.default) ??
    codes.find(({ value }) => value === field.example) ??
    codes[0];
  if (isField(field, 'status', record)) {
    return codes.find(({ name }) => name === (record.entryOf('end_date') ? 'STOPPED' : 'NEW')) ?? usual;
  }
  if (!isField(field, 'entity_type', record)) return usual;
  const medium = plainWord(stringOfField(record, 'media_type') ?? '');
  const direction = plainWord(stringOfField(record, 'type') ?? '');
  const ofMedium = medium === '' ? [] : codes.filter(({ name }) => plainWord(name).startsWith(medium));
  const ofDirection = ofMedium.find(({ name }) => direction.startsWith(plainWord(name).slice(medium.length)));
  return ofDirection ?? ofMedium[0] ?? usual;
}

/** Now; or the end of the interaction where that is known, since nothing ends before it starts. */
function likelyDate(field: Field, record: OpenRecord, now: string): string {
  const end = stringOfField(record, 'end_date');
  return end !== undefined && field.pattern?.test(end) && end < now ? end : now;
}

function likelyText(field: Field, record: OpenRecord): string {
  if (field.kind === 'mimeType') return likelyMimeType(field, record);
  if (isField(field, 'type', record)) {
    const subType = stringOfField(record, 'sub_type') ?? '';
    return field.knownValues.find((value) => subType.startsWith(value)) ?? '';
  }
  if (isField(field, 'media_type', record)) {
    const entry = record.entryOf('entity_type');
    const code =
      entry?.field && entry.intact ? codeWithValue(entry.field, Number(record.valueText(entry))) : undefined;
    const name = plainWord(code?.name ?? '');
    return field.knownValues.find((value) => name.startsWith(value)) ?? String(field.example);
  }
  return typeof field.default === 'string' ? field.default : '';
}

/** What the URL of the content tells, or the type of content of which nothing is known. */
function likelyMimeType(field: Field, record: OpenRecord): string {
  const url = field.describes === undefined ? undefined : stringOfField(record, field.describes);
  const unknown = 'application/octet-stream';
  const general = field.knownValues.includes(unknown) ? unknown : String(field.example);
  return (url === undefined ? undefined : mimeTypeOfUrl(url)) ?? general;
}
