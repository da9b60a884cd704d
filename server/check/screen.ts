import { COLON, DOT, MINUS, NINE, QUOTE, SPACE, ZERO } from '../document/characters';
import {
  BOOLEAN,
  DIGITS,
  ESCAPED_STRING,
  OBJECT,
  OTHER_NUMBER,
  type Screen,
  STRING,
  TAPE_WIDTH,
} from '../document/sound-reader';
import { type Field, fieldNamed, fields } from '../spec/field';

/*
 * The rules, put the other way round and asked of the tape: is there certainly nothing to report? Where the answer is
 * no the rules look for themselves, so a screen that doubts too often costs time, and one that doubts too seldom
 * hides findings: a property test compares the two.
 */

/** Longer integers may be beyond what a double holds exactly. */
const LONGEST_SAFE_INTEGER = 15;

/** What must hold of a field's value, as far as it can be told fast. */
const checks: readonly ((bytes: Uint8Array, start: number, end: number, kind: number) => boolean)[] =
  fields.map(checkOf);

const mandatory = maskOf(fields.filter((field) => field.mandatory));
const contents = fields
  .filter((field) => field.companions.length > 0)
  .map((field) => ({
    bit: maskOf([field]),
    companions: maskOf(field.companions.flatMap((name) => fieldNamed(name) ?? [])),
  }));
const START_DATE = fieldNamed('start_date')?.index ?? -1;
const END_DATE = fieldNamed('end_date')?.index ?? -1;

/** Whether a sound record certainly breaks no rule. */
export const isClean: Screen = (tape) => {
  if (tape.mayRepeatKeys) return false;
  const { numbers, bytes, count } = tape;
  let present = 0;
  let startDate = -1;
  let endDate = -1;
  for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
    const field = numbers[place] as number;
    if (field < 0) return false;
    const bit = 1 << field;
    if ((present & bit) !== 0) return false;
    present |= bit;
    const valueStart = numbers[place + 2] as number;
    const check = checks[field];
    if (!check?.(bytes, valueStart, numbers[place + 3] as number, numbers[place + 4] as number)) return false;
    if (field === START_DATE) startDate = valueStart;
    else if (field === END_DATE) endDate = valueStart;
  }
  if ((present & mandatory) !== mandatory) return false;
  for (const { bit, companions } of contents) {
    // A companion without its content is as doubtful as a content without its companion.
    if ((present & companions) !== ((present & bit) === 0 ? 0 : companions)) return false;
  }
  return endDate < 0 || startDate < 0 || isNotBefore(bytes, endDate, startDate);
};

function checkOf(field: Field): (typeof checks)[number] {
  const { pattern, codes, minimum } = field;
  switch (field.type) {
    case 'integer':
      if (codes.length > 0) return codeCheck(new Set(codes.map(({ value }) => value)));
      return minimum === undefined ? isInteger : isDigits;
    case 'boolean':
      return (_bytes, _start, _end, kind) => kind === BOOLEAN;
    case 'list':
      return (_bytes, _start, _end, kind) => kind === OBJECT;
    case 'date/time':
      return isDate;
    default:
      if (pattern) return patternCheck(pattern);
      return field.mandatory ? isFilledString : isString;
  }
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

function codeCheck(codes: ReadonlySet<number>): (typeof checks)[number] {
  return (bytes, start, end, kind) =>
    kind === DIGITS && end === start + 1 && codes.has((bytes[start] as number) - ZERO);
}

/** So many arguments are no trouble to any engine. */
const LONGEST_PATTERNED = 1000;

function patternCheck(pattern: RegExp): (typeof checks)[number] {
  return (bytes, start, end, kind) => {
    if (kind !== STRING) return false;
    if (end - start > LONGEST_PATTERNED) return false;
    for (let at = start + 1; at < end - 1; at++) if ((bytes[at] as number) >= BEYOND_ASCII) return false;
    // One call for all of them: unit by unit takes ten times as long until the engine has made it fast.
    return pattern.test(String.fromCharCode.apply(null, bytes.subarray(start + 1, end - 1) as never));
  };
}

const LETTER_T = 84;
const LETTER_Z = 90;

/** By number; that of February in a leap year is for the rule to say. */
const daysOfMonth: readonly number[] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `"YYYY-MM-DDTHH:mm:ss.SSSZ"`, on a day that the month has. */
function isDate(bytes: Uint8Array, start: number, end: number, kind: number): boolean {
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

/** Whether the date at `later` is not before the one at `earlier`; in this form dates sort as texts do. */
function isNotBefore(bytes: Uint8Array, later: number, earlier: number): boolean {
  for (let at = 1; at < 24; at++) {
    const difference = (bytes[later + at] as number) - (bytes[earlier + at] as number);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function maskOf(some: readonly Field[]): number {
  return some.reduce((mask, { index }) => mask | (1 << index), 0);
}
