import { isJson } from '../json/is-json';
import { isIntegerText, numberIn, plainDecimal } from '../json/json-number';
import type { Code, Field } from '../spec/field';
import { misfit } from '../spec/misfit';
import { t } from '../words/language';
import { codeForWord, codeWithValue, plainWord } from './code-words';
import {
  type DateReading,
  minutesOf,
  readingsOfMilliseconds,
  readingsOfNumber,
  readingsOfParts,
  readingsOfText,
} from './date-readings';
import { isIdentifier } from './identifiers';
import type { Literal } from './literal';
import { visible } from './visible';

/** What a value can be rewritten to, so that its field takes it. */
export interface Conversion {
  /** The new value as JSON text. */
  readonly valueText: string;
  /** What it means or assumes, to stand after it in parentheses. */
  readonly remark?: string;
  /** True when nothing had to be assumed and nothing gets lost but the offset. */
  readonly isSafe: boolean;
  /** True when it is only right if a program has not rounded the number already, which nobody but the author knows. */
  readonly isChoice?: true;
  /** Of a date: the minutes east of UTC that its text tells and UTC has no place for; 0 where it tells none. */
  readonly offset?: number;
}

/**
 * Everything that a value can be taken for in its field, best first; nothing where its meaning is in doubt. The field's
 * type decides before the grammar of the value does: digits in a text keep their zeros and their plus sign. `timeshift`
 * is what the record says about its local time, in minutes east of UTC.
 */
export function conversionsFor(literal: Literal, field: Field, timeshift?: number): readonly Conversion[] {
  return readingsFor(literal, field, timeshift).flatMap((one) => {
    if (misfit(field, JSON.parse(one.valueText)) === undefined) return one;
    // It would be told of again, be it for what a team states; what digits that are no code were meant for nobody knows.
    return field.codes.length > 0 && /^"?-?\d/.test(one.valueText) ? [] : { ...one, isSafe: false };
  });
}

function readingsFor(literal: Literal, field: Field, timeshift?: number): readonly Conversion[] {
  switch (field.type) {
    case 'integer':
    case 'number':
      return numbersFor(literal, field);
    case 'boolean':
      return booleansFor(literal);
    case 'date/time':
      return dateReadings(literal, timeshift).map(conversionOf);
    case 'list':
    case 'object':
      return unquoted(literal, '{');
    case 'array':
      return unquoted(literal, '[');
    default:
      return textsFor(literal, field);
  }
}

/** The dates that a value can be read as. */
export function dateReadings(literal: Literal, timeshift?: number): readonly DateReading[] {
  switch (literal.kind) {
    case 'milliseconds':
      return readingsOfMilliseconds(literal.text);
    case 'parts':
      return readingsOfParts(literal.text, timeshift);
    case 'number':
      if (!/^(?:\d{14}|\d{17})$/.test(literal.text)) return readingsOfNumber(literal.text);
      return readingsOfText(literal.text, timeshift);
    case 'string':
    case 'words':
      return readingsOfText(literal.text, timeshift);
    default:
      return [];
  }
}

/** The value that a reading of a date writes. */
export function conversionOf({ utc, note, isSafe, offset, isChoice }: DateReading): Conversion {
  return {
    valueText: JSON.stringify(utc),
    ...(note !== undefined && { remark: note }),
    isSafe,
    offset,
    ...(isChoice && { isChoice }),
  };
}

/** No number is ever read as one: its digits are written as they stand. */
function numbersFor({ kind, text }: Literal, field: Field): readonly Conversion[] {
  const isTaken = (number: string) => field.type === 'number' || isIntegerText(number);
  // A number of JSON that the field does not take is a fraction: to round it is for the author.
  if (kind === 'number') return isTaken(text) ? [numberFor(text, true, field)] : [];
  if (kind !== 'string' && kind !== 'words') return [];
  const number = kind === 'words' ? numberOfWords(text) : numberOfText(text);
  if (number && (kind === 'words' || isTaken(number.valueText)))
    return [numberFor(number.valueText, number.isSafe, field)];
  if (number) return [];
  const inUnits = numberWithUnit(text, field);
  if (inUnits !== undefined) return [numberFor(inUnits, false, field)];
  const code = codeWithName(text, field);
  if (code) return [code];
  const grouped = groupedNumber(text);
  const decimal = field.type === 'number' ? numberWithComma(text) : undefined;
  if (grouped || decimal) return [grouped, decimal].filter((one) => one !== undefined);
  const named = codeForWord(field, text);
  return named ? [codeAs(named)] : [];
}

