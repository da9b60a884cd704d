import { t } from '../words/language';
import type { Field, FieldType, Members } from './field';

/** The types of values as JSON Schema names them. */
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** What the types are called in messages. */
export const typeNames: Readonly<Record<JsonType, () => string>> = {
  string: () => t`a string`,
  integer: () => t`an integer`,
  number: () => t`a number`,
  boolean: () => t`a boolean`,
  array: () => t`a list`,
  object: () => t`an object`,
};

/** The type of the values of a field of this type, in JSON; the pairs of a list are an object. */
export function jsonTypeOf(type: FieldType): JsonType {
  if (type === 'list') return 'object';
  return type in typeNames ? (type as JsonType) : 'string';
}

/**
 * Why a value, as JSON.parse returns it, is none that a field may have, in words that follow it; undefined where it may.
 */
export function misfit(field: Field, value: unknown): string | undefined {
  const { codes, limits, type, members } = field;
  if (value === null) return t`is never a value`;
  if (!hasType(type, value)) return t`is not ${typeNames[jsonTypeOf(type)]()}`;
  if (codes.length > 0 && codes.every((code) => code.value !== value)) {
    const right = codes.map((code) => JSON.stringify(code.value));
    return right.length > MOST_LISTED ? t`is not one of the codes` : t`is not one of ${right.join(', ')}`;
  }
  if (typeof value === 'string') return misfitOfText(field, value);
  if (typeof value === 'number') {
    const { minimum = field.minimum, maximum } = limits;
    if (minimum !== undefined && value < minimum) return t`is below ${minimum}`;
    return maximum !== undefined && value > maximum ? t`is above ${maximum}` : undefined;
  }
  return members && misfitOfMembers(members, value);
}

/** More values than this make a message too long to be read. */
const MOST_LISTED = 8;

function hasType(type: FieldType, value: unknown): boolean {
  switch (jsonTypeOf(type)) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value) || (type === 'list' && Array.isArray(value) && value.every(isPair));
    default:
      return typeof value === jsonTypeOf(type);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): value is Readonly<{ key: string; value: unknown }> {
  return isObject(value) && typeof value.key === 'string' && Object.hasOwn(value, 'value');
}

function misfitOfText({ pattern, form = '', limits, mandatory }: Field, text: string): string | undefined {
  if (pattern && !pattern.test(text)) return t`is not of this form: ${form.replaceAll('`', '')}`;
  if (mandatory && text.trim() === '') return t`is empty`;
  const { minLength = 0, maxLength = Infinity, pattern: ours } = limits;
  const length = [...text].length;
  if (length < minLength) return t`is shorter than ${characters(minLength)}`;
  if (length > maxLength) return t`is longer than ${characters(maxLength)}`;
  return ours && !ours.test(text) ? t`does not match the "pattern"` : undefined;
}

function characters(count: number): string {
  return count === 1 ? t`1 character` : t`${count} characters`;
}

function misfitOfMembers({ fields }: Members, value: unknown): string | undefined {
  const pairs = Array.isArray(value)
    ? value.filter(isPair).map((pair) => [pair.key, pair.value] as const)
    : [];
  const values = new Map<string, unknown>(isObject(value) ? Object.entries(value) : pairs);
  for (const field of fields) {
    const { name, mandatory, mandatoryWith } = field;
    if (values.has(name)) {
      const reason = misfit(field, values.get(name));
      if (reason !== undefined) return t`has a wrong "${name}": it ${reason}`;
    } else if (mandatory || mandatoryWith.some((owner) => values.has(owner))) return t`lacks "${name}"`;
  }
  return undefined;
}
