import { DIGITS, STRING, type Tape } from '../document/tape';
import {
  ASTERISK,
  BACKSLASH,
  DOT,
  MINUS,
  NINE,
  NUMBER_SIGN,
  OPEN_BRACE,
  PLUS,
  QUOTE,
  SPACE,
  ZERO,
} from '../json/characters';
import type { Shape } from '../spec/facts';
import type { Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';
import { isIdentifier, malformed } from '../values/identifiers';
import { goTogether, ownKind } from '../values/kind-and-medium';
import { canBeDialled } from '../values/phone-numbers';
import { mismatch } from '../values/refining';
import { MOST_CHARACTERS_REPORTED } from '../values/user-data';
import { BEYOND_ASCII, type Check, numberAt, rangeCheck, type TextAt, wordCheck } from './value-checks';

/*
 * What records usually hold, as their facts state it: whatever a rule by judgement could say of a single value, or of two
 * that go together. Nearly all values pass by a look at a few bytes; only of the others a text is made, and asked about
 * as the rule does.
 */

/** Whether a value of a field is certainly a usual one; undefined where any is. */
export function usualCheckOf(field: Field, type: RecordType, textAt: TextAt): Check | undefined {
  const { role, kind, usualRange } = field;
  const checks = [
    kind === 'dbid' ? isPositive : undefined,
    usualRange && rangeCheck(usualRange.least, usualRange.greatest),
    isIdentifier(field) ? identifierCheck(field, textAt) : undefined,
    role === 'kind' ? kindCheck(type) : undefined,
    role === 'medium' ? wordCheck(usualMedia(field, type), textAt) : undefined,
    role === 'phoneNumber' ? phoneNumberCheck(textAt) : undefined,
    role === 'userData' ? hasShortStrings : undefined,
  ].filter((check) => check !== undefined);
  if (checks.length < 2) return checks[0];
  return (bytes, start, end, kindOfValue) => checks.every((check) => check(bytes, start, end, kindOfValue));
}

function isPositive(bytes: Uint8Array, start: number, _end: number, kind: number): boolean {
  return kind === DIGITS && bytes[start] !== ZERO;
}

function kindCheck(type: RecordType): Check {
  const own = ownKind(type)?.value;
  return (bytes, start, end) => numberAt(bytes, start, end) === own;
}

/** The media that are known and go with what the type is about. */
function usualMedia({ codes, knownValues, examples }: Field, type: RecordType): ReadonlySet<unknown> {
  const own = ownKind(type);
  const known = codes.length > 0 ? codes.map(({ value }) => value) : [...knownValues, ...examples];
  return new Set(
    known.filter((word) => typeof word === 'string' && own && goTogether(type, own.value, word)),
  );
}

/** Of identifiers it is nearly always their length that tells whether something can be said of them. */
function identifierCheck(field: Field, textAt: TextAt): Check {
  const [usual] = field.shapes;
  const isAsked = new Uint8Array(Math.max(0, ...field.shapes.map(({ length }) => length)) + 2);
  for (const { length } of field.shapes) {
    isAsked[length - 1] = 1;
    isAsked[length + 1] = 1;
  }
  const isOfShape = usual?.isExact ? charactersCheck(usual) : undefined;
  return (bytes, start, end, kind) => {
    if (kind !== STRING) return false;
    const length = end - start - 2;
    if (length === usual?.length && isOfShape?.(bytes, start + 1, end - 1)) return true;
    // White space may stand at either end.
    const isBare = length > 0 && isInside(bytes[start + 1] as number) && isInside(bytes[end - 2] as number);
    if (isBare && !isOfShape && isAsked[length] !== 1 && isUnmangled(bytes, start, end)) return true;
    return malformed(field, textAt(start + 1, end - 1)) === undefined;
  };
}

/**
 * Whether a text is certainly nothing that a program for tables wrote, by its length, its first sign, and a point or a plus sign in
 * it; and has no character that nobody sees.
 */
function isUnmangled(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start + 1] as number;
  if (first <= PLUS) return false;
  const isWord = first > NINE;
  if (isWord && end - start <= LONGEST_WORD && beginsNothing(first | SMALL)) return false;
  const mayBeNumber = !isWord && end - start <= LONGEST_MANGLED;
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at] as number;
    // Many identifiers have a hyphen, and no such number has one.
    if (byte >= BEYOND_ASCII || (mayBeNumber && byte >= PLUS && byte <= DOT && byte !== MINUS)) return false;
  }
  return true;
}