function numberFor(valueText: string, isSafe: boolean, field: Field): Conversion {
  const value = Number(valueText);
  const code = codeWithValue(field, value);
  const isRounded = field.type === 'integer' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
  const remark = code?.name ?? (isRounded ? t`many JSON readers round it` : undefined);
  return { valueText, isSafe: isSafe && !isRounded, ...(remark !== undefined && { remark }) };
}

function codeAs({ value, name }: Code): Conversion {
  return { valueText: JSON.stringify(value), remark: name, isSafe: true };
}

/** A decimal number as much of Europe writes it. */
function numberWithComma(text: string): Conversion | undefined {
  const valueText = numberIn(text.replace(/^([^,.]*),(\d+)\s*$/, '$1.$2'));
  if (valueText === undefined) return undefined;
  return { valueText, remark: t`if its comma is a decimal point`, isSafe: false, isChoice: true };
}

interface FoundNumber {
  /** The number as JSON writes it. */
  readonly valueText: string;
  readonly isSafe: boolean;
}

/** The number that a string holds, if it holds nothing else. */
function numberOfText(seen: string): FoundNumber | undefined {
  const text = visible(seen);
  const number = numberIn(isFullWidth(text) ? text.normalize('NFKC') : text);
  if (number !== undefined) return { valueText: number, isSafe: true };
  // Zeros before may mean that it is no number at all.
  const digits = /^0+(0|[1-9][0-9]*)$/.exec(text)?.[1];
  return digits === undefined ? undefined : { valueText: digits, isSafe: false };
}

