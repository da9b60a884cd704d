import type { Field } from '../../../spec/field';

/** Whether a value, read from JSON, is one that its field takes: nothing that breaks what is stated of it is offered. */
export function isAllowed(field: Field, value: unknown): boolean {
  if (field.codes.length > 0) return field.codes.some((code) => code.value === value);
  if (!hasType(field, value)) return false;
  if (typeof value === 'number') return isInRange(field, value);
  return typeof value !== 'string' || isInForm(field, value);
}

/** Whether JSON text is such a value. */
export function isAllowedJson(field: Field, json: string): boolean {
  try {
    return isAllowed(field, JSON.parse(json));
  } catch {
    return false;
  }
}

function hasType({ type }: Field, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
    case 'boolean':
      return typeof value === type;
    case 'array':
      return Array.isArray(value);
    case 'object':
    case 'list':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === 'string';
  }
}

function isInRange({ minimum: least = -Infinity, limits }: Field, number: number): boolean {
  const { minimum = least, maximum = Infinity } = limits;
  return number >= Math.max(least, minimum) && number <= maximum;
}

function isInForm({ pattern, limits }: Field, text: string): boolean {
  const { minLength = 0, maxLength = Infinity, pattern: teams } = limits;
  if (minLength > 0 || maxLength < Infinity) {
    const length = [...text].length;
    if (length < minLength || length > maxLength) return false;
  }
  return (pattern?.test(text) ?? true) && (teams?.test(text) ?? true);
}

/** Whether a field is the specification's one of this name, and not one that a team states of an object of its own. */
export function isOwn({ name, source }: Field, own: string): boolean {
  return name === own && source !== undefined;
}