/** Whether a word that stands for nothing may begin with a sign. */
function beginsNothing(sign: number): boolean {
  return sign === LESS_THAN || sign === N || sign === U || sign === OPEN_BRACE;
}

/** What makes a small letter of a large one, a brace of a bracket, and leaves the sign below as it is. */
const SMALL = 32;
const LESS_THAN = 60;
const N = 110;
const U = 117;

/** With quotes: a number of 18 digits with its fraction, and `[object Object]`. */
const LONGEST_MANGLED = 24;
const LONGEST_WORD = 17;

function isInside(byte: number): boolean {
  return byte > SPACE && byte < BEYOND_ASCII;
}

/** Whether all characters are some of which a shape is made. */
function charactersCheck({ pattern, length }: Shape) {
  const isOne = Uint8Array.from({ length: 256 }, (_, code) =>
    Number(code < BEYOND_ASCII && pattern.test(String.fromCharCode(code).repeat(length))),
  );
  return (bytes: Uint8Array, start: number, end: number): boolean => {
    for (let at = start; at < end; at++) if (isOne[bytes[at] as number] !== 1) return false;
    return true;
  };
}

/** Fewer and more digits are for the rule to say. */
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;

function phoneNumberCheck(textAt: TextAt): Check {
  return (bytes, start, end, kind) => {
    if (kind !== STRING) return false;
    const hasPlus = bytes[start + 1] === PLUS;
    const first = hasPlus ? start + 2 : start + 1;
    const digits = end - 1 - first;
    if (
      bytes[first] !== NUMBER_SIGN &&
      digits <= MOST_DIGITS &&
      (hasPlus ? digits >= FEWEST_DIGITS && bytes[first] !== ZERO : digits > 0)
    ) {
      let at = first;
      while (at < end - 1 && isDialled(bytes[at] as number, hasPlus)) at++;
      if (at === end - 1) return true;
    }
    return canBeDialled(textAt(start + 1, end - 1));
  };
}

function isDialled(byte: number, hasPlus: boolean): boolean {
  return (byte >= ZERO && byte <= NINE) || (!hasPlus && (byte === ASTERISK || byte === NUMBER_SIGN));
}

/**
 * Whether no string in a value is longer than what reporting stores. Between two quotes of strings there are no more
 * bytes than that then, so one look is taken at every so many bytes, back to the next quote. A quote that is part of a
 * string has a backslash before it, and then nothing is certain.
 */
function hasShortStrings(bytes: Uint8Array, start: number, end: number): boolean {
  let quote = start - 1;
  while (end - quote - 1 > MOST_CHARACTERS_REPORTED) {
    let at = quote + MOST_CHARACTERS_REPORTED + 1;
    while (at > quote && bytes[at] !== QUOTE) at--;
    if (at === quote || bytes[at - 1] === BACKSLASH) return false;
    quote = at;
  }
  return true;
}

/** Where the member of a field stands on the tape, or -1. */
export type PlaceOf = (index: number) => number;

/**
 * Returns a function that says whether certainly nothing is known against any two values of a record of which one refines
 * the other.
 */
export function refiningCheck(
  type: RecordType,
  textAt: TextAt,
): (tape: Readonly<Tape>, placeOf: PlaceOf) => boolean {
  const pairs = type.fields.flatMap((field) => {
    const refined = field.refines === undefined ? undefined : type.fieldNamed(field.refines);
    return refined ? [{ field, refined }] : [];
  });
  return ({ bytes, numbers }, placeOf) => {
    for (const { field, refined } of pairs) {
      const place = placeOf(field.index);
      const refinedPlace = placeOf(refined.index);
      if (place < 0 || refinedPlace < 0) continue;
      if (numbers[place + 4] !== STRING || numbers[refinedPlace + 4] !== STRING) return false;
      const start = (numbers[place + 2] as number) + 1;
      const end = (numbers[place + 3] as number) - 1;
      const refinedStart = (numbers[refinedPlace + 2] as number) + 1;
      const refinedEnd = (numbers[refinedPlace + 3] as number) - 1;
      if (isBeginning(bytes, start, end, refinedStart, refinedEnd)) continue;
      if (mismatch(field, refined, textAt(start, end), textAt(refinedStart, refinedEnd)) !== undefined)
        return false;
    }
    return true;
  };
}

function isBeginning(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  if (to - from > end - start) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    // One sign stands for all characters beyond ASCII.
    if (byte !== bytes[start + at - from] || byte >= BEYOND_ASCII) return false;
  }
  return true;
}
