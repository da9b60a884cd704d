import { plainDecimal } from '../json/json-number';
import type { Field } from '../spec/field';
import { misfit } from '../spec/misfit';
import { t } from '../words/language';
import { limits } from './limits';
import type { Part } from './part';
import { quoted, shortened } from './shortened';

/** What there is in a text of JSON besides signs and words. */
const STRING_OR_NUMBER = /"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|-?\d[\d.eE+-]*/g;

/**
 * The value that is stated, as JSON.parse returns it; undefined, after that is told, where it is longer than so many
 * characters (UTF-16 code units of JSON), or a number in it would be rounded.
 */
export function statedValue({ text, tell, tellWithin }: Part, most: number): unknown {
  if (text.length > most) return tell(t`This value has more than ${most} characters: write a shorter one.`);
  for (const { 0: token, index } of text.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"') || isHeld(token)) continue;
    tellWithin(index, index + token.length, t`${shortened(token)} cannot be held without rounding it.`);
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Its defect is told as a syntax error.
  }
}

/** The number that is stated; undefined, after that is told, where there is none that can be held. */
export function numberIn(part: Part | undefined): number | undefined {
  if (part?.kind !== 'number') return part?.mustBe(t`a number`);
  return statedValue(part, limits.exampleCharacters) as number | undefined;
}

/** Whether a number is read without losing a digit, and none beside it is read as the same. */
function isHeld(text: string): boolean {
  const value = Number(text);
  if (!(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return false;
  const digits = digitsOf(text);
  return digits !== undefined && (value === 0 ? /^-?0$/.test(digits) : digits === digitsOf(String(value)));
}

/** A number as decimals that have no zeros at their end. */
function digitsOf(text: string): string | undefined {
  const plain = plainDecimal(text);
  return plain?.includes('.') ? plain.replace(/(?<!0)0+$/, '') : plain;
}

/** Reads what an absent field means. */
export function readDefault(part: Part | undefined, field: Field, before: Field | undefined): unknown {
  if (part === undefined) return undefined;
  const value = statedValue(part, limits.exampleCharacters);
  if (value === undefined) return undefined;
  const reason = misfit(field, value);
  const known = before?.default;
  if (reason !== undefined) return part.tell(misfitMessage(part, reason));
  if (known === undefined || JSON.stringify(known) === JSON.stringify(value)) return value;
  return part.tell(t`Without ${quoted(field.name)}, ${JSON.stringify(known)} holds: that is its default.`);
}

/** Reads values that are right. */
export function readExamples(part: Part | undefined, field: Field): readonly unknown[] {
  const examples: unknown[] = [];
  const elements = part && (part.elements() ?? part.mustBe(t`a list of values such as ["gold"]`));
  for (const element of elements ?? []) {
    const value = statedValue(element, limits.exampleCharacters);
    if (value === undefined) continue;
    const reason = misfit(field, value);
    if (reason === undefined) examples.push(value);
    else element.tell(misfitMessage(element, reason));
  }
  return examples;
}

/** Says why a value is none of a field: `"gold" is not a number.` */
export function misfitMessage({ kind, shown }: Part, reason: string): string {
  const begin = kind === 'object' ? t`An object` : kind === 'array' ? t`A list` : shown();
  return `${begin} ${reason}.`;
}
