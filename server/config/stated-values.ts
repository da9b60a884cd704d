import type { Entry } from '../document/record';
import { plainDecimal } from '../json/json-number';
import type { Field } from '../spec/field';
import { misfit } from '../spec/misfit';
import { limits } from './limits';
import { quoted, shortened } from './shortened';
import type { Written } from './written';

/** What there is in a text of JSON besides signs and words. */
const STRING_OR_NUMBER = /"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|-?\d[\d.eE+-]*/g;

/**
 * The value that is stated, as JSON.parse returns it; undefined, after that is told, where it is longer than so many
 * characters (UTF-16 code units of JSON), or a number in it would be rounded.
 */
export function statedValue(written: Written, entry: Entry, most: number): unknown {
  const text = written.textOf(entry);
  if (text.length > most) {
    written.atValue(entry, `This value has more than ${most} characters: write a shorter one.`);
    return undefined;
  }
  for (const { 0: token, index } of text.matchAll(STRING_OR_NUMBER)) {
    if (token.startsWith('"') || isHeld(token)) continue;
    const start = entry.valueStart + index;
    written.problem(start, start + token.length, `${shortened(token)} cannot be held without rounding it.`);
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Its defect is told as a syntax error.
  }
}

/** The number that is stated; undefined, after that is told, where there is none that can be held. */
export function numberIn(written: Written, part: Entry | undefined): number | undefined {
  if (part === undefined) return undefined;
  if (part.kind === 'number')
    return statedValue(written, part, limits.exampleCharacters) as number | undefined;
  written.atValue(part, `"${part.key}" is a number, not ${written.shown(part)}.`);
  return undefined;
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
export function readDefault(
  written: Written,
  part: Entry | undefined,
  field: Field,
  before: Field | undefined,
): unknown {
  if (part === undefined) return undefined;
  const value = statedValue(written, part, limits.exampleCharacters);
  if (value === undefined) return undefined;
  const reason = misfit(field, value);
  const known = before?.default;
  if (reason !== undefined) written.atValue(part, misfitMessage(written, part, reason));
  else if (known === undefined || JSON.stringify(known) === JSON.stringify(value)) return value;
  else
    written.atValue(
      part,
      `Without ${quoted(field.name)}, ${JSON.stringify(known)} holds: that is its default.`,
    );
  return undefined;
}

/** Reads values that are right. */
export function readExamples(written: Written, part: Entry | undefined, field: Field): readonly unknown[] {
  if (part === undefined) return [];
  if (part.kind !== 'array') {
    written.atValue(part, `"examples" is a list of values such as ["gold"], not ${written.shown(part)}.`);
    return [];
  }
  const examples: unknown[] = [];
  for (const element of written.elements(part)) {
    const value = statedValue(written, element, limits.exampleCharacters);
    if (value === undefined) continue;
    const reason = misfit(field, value);
    if (reason === undefined) examples.push(value);
    else written.atValue(element, misfitMessage(written, element, reason));
  }
  return examples;
}

/** Says why a value is none of a field: `"gold" is not a number.` */
export function misfitMessage(written: Written, entry: Entry, reason: string): string {
  const shown = entry.kind === 'object' ? 'An object' : entry.kind === 'array' ? 'A list' : undefined;
  return `${shown ?? written.shown(entry)} ${reason}.`;
}
