import type { OpenRecord } from '../record/open-record';
import type { Code, Field } from '../spec/field';
import { likeliestOf, mimeTypeFor } from './fitting';
import { stringOfField } from './plain-values';

/**
 * A value to start from for a field that a record lacks, as JSON text: what the record or the specification makes
 * likely, else the plainest value of the type. Text that nobody can know is left empty, which `empty-field` then
 * says. `now` is the present time in the form of the specification.
 */
export function placeholder(field: Field, record: OpenRecord, now: string): string {
  if (field.codes.length > 0) return JSON.stringify(likelyCode(field, record));
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

/** What the record tells, else what is written where nobody knows. */
function likelyCode(field: Field, record: OpenRecord): Code['value'] | undefined {
  const values = field.codes.map(({ value }) => value);
  return likeliestOf(field, values, record, [field.placeholder, field.default, field.example]) ?? values[0];
}

/** Now; or the end of the interaction where that is known, since nothing ends before it starts. */
function likelyDate(field: Field, record: OpenRecord, now: string): string {
  const end = stringOfField(record, record.type.end);
  return end !== undefined && field.pattern?.test(end) && end < now ? end : now;
}

function likelyText(field: Field, record: OpenRecord): string {
  if (field.kind === 'mimeType') return likelyMimeType(field, record);
  // The beginning of a text does not tell how it goes on.
  const fitting = field.refines ? undefined : likeliestOf(field, field.knownValues, record, []);
  const usual = [field.placeholder, field.default].find((value) => typeof value === 'string');
  return fitting ?? usual ?? '';
}

/** What the URL of the content tells, or the type of content of which nothing is known. */
function likelyMimeType(field: Field, record: OpenRecord): string {
  const unknown = 'application/octet-stream';
  const general = field.knownValues.includes(unknown) ? unknown : String(field.example);
  return mimeTypeFor(field, record) ?? general;
}