/** The number of JSON that a number of another language means the same as: `+60`, `.5`, `060`, `0x3C`, `1_000`, `60L`. */
export function numberOfWords(text: string): FoundNumber | undefined {
  const radix = /^0(?:x[\da-f]+|o[0-7]+|b[01]+)$/i;
  if (radix.test(text)) return { valueText: BigInt(text).toString(), isSafe: false };
  const narrow = isFullWidth(text) ? text.normalize('NFKC') : text;
  const plain = narrow.replace(/^([+-]?\d+)[nlL]$/, '$1').replace(/(?<=\d)_(?=\d)/g, '');
  const [, sign = '', whole = '', fraction, rest = ''] =
    /^([+\-\u2212]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?$/.exec(plain) ?? [];
  if (whole === '' && (fraction ?? '') === '') return undefined;
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const minus = sign === '-' || sign === '\u2212' ? '-' : '';
  return {
    valueText: `${minus}${digits}${fraction ? `.${fraction}` : ''}${rest}`,
    // Zeros before may stand for an octal number, or for a text that must keep them.
    isSafe: digits === (whole || '0') && sign !== '\u2212',
  };
}

/** Whether a text is made of the wide digits and signs that East Asian keyboards write. */
function isFullWidth(text: string): boolean {
  return /^[\uff0b\uff0d\uff0e\uff10-\uff19]+$/.test(text);
}

/** Digits in groups of three: which sign parts them, and that none is a decimal comma, is for the author to say. */
function groupedNumber(text: string): Conversion | undefined {
  const [, sign = '', digits = ''] =
    /^([+-]?)([1-9]\d{0,2}(?:(?:,\d{3})+|(?:[ \u00a0\u2009\u202f]\d{3})+|(?:['\u2019]\d{3})+))$/.exec(
      text.trim(),
    ) ?? [];
  if (digits === '') return undefined;
  const valueText = `${sign === '-' ? '-' : ''}${digits.replaceAll(/\D/g, '')}`;
  return { valueText, remark: t`if its digits are in groups`, isSafe: false, isChoice: true };
}

/** A code with its name, in either order: `3 (STOPPED)`, `STOPPED - 3`. */
function codeWithName(text: string, field: Field): Conversion | undefined {
  const [, before, name, after] =
    /^(?:(\d+)[\s:=(-]+)?([A-Za-z_]+)(?:[\s:=(-]+(\d+))?\)?$/.exec(text.trim()) ?? [];
  const code = name === undefined || before === after ? undefined : codeForWord(field, name);
  return code && String(code.value) === (before ?? after) ? codeAs(code) : undefined;
}

/** What stands after a number for the unit that its field counts in anyway. */
const UNIT_NAMES: ReadonlyMap<string, RegExp> = new Map([
  ['seconds', /^(\d+) ?(?:s|secs?|seconds?)\.?$/i],
  ['minutes', /^([+-]?\d+) ?(?:min|mins|minutes?)\.?$/i],
  ['bytes', /^(\d+) ?(?:b|bytes?)$/i],
]);

/** A time in hours, minutes and seconds: `00:03:15`, and `PT3M15S`, `3 min 15 s`. */
const CLOCK = /^(\d+):([0-5]\d):([0-5]\d)$/;
const DURATION = /^(?:PT)?(?:(\d+) ?h ?)?(?:(\d+) ?m(?:in)? ?)?(?:(\d+) ?s)?$/i;

function numberWithUnit(seen: string, { unit }: Field): string | undefined {
  const text = visible(seen);
  const digits = UNIT_NAMES.get(unit ?? '')?.exec(text)?.[1];
  if (digits !== undefined) return numberIn(digits);
  if (unit === 'minutes') return minutesOf(text)?.toString();
  const parts = unit === 'seconds' ? (CLOCK.exec(text) ?? DURATION.exec(text))?.slice(1) : undefined;
  if (!parts?.some((part) => part)) return undefined;
  return String(parts.reduce((sum, part) => sum * 60 + Number(part ?? 0), 0));
}

const BOOLEAN_WORDS: ReadonlyMap<string, Conversion> = new Map(
  [
    ['true', 'true', true],
    ['false', 'false', true],
    ['1', 'true', true],
    ['0', 'false', true],
    ...['yes', 'y', 'on', 't'].map((word) => [word, 'true', false] as const),
    ...['no', 'n', 'off', 'f'].map((word) => [word, 'false', false] as const),
  ].map(([word, valueText, isSafe]) => [
    word as string,
    { valueText: valueText as string, isSafe: isSafe as boolean },
  ]),
);

function booleansFor({ text }: Literal): readonly Conversion[] {
  const conversion = BOOLEAN_WORDS.get(plainWord(text));
  return conversion ? [conversion] : [];
}

/** An object or array that was written into a string once more is taken out of it again. */
function unquoted({ kind, text }: Literal, bracket: '{' | '['): readonly Conversion[] {
  if (kind !== 'string' || !text.trimStart().startsWith(bracket) || /[\r\n]/.test(text)) return [];
  return isJson(text) ? [{ valueText: text.trim(), isSafe: true }] : [];
}

function textsFor({ kind, text }: Literal, field: Field): readonly Conversion[] {
  const code = kind === 'words' || kind === 'string' ? codeForWord(field, text) : undefined;
  if (code) return [codeAs(code)];
  const { pattern } = field;
  const quoted = (value: string, isSafe: boolean): Conversion => ({
    valueText: JSON.stringify(value),
    isSafe,
  });
  if (pattern) {
    // What must have a certain form, such as a MIME type, is not made from a number.
    return kind === 'words' || kind === 'string' ? [quoted(text, pattern.test(text))] : [];
  }
  switch (kind) {
    case 'string':
      return [quoted(text, true)];
    case 'number':
      return digitsFor(text, field);
    case 'boolean':
      return [quoted(text, false)];
    case 'words':
      return [quoted(text, isLikeNumber(text))];
    default:
      return [];
  }
}

/** Whether a text without quotes can only have been meant as it stands, for it is made of digits: `+1202`, `0071`. */
export function isLikeNumber(text: string): boolean {
  return /^[+-]?\d[\d+\-./()_]*$/.test(text);
}

/** The digits of a number as a text; an identifier can look like one with an exponent: `123456789012e001`. */
function digitsFor(text: string, field: Field): readonly Conversion[] {
  if (isIdentifier(field) && /^\d+e\d+$/i.test(text))
    return [{ valueText: JSON.stringify(text), isSafe: true }];
  const digits = plainDecimal(text);
  if (digits === undefined) return [];
  const [, fraction = '', exponent = '0'] = /(?:\.(\d+))?[eE](.+)$/.exec(text) ?? [];
  // Whatever ends in zeros that nobody wrote can have been rounded, as by a spreadsheet: `1.20256E+10`.
  const isExact = Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER && Number(exponent) <= fraction.length;
  if (isExact) return [{ valueText: JSON.stringify(digits), isSafe: true }];
  return [
    { valueText: JSON.stringify(digits), remark: t`if it was not rounded`, isSafe: false, isChoice: true },
  ];
}
