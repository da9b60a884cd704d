import { isBeyondAscii } from '../document/sound-tokens';
import {
  ARRAY,
  BOOLEAN,
  DIGITS,
  ESCAPED_STRING,
  OBJECT,
  OTHER_NUMBER,
  STRING,
  type StatedObject,
} from '../document/tape';
import { DOT, MINUS, NINE, SPACE, ZERO } from '../json/characters';
import type { Field, TextPattern } from '../spec/field';
import { textPattern } from '../spec/text-pattern';
import { hashOf, vocabularyOf } from '../spec/vocabulary';

/**
 * Whether a value is certainly what its field says. `bytes` hold sound JSON as the fast reader has it, and from `start`
 * to `end` the value, of which `kind` is one of the reader's kinds.
 */
export type Check = (bytes: Uint8Array, start: number, end: number, kind: number) => boolean;

/** Reads the text between two places in those bytes, which have one sign for all characters beyond ASCII. */
export type TextAt = (start: number, end: number) => string;

/** Longer integers may be beyond what a double holds exactly. */
export const LONGEST_SAFE_INTEGER = 15;

/** How a value is written, which is asked of each one of a file: most fields ask for nothing else. */
export type Form = number;

const ANY_STRING = 0;
const FILLED_STRING = 1;
export const DATE = 2;
const WHOLE_NUMBER = 3;
const DIGITS_ALONE = 4;
const NUMBER = 5;

/** Any other form is a kind of value, and this. */
const OF_KIND = 16;

/** What the value of a field looks like, as far as it can be told fast. */
export function formOf({ type, pattern, minimum, mandatory }: Field): Form {
  switch (type) {
    case 'integer':
      return minimum === undefined ? WHOLE_NUMBER : DIGITS_ALONE;
    case 'number':
      return NUMBER;
    case 'boolean':
      return OF_KIND + BOOLEAN;
    case 'array':
      return OF_KIND + ARRAY;
    case 'list':
    case 'object':
      return OF_KIND + OBJECT;
    case 'date/time':
      return DATE;
    default:
      return mandatory && !pattern ? FILLED_STRING : ANY_STRING;
  }
}

/** The kind of which all short values have a form, or all that are dates where that is one; 0 where there is none. */
export function plainKindOf(form: Form): number {
  if (form === ANY_STRING || form === DATE) return STRING;
  return form === WHOLE_NUMBER || form === DIGITS_ALONE ? DIGITS : 0;
}

/** Whether a value has a form. Of a date it is asked elsewhere which string it is (`isDateAt`). */
export function hasForm(form: Form, bytes: Uint8Array, start: number, end: number, kind: number): boolean {
  switch (form) {
    case ANY_STRING:
    case DATE:
      return kind === STRING || kind === ESCAPED_STRING;
    case FILLED_STRING:
      return isFilledString(bytes, start, end, kind);
    case WHOLE_NUMBER:
      return isInteger(bytes, start, end, kind);
    case DIGITS_ALONE:
      return kind === DIGITS && end - start <= LONGEST_SAFE_INTEGER;
    case NUMBER:
      return kind === DIGITS || kind === OTHER_NUMBER;
    default:
      return kind === form - OF_KIND;
  }
}

/** What must hold of the value of a field besides its form, as far as it can be told fast; undefined where nothing must. */
export function checkOf(field: Field, textAt: TextAt): Check | undefined {
  const { pattern, limits } = field;
  const checks = [
    formOf(field) === ANY_STRING ? pattern && patternCheck(pattern, textAt) : undefined,
    codeCheck(field, textAt),
    limitCheck(field, textAt),
    limits.pattern && patternCheck(limits.pattern, textAt),
  ].filter((check) => check !== undefined);
  if (checks.length < 2) return checks[0];
  return (bytes, start, end, kind) => checks.every((check) => check(bytes, start, end, kind));
}

/** What stands on the tape for a character beyond ASCII, or for the last one of ASCII. */
export const BEYOND_ASCII = 127;

function isFilledString(bytes: Uint8Array, start: number, end: number, kind: number): boolean {
  const first = bytes[start + 1] as number;
  // Whether white space beyond ASCII alone makes a value is for the rule to say.
  return kind === STRING && end - start > 2 && first > SPACE && first < BEYOND_ASCII;
}

function isInteger(bytes: Uint8Array, start: number, end: number, kind: number): boolean {
  if (end - start > LONGEST_SAFE_INTEGER) return false;
  if (kind === DIGITS) return true;
  if (kind !== OTHER_NUMBER || bytes[start] !== MINUS) return false;
  for (let at = start + 1; at < end; at++) if (!isDigitAt(bytes, at)) return false;
  return true;
}

function codeCheck({ type, codes }: Field, textAt: TextAt): Check | undefined {
  if (codes.length === 0) return undefined;
  const values: ReadonlySet<unknown> = new Set(codes.map(({ value }) => value));
  if (type === 'integer' || type === 'number')
    return (bytes, start, end) => values.has(numberAt(bytes, start, end));
  if (type === 'boolean') return (bytes, start) => values.has(bytes[start] === LOWER_T);
  return wordCheck(values, textAt);
}

