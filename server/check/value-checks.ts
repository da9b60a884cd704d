import {
  ARRAY,
  BOOLEAN,
  DIGITS,
  ESCAPED_STRING,
  isBeyondAscii,
  OBJECT,
  OTHER_NUMBER,
  STRING,
} from '../document/sound-reader';
import { CLOSE_BRACE, COLON, DOT, MINUS, NINE, QUOTE, SPACE, ZERO } from '../json/characters';
import type { Field, Members } from '../spec/field';
import { hashOf, vocabularyOf } from '../spec/vocabulary';
import { keyEnd, nextToken, soundValueAt } from './sound-value';

/**
 * Whether a value is certainly what its field says. `bytes` hold sound JSON as the fast reader has it, and from `start`
 * to `end` the value, of which `kind` is one of the reader's kinds.
 */
export type Check = (bytes: Uint8Array, start: number, end: number, kind: number) => boolean;

/** Reads the text between two places in those bytes, which have one sign for all characters beyond ASCII. */
export type TextAt = (start: number, end: number) => string;

/** Longer integers may be beyond what a double holds exactly. */
const LONGEST_SAFE_INTEGER = 15;

/** What must hold of the value of a field, as far as it can be told fast. */
export function checkOf(field: Field, textAt: TextAt): Check {
  const checks = [formCheck(field, textAt), codeCheck(field, textAt), limitCheck(field, textAt)].filter(
    (check) => check !== undefined,
  );
  const [first = isString, second, third] = checks;
  if (!second) return first;
  const both: Check = (bytes, start, end, kind) =>
    first(bytes, start, end, kind) && second(bytes, start, end, kind);
  if (!third) return both;
  return (bytes, start, end, kind) => both(bytes, start, end, kind) && third(bytes, start, end, kind);
}

function formCheck({ type, pattern, minimum, mandatory, members }: Field, textAt: TextAt): Check {
  switch (type) {
    case 'integer':
      return minimum === undefined ? isInteger : isDigits;
    case 'number':
      return (_bytes, _start, _end, kind) => kind === DIGITS || kind === OTHER_NUMBER;
    case 'boolean':
      return (_bytes, _start, _end, kind) => kind === BOOLEAN;
    case 'array':
      return (_bytes, _start, _end, kind) => kind === ARRAY;
    case 'list':
    case 'object':
      return members ? membersCheck(members, textAt) : (_bytes, _start, _end, kind) => kind === OBJECT;
    case 'date/time':
      return isDate;
    default:
      if (pattern) return patternCheck(pattern, textAt);
      return mandatory ? isFilledString : isString;
  }
}

/**
 * Checks an object that has members of its own: the reader says no more of it than where it is, so its bytes are looked
 * through once more.
 */
function membersCheck(members: Members, textAt: TextAt): Check {
  const { fields } = members;
  const names = vocabularyOf(fields.map(({ name }) => name));
  const checks = fields.map((field) => checkOf(field, textAt));
  const mandatory = members.mandatory.map(({ index }) => index);
  const arePaired = pairing(members);
  /** By field the number of the last object that has it: no object's fields need to be forgotten. */
  const seen = new Float64Array(fields.length);
  let object = 0;
  return (bytes, start, _end, kind) => {
    if (kind !== OBJECT) return false;
    object++;
    let at = nextToken(bytes, start + 1);
    while (bytes[at] !== CLOSE_BRACE) {
      const nameStart = at + 1;
      const nameEnd = keyEnd(bytes, nameStart);
      if (!names.isAscii && isBeyondAscii(bytes, nameStart, nameEnd)) return false;
      const field = names.indexInBytes(bytes, nameStart, nameEnd, hashOf(bytes, nameStart, nameEnd));
      const valueStart = nextToken(bytes, nextToken(bytes, nameEnd + 1) + 1);
      const value = soundValueAt(bytes, valueStart);
      const valueKind = value % 16;
      const valueEnd = (value - valueKind) / 16;
      if (field >= 0) {
        seen[field] = object;
        if (!(checks[field] as Check)(bytes, valueStart, valueEnd, valueKind)) return false;
      }
      at = nextToken(bytes, valueEnd);
      if (bytes[at] !== CLOSE_BRACE) at = nextToken(bytes, at + 1);
    }
    for (const index of mandatory) if (seen[index] !== object) return false;
    return arePaired(seen, object);
  };
}

function isString(_bytes: Uint8Array, _start: number, _end: number, kind: number): boolean {
  return kind === STRING || kind === ESCAPED_STRING;
}

/** What stands on the tape for a character beyond ASCII, or for the last one of ASCII. */
const BEYOND_ASCII = 127;

function isFilledString(bytes: Uint8Array, start: number, end: number, kind: number): boolean {
  const first = bytes[start + 1] as number;
  // Whether white space beyond ASCII alone makes a value is for the rule to say.
  return kind === STRING && end - start > 2 && first > SPACE && first < BEYOND_ASCII;
}

