import { compareNumbers } from '../../json/json-number';
import type { Field } from '../../spec/field';
import { codeOfText } from '../../values/code-words';
import { t } from '../../words/language';
import { shorten } from '../../words/quote';
import { type CheckedValue, isNegative } from './checked-values';

/**
 * What a value breaks of what a team states of its field, as the rest of a sentence that starts with the field's name;
 * undefined where it breaks nothing. A value that is wrong by its codes or its form is wrong for that reason already,
 * which is told once.
 */
export function brokenLimit(value: CheckedValue): string | undefined {
  const { record, field, entry } = value;
  if (entry.kind === 'string') return brokenByText(record.stringValue(entry), field);
  if (entry.kind !== 'number' || isNegative(value)) return undefined;
  return brokenByNumber(record.valueText(entry), field);
}

/** The same of the value of a string. */
export function brokenByText(text: string, field: Field): string | undefined {
  const { minLength = 0, maxLength = Infinity, pattern } = field.limits;
  if (minLength === 0 && maxLength === Infinity && !pattern) return undefined;
  if (field.codes.length > 0 && !codeOfText(field, JSON.stringify(text))) return undefined;
  if (field.pattern && !field.pattern.test(text)) return undefined;
  const length = lengthOf(text, maxLength);
  if (length < minLength || length > maxLength) {
    if (minLength === maxLength) return t`must have exactly ${characters(minLength)}`;
    return length < minLength
      ? t`must have at least ${characters(minLength)}`
      : t`must have at most ${characters(maxLength)}`;
  }
  return pattern && !pattern.test(text) ? t`must match ${shorten(pattern.source)}` : undefined;
}

/** How many characters (code points) a text has; of one with more than `most` any number above that. */
function lengthOf(text: string, most: number): number {
  // A code point has two units at most.
  if (text.length > 2 * most) return Infinity;
  let length = 0;
  for (const _character of text) length++;
  return length;
}

function characters(count: number): string {
  return count === 1 ? t`1 character` : t`${count} characters`;
}

/** The same of a number as it is written in JSON. */
function brokenByNumber(text: string, field: Field): string | undefined {
  const { minimum = -Infinity, maximum = Infinity } = field.limits;
  if (minimum === -Infinity && maximum === Infinity) return undefined;
  if (field.codes.length > 0 && !codeOfText(field, text)) return undefined;
  if (compareWith(minimum, text) < 0) return t`must be at least ${minimum}`;
  return compareWith(maximum, text) > 0 ? t`must be at most ${maximum}` : undefined;
}

/** Compares a number as it is written with a limit: less than 0 where it is less. */
function compareWith(limit: number, text: string): number {
  // Of a larger limit the digits are not known any more that the team wrote.
  if (Math.abs(limit) <= Number.MAX_SAFE_INTEGER) return compareNumbers(text, String(limit));
  const number = Number(text);
  return number === limit ? 0 : number - limit;
}