/** Whether a value is one of some texts; no text is made of it. */
export function wordCheck(values: ReadonlySet<unknown>, textAt: TextAt): Check {
  const words = [...values].filter((value) => typeof value === 'string' && isAscii(value)) as string[];
  const { indexInBytes } = vocabularyOf(words);
  return (bytes, start, end, kind) => {
    if (kind !== STRING) return false;
    if (indexInBytes(bytes, start + 1, end - 1, hashOf(bytes, start + 1, end - 1)) >= 0) return true;
    return (
      words.length < values.size &&
      isBeyondAscii(bytes, start + 1, end - 1) &&
      values.has(textAt(start + 1, end - 1))
    );
  };
}

/** Whether a text is all that the bytes of a tape can tell: ASCII but for its last character. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= BEYOND_ASCII) return false;
  return true;
}

const LOWER_T = 116;

/** The number that stands there, rounded as any reader does; NaN where it is long or has an exponent. */
export function numberAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > LONGEST_SAFE_INTEGER) return NaN;
  const isBelowZero = bytes[start] === MINUS;
  let digits = 0;
  let divisor = 0;
  for (let at = isBelowZero ? start + 1 : start; at < end; at++) {
    if (bytes[at] === DOT) divisor = 1;
    else if (!isDigitAt(bytes, at)) return NaN;
    else {
      digits = digits * 10 + (bytes[at] as number) - ZERO;
      divisor *= 10;
    }
  }
  // Both are exact, so it is only rounded once.
  const value = divisor === 0 ? digits : digits / divisor;
  return isBelowZero ? -value : value;
}

/** Longer texts are for the rule to read. */
const LONGEST_TEXT = 1000;

/** The text of a string without escapes; undefined for any other value, and for long ones. */
function stringAt(start: number, end: number, kind: number, textAt: TextAt): string | undefined {
  return kind === STRING && end - start <= LONGEST_TEXT ? textAt(start + 1, end - 1) : undefined;
}

/** After so many texts it pays to make what looks at bytes of a pattern that only looks at texts: that takes milliseconds. */
const MANY_TEXTS = 3000;

function patternCheck(pattern: TextPattern, textAt: TextAt): Check {
  let asked = 0;
  let inBytes = pattern.testBytes;
  /** The last one that matched as bytes; of a pattern that only texts can be asked about. */
  let last = new Uint8Array(0);
  return (bytes, start, end, kind) => {
    if (kind !== STRING || end - start > LONGEST_TEXT) return false;
    if (++asked === MANY_TEXTS && !inBytes) {
      const read = textPattern(pattern.source);
      if (!('refused' in read)) inBytes = read.testBytes;
    }
    const found = inBytes ? inBytes(bytes, start + 1, end - 1) : isSame(bytes, start, end, last) || undefined;
    if (found !== undefined) return found;
    const isMatch = pattern.test(textAt(start + 1, end - 1));
    if (isMatch && !inBytes && !isBeyondAscii(bytes, start, end)) last = bytes.slice(start, end);
    return isMatch;
  };
}

function isSame(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let at = 0; at < other.length; at++) if (bytes[start + at] !== other[at]) return false;
  return true;
}

/** Between which limits a number is, or how long a text is, where a team states that. */
function limitCheck({ type, limits }: Field, textAt: TextAt): Check | undefined {
  const { minimum = -Infinity, maximum = Infinity, minLength = 0, maxLength = Infinity } = limits;
  if (type === 'integer' || type === 'number')
    return minimum > -Infinity || maximum < Infinity ? rangeCheck(minimum, maximum) : undefined;
  return minLength > 0 || maxLength < Infinity ? lengthCheck(minLength, maxLength, textAt) : undefined;
}

/** Whether a number is certainly not beyond one of two limits. */
export function rangeCheck(minimum: number, maximum: number): Check {
  return (bytes, start, end, kind) => {
    const value = numberAt(bytes, start, end);
    if (value > minimum && value < maximum) return true;
    // Of a fraction it is not known on which side of a limit it was before it was rounded.
    return isInteger(bytes, start, end, kind) && value >= minimum && value <= maximum;
  };
}

/** The most bytes that one character can take in JSON: two escapes. */
const LONGEST_CHARACTER = 12;

function lengthCheck(least: number, most: number, textAt: TextAt): Check {
  return (bytes, start, end, kind) => {
    const length = end - start - 2;
    if (length <= most && length >= least * LONGEST_CHARACTER) return true;
    if (kind === STRING && !isBeyondAscii(bytes, start + 1, end - 1))
      return length >= least && length <= most;
    const text = stringAt(start, end, kind, textAt);
    if (text === undefined) return false;
    let characters = 0;
    for (const _ of text) characters++;
    return characters >= least && characters <= most;
  };
}

function isDigitAt(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at] as number;
  return code >= ZERO && code <= NINE;
}

/**
 * Returns a function that says whether each of an object's members has those beside it that it needs. `seen` has by the tape's
 * number of a field that of the last record that has it, and `record` is the one in question.
 */
export function pairing({ first, members }: StatedObject): (seen: Float64Array, record: number) => boolean {
  const pairs = members.contents.flatMap(({ name, index, companions }) =>
    companions.flatMap((other) => {
      const companion = members.fieldNamed(other);
      const isMutual = companion?.describes === name;
      return companion ? [{ owner: first + index, companion: first + companion.index, isMutual }] : [];
    }),
  );
  return (seen, record) => {
    for (const { owner, companion, isMutual } of pairs) {
      if (seen[companion] === record ? isMutual && seen[owner] !== record : seen[owner] === record)
        return false;
    }
    return true;
  };
}