function isDigits(_bytes: Uint8Array, start: number, end: number, kind: number): boolean {
  return kind === DIGITS && end - start <= LONGEST_SAFE_INTEGER;
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
  // Without making a text of each value.
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

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= BEYOND_ASCII) return false;
  return true;
}

const LOWER_T = 116;

/** The number that stands there, rounded as any reader does; NaN where it is long or has an exponent. */
function numberAt(bytes: Uint8Array, start: number, end: number): number {
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

/** The text of a string without escapes; undefined for any other value, and for long ones. */
function stringAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  kind: number,
  textAt: TextAt,
): string | undefined {
  if (kind !== STRING || end - start > LONGEST_TEXT) return undefined;
  if (isBeyondAscii(bytes, start + 1, end - 1)) return textAt(start + 1, end - 1);
  // One call for all of them: unit by unit takes ten times as long until the engine has made it fast.
  return String.fromCharCode.apply(null, bytes.subarray(start + 1, end - 1) as never);
}

/** So many arguments are no trouble to any engine. */
const LONGEST_TEXT = 1000;

function patternCheck(pattern: { readonly test: (text: string) => boolean }, textAt: TextAt): Check {
  return (bytes, start, end, kind) => {
    const text = stringAt(bytes, start, end, kind, textAt);
    return text !== undefined && pattern.test(text);
  };
}

/** What a team states of a value besides its codes. */
function limitCheck({ type, limits }: Field, textAt: TextAt): Check | undefined {
  const { minimum = -Infinity, maximum = Infinity, minLength = 0, maxLength = Infinity, pattern } = limits;
  if (type === 'integer' || type === 'number') {
    return minimum > -Infinity || maximum < Infinity ? rangeCheck(minimum, maximum) : undefined;
  }
  const matches = pattern && patternCheck(pattern, textAt);
  if (minLength === 0 && maxLength === Infinity) return matches;
  const fits = lengthCheck(minLength, maxLength, textAt);
  return matches
    ? (bytes, start, end, kind) => fits(bytes, start, end, kind) && matches(bytes, start, end, kind)
    : fits;
}

function rangeCheck(minimum: number, maximum: number): Check {
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
    const text = stringAt(bytes, start, end, kind, textAt);
    if (text === undefined) return false;
    let characters = 0;
    for (const _ of text) characters++;
    return characters >= least && characters <= most;
  };
}

const LETTER_T = 84;
const LETTER_Z = 90;

/** By number; that of February in a leap year is for the rule to say. */
const daysOfMonth: readonly number[] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `"YYYY-MM-DDTHH:mm:ss.SSSZ"`, on a day that the month has. */
export function isDate(bytes: Uint8Array, start: number, end: number, kind: number): boolean {
  if (kind !== STRING || end - start !== 26) return false;
  const month = twoDigits(bytes, start + 6);
  const day = twoDigits(bytes, start + 9);
  return (
    twoDigits(bytes, start + 1) >= 0 &&
    twoDigits(bytes, start + 3) >= 0 &&
    bytes[start + 5] === MINUS &&
    month >= 1 &&
    month <= 12 &&
    bytes[start + 8] === MINUS &&
    day >= 1 &&
    (day <= 28 || day <= (daysOfMonth[month] as number)) &&
    bytes[start + 11] === LETTER_T &&
    isBelow(twoDigits(bytes, start + 12), 24) &&
    bytes[start + 14] === COLON &&
    isBelow(twoDigits(bytes, start + 15), 60) &&
    bytes[start + 17] === COLON &&
    isBelow(twoDigits(bytes, start + 18), 60) &&
    bytes[start + 20] === DOT &&
    twoDigits(bytes, start + 21) >= 0 &&
    isDigitAt(bytes, start + 23) &&
    bytes[start + 24] === LETTER_Z &&
    bytes[start + 25] === QUOTE
  );
}

function isBelow(value: number, limit: number): boolean {
  return value >= 0 && value < limit;
}

/** The number that two digits at `at` write, or -1. */
function twoDigits(bytes: Uint8Array, at: number): number {
  if (!isDigitAt(bytes, at) || !isDigitAt(bytes, at + 1)) return -1;
  return ((bytes[at] as number) - ZERO) * 10 + (bytes[at + 1] as number) - ZERO;
}

function isDigitAt(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at] as number;
  return code >= ZERO && code <= NINE;
}

/**
 * Returns a function that says whether each of some members has those beside it that it needs. `seen` has by field the
 * number of the last object that has it, and `object` is that of the one in question.
 */
export function pairing({ contents, fieldNamed }: Members): (seen: Float64Array, object: number) => boolean {
  const pairs = contents.flatMap(({ name, index, companions }) =>
    companions.flatMap((other) => {
      const companion = fieldNamed(other);
      return companion
        ? [{ owner: index, companion: companion.index, isMutual: companion.describes === name }]
        : [];
    }),
  );
  return (seen, object) => {
    for (const { owner, companion, isMutual } of pairs) {
      if (seen[companion] === object ? isMutual && seen[owner] !== object : seen[owner] === object)
        return false;
    }
    return true;
  };
}
