import {
  BOOLEAN,
  DIGITS,
  type Digester,
  ESCAPED_STRING,
  OBJECT,
  OTHER_NUMBER,
  STRING,
  TAPE_WIDTH,
  type Tape,
} from '../document/sound-reader';
import { COLON, DOT, MINUS, NINE, QUOTE, SPACE, ZERO } from '../json/characters';
import type { Fact, Rule } from '../rules/rule';
import type { Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';

/*
 * Most records of a file have no defect, and to open each of them for the rules takes ten times as long as to read it.
 * So while a record is read some facts are found out about it, as far as that can be done fast, and each rule says by
 * which facts it is certainly quiet. A fact that is doubted too often costs time; a rule that says nothing is always
 * asked. A fact that is found too easily hides findings: a property test compares.
 */

/** Each fact is a bit of a record's digest. */
const bits: Readonly<Record<Fact, number>> = {
  'known-keys': 1 << 1,
  'no-key-twice': 1 << 2,
  'mandatory-there': 1 << 3,
  'companions-paired': 1 << 4,
  'values-in-form': 1 << 5,
  'dates-in-order': 1 << 6,
};

/** The bit of a record without syntax errors, the only kind of which facts are found out. */
const SOUND = 1;

const all = Object.values(bits).reduce((sum, bit) => sum | bit, SOUND);

/** The facts of a digest, in the order of their bits. */
export function factsIn(digest: number): readonly Fact[] {
  return (Object.keys(bits) as Fact[]).filter((fact) => (digest & bits[fact]) !== 0);
}

/** Returns a function that says which of some rules may find something in a record with a digest, in their order. */
export function rulesByDigest(rules: readonly Rule[]): (digest: number) => readonly Rule[] {
  const byDigest: (readonly Rule[] | undefined)[] = new Array(all + 1);
  const needed = rules.map(({ check, quiet }) => {
    // Without syntax errors a rule about nothing else has nothing to look at.
    if (!check) return SOUND;
    return quiet?.reduce((sum, fact) => sum | bits[fact], SOUND);
  });
  return (digest) => {
    const known = byDigest[digest];
    if (known) return known;
    const asked = rules.filter((_, at) => {
      const quietBy = needed[at];
      return quietBy === undefined || (digest & quietBy) !== quietBy;
    });
    byDigest[digest] = asked;
    return asked;
  };
}

/** Returns a function that finds out which facts certainly hold of a record of a type that was just read. */
export function digester(type: RecordType): Digester {
  const { fields } = type;
  /** What must hold of a field's value, as far as it can be told fast. */
  const checks = fields.map(checkOf);
  const isMandatory = Uint8Array.from(fields, ({ mandatory }) => Number(mandatory));
  const mandatoryCount = type.mandatory.length;
  const indexOf = (name: string) => type.fieldNamed(name)?.index ?? -1;
  const contents = type.contents.map(({ index, companions }) => ({
    index,
    companions: companions.map(indexOf),
  }));
  const startIndex = indexOf('start_date');
  const endIndex = indexOf('end_date');
  /** By field the number of the last record that has it: no record's fields need to be forgotten. */
  const seen = new Float64Array(fields.length);
  let record = 0;

  return (tape) => {
    const { numbers, bytes, count } = tape;
    record++;
    let isKnown = true;
    let isTwice = tape.mayRepeatKeys;
    let isInForm = true;
    let mandatory = 0;
    let startDate = -1;
    let endDate = -1;
    for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
      const field = numbers[place] as number;
      if (field < 0) {
        isKnown = false;
        continue;
      }
      if (seen[field] === record) isTwice = true;
      else mandatory += isMandatory[field] as number;
      seen[field] = record;
      const valueStart = numbers[place + 2] as number;
      if (isInForm) {
        const valueEnd = numbers[place + 3] as number;
        isInForm = (checks[field] as Check)(bytes, valueStart, valueEnd, numbers[place + 4] as number);
      }
      if (field === startIndex) startDate = place;
      else if (field === endIndex) endDate = place;
    }
    let digest = SOUND;
    if (isKnown) digest |= bits['known-keys'];
    if (isKnown && !isTwice) digest |= bits['no-key-twice'];
    if (mandatory === mandatoryCount) digest |= bits['mandatory-there'];
    if (arePaired()) digest |= bits['companions-paired'];
    if (isInForm) digest |= bits['values-in-form'];
    if (areInOrder(tape, startDate, endDate)) digest |= bits['dates-in-order'];
    return digest;
  };

  /** A companion without its content is as doubtful as a content without its companion. */
  function arePaired(): boolean {
    for (const { index, companions } of contents) {
      const isThere = seen[index] === record;
      for (const companion of companions) if ((seen[companion] === record) !== isThere) return false;
    }
    return true;
  }
}

type Check = (bytes: Uint8Array, start: number, end: number, kind: number) => boolean;

/** Longer integers may be beyond what a double holds exactly. */
const LONGEST_SAFE_INTEGER = 15;

function checkOf(field: Field): Check {
  const { pattern, codes, minimum } = field;
  switch (field.type) {
    case 'integer':
      if (codes.length > 0) return codeCheck(new Set(codes.map(({ value }) => Number(value))));
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

function codeCheck(codes: ReadonlySet<number>): Check {
  return (bytes, start, end, kind) =>
    isDigits(bytes, start, end, kind) && codes.has(wholeNumber(bytes, start, end));
}

function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (bytes[at] as number) - ZERO;
  return value;
}

/** So many arguments are no trouble to any engine. */
const LONGEST_PATTERNED = 1000;

function patternCheck(pattern: RegExp): Check {
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

/** Whether of two members' values, if there are two, both are dates and the second is not before the first. */
function areInOrder({ bytes, numbers }: Readonly<Tape>, earlier: number, later: number): boolean {
  if (earlier < 0 || later < 0) return true;
  const isDateAt = (place: number) =>
    isDate(bytes, numbers[place + 2] as number, numbers[place + 3] as number, numbers[place + 4] as number);
  return (
    isDateAt(earlier) &&
    isDateAt(later) &&
    isNotBefore(bytes, numbers[later + 2] as number, numbers[earlier + 2] as number)
  );
}

/** Whether the date at `later` is not before the one at `earlier`; in this form dates sort as texts do. */
function isNotBefore(bytes: Uint8Array, later: number, earlier: number): boolean {
  for (let at = 1; at < 24; at++) {
    const difference = (bytes[later + at] as number) - (bytes[earlier + at] as number);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
