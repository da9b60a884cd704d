import type { Entry } from '../../document/record';
import { lastIndexWhere } from '../../json/last-index';
import type { OpenChunk } from '../../record/open-chunk';
import type { OpenRecord } from '../../record/open-record';
import { problemAfter } from '../../record/problems';
import type { Field } from '../../spec/field';
import { type Conversion, conversionsFor, isLikeNumber, numberOfWords } from '../../values/conversions';
import { type Literal, literalOfWords, NULL } from '../../values/literal';
import { t } from '../../words/language';
import { quote, shorten } from '../../words/quote';
import type { Fix, FixContext, Place } from '../rule';
import { timeshiftOf } from './kept-offset';
import { type KnownObject, knownObjects, wholeRecord } from './known-objects';
import { adviceForNothing, changeFix, expected, fixesOfNothing, quoteValue, valueFix } from './value-fixes';

/*
 * What stands where a value belongs and is no JSON: `+12025550143`, STOPPED, NaN, ISODate("…"). Its field says what it
 * was meant to be.
 */

/** The member that such a value stands in. */
interface Owner {
  readonly record: OpenRecord;
  /** The innermost object that it stands in of those that something is known of. */
  readonly object: KnownObject;
  /** The member that it is the value of, or in the value of. */
  readonly entry: Entry;
  /** The field that the value is for; undefined for one of user data, or of a key that is no field. */
  readonly field: Field | undefined;
}

function ownerOf(record: OpenRecord | undefined, start: number, end: number): Owner | undefined {
  if (!record || start >= record.record.end) return undefined;
  const object = innermostObject(record, start, end);
  const { entries } = object;
  const index = lastIndexWhere(entries.length, (at) => (entries[at] as Entry).valueStart <= start);
  const entry = entries[index];
  if (!entry || entry.valueEnd < end) return undefined;
  const isWhole = entry.valueStart === start && entry.valueEnd === end;
  return { record, object, entry, field: isWhole ? fieldMeant(record, object, entry) : undefined };
}

function innermostObject(record: OpenRecord, start: number, end: number): KnownObject {
  const isAround = (object: KnownObject) => object.start < start && end <= object.end;
  return knownObjects(record).findLast(isAround) ?? wholeRecord(record);
}

function fieldMeant({ type }: OpenRecord, { path }: KnownObject, { field, key }: Entry): Field | undefined {
  return field ?? (path === '' ? type.fieldMeant(key) : undefined);
}

/** What is wrong with some words, which are no JSON, and what they may be meant for. */
export function messageOfBareValue(
  token: string,
  { start, end }: Place,
  { record }: Pick<OpenChunk, 'record'>,
): string {
  const words = withoutClosingQuote(token);
  const literal = literalOfWords(words);
  const owner = ownerOf(record, start, end);
  const isNumber = isLikeNumber(words) && takesNumbers(owner?.field);
  const what = isNumber
    ? t`${shorten(token)} is not a JSON number`
    : t`${shorten(token)} is not a JSON value`;
  return `${literal.kind === 'placeholder' ? t`Placeholder ${shorten(words)}` : what}${adviceFor(words, literal, owner)}`;
}

function adviceFor(words: string, literal: Literal, owner: Owner | undefined): string {
  const field = owner?.field;
  if (owner && holdsMore(words, owner.record)) return '.';
  if (literal.kind === 'placeholder') {
    const advice = owner && field ? adviceForNothing(owner.object, field, `${quote(field.name)}`) : undefined;
    return advice === undefined ? t`: no value yet.` : `: ${advice}.`;
  }
  if (!owner || !field) {
    const [first] = conversionsForData(words, literal, owner !== undefined);
    if (!first) return '.';
    return first.valueText === JSON.stringify(words)
      ? t`: put text into double quotes.`
      : t`: use ${quoteValue(first.valueText)}.`;
  }
  if (literal.kind === 'nothing')
    return `: ${adviceForNothing(owner.object, field, `${quote(field.name)}`)}.`;
  const [first] = conversionsFor(literal, field, timeshiftOf(owner.record));
  if (!first) return t`: ${quote(field.name)} must be ${expected(field)}.`;
  if (field.codes.length > 0 && first.remark && !first.isChoice && !isLikeNumber(words))
    return t`. Did you mean ${first.valueText} (${first.remark})?`;
  if (first.valueText === JSON.stringify(words)) return t`: put text into double quotes.`;
  if (words.startsWith('+') && takesNumbers(field)) return t`: drop the plus sign.`;
  return t`: use ${quoteValue(first.valueText)}.`;
}

function takesNumbers(field: Field | undefined): boolean {
  return field?.type === 'integer' || field?.type === 'number';
}

/** The ways to make JSON of a value that is none, best first. */
export function fixesOfBareValue(value: Place, context: FixContext): readonly Fix[] {
  const { text, record } = context;
  if (isBetweenQuotes(text, value)) return [];
  const token = withoutClosingQuote(text.slice(value.start, value.end));
  const owner = ownerOf(record, value.start, value.end);
  if (!owner) return fixesOutside(token, value);
  const range = { valueStart: value.start, valueEnd: endOfWords(value, owner.record) };
  const words = withoutClosingQuote(text.slice(range.valueStart, range.valueEnd));
  if (holdsMore(words, owner.record)) return [];
  const { field } = owner;
  const toFix = (conversion: Conversion) => {
    const isQuoted = conversion.valueText === JSON.stringify(words);
    return changeFix(conversion, range, owner.record, context, isQuoted ? 'Quote' : 'Change');
  };
  if (!field) return conversionsForData(words, literalOfWords(words), true).map(toFix);
  const literal = literalOfWords(words);
  if (literal.kind === 'nothing') return fixesOfNothingIn(field, owner, words, context);
  // Whether it is a value after all is for a person to say.
  if (literal.kind === 'placeholder')
    return fixesOfNothingIn(field, owner, words, context).map((fix) => ({ ...fix, isChoice: true }));
  const whole = conversionsFor(literal, field, timeshiftOf(owner.record));
  if (whole.length > 0 || words === token) return whole.map(toFix);
  // What follows the token may be a defect of its own.
  const alone = { valueStart: value.start, valueEnd: value.end };
  return conversionsFor(literalOfWords(token), field, timeshiftOf(owner.record)).map((conversion) =>
    changeFix(conversion, alone, owner.record, context),
  );
}

function fixesOfNothingIn(
  field: Field,
  { record, object, entry }: Owner,
  words: string,
  context: FixContext,
): readonly Fix[] {
  const isNull = NULL.test(words);
  const nothing = fixesOfNothing(record, { entry, field, object }, context, isNull);
  const takesText = (field.type === 'string' || field.type === 'text') && !field.pattern;
  if (!takesText) return nothing;
  const quoted = changeFix(
    { valueText: JSON.stringify(words), isSafe: false },
    { valueStart: entry.valueStart, valueEnd: entry.valueEnd },
    record,
    context,
    'Quote',
  );
  return isNull ? [...nothing, quoted] : [quoted, ...nothing];
}

/**
 * What a value can be where no field says its type: in user data and under unknown keys. Digits are text there as they
 * stand, since nobody knows whether their zeros matter.
 */
function conversionsForData(words: string, literal: Literal, mayQuote: boolean): readonly Conversion[] {
  const quoted: Conversion[] = mayQuote
    ? [{ valueText: JSON.stringify(words), isSafe: isLikeNumber(words) }]
    : [];
  const number = numberOfWords(words);
  if (number) return mayQuote && isLikeNumber(words) ? quoted : [number, ...quoted];
  switch (literal.kind) {
    case 'boolean':
      return [{ valueText: literal.text.toLowerCase(), isSafe: true }, ...quoted];
    case 'nothing':
      return NULL.test(words) ? [{ valueText: 'null', isSafe: true }, ...quoted] : quoted;
    case 'string':
      return [{ valueText: JSON.stringify(literal.text), isSafe: true }];
    case 'number':
      return [{ valueText: literal.text, isSafe: true }];
    case 'placeholder':
      return quoted.map((conversion) => ({ ...conversion, isSafe: false, isChoice: true }));
    default:
      return quoted;
  }
}

/** Beside the records nothing says what a word is for: text may be a comment, or the rest of something else. */
function fixesOutside(token: string, { start, end }: Place): readonly Fix[] {
  const range = { valueStart: start, valueEnd: end };
  return conversionsForData(token, literalOfWords(token), false).map(({ valueText, isSafe }) =>
    valueFix(range, valueText, quoteValue(valueText), isSafe),
  );
}

/** Whether words have quotes, which are doubled as in a cell of a table, or read wrongly since one is lost: more help nobody. */
function isBetweenQuotes(text: string, { start, end }: Place): boolean {
  return text.charAt(start - 1) === '"' && text.charAt(end) === '"';
}

/** Words without the closing quote of a text that lost its opening one, the colon of Ruby, or a semicolon after a number. */
function withoutClosingQuote(words: string): string {
  if (/^:\w+$/.test(words)) return words.slice(1);
  return /^(?:[^"'(]|(?<=\p{L})'(?=\p{L}))*"$|^[\d.]+;$/u.test(words) ? words.slice(0, -1) : words;
}

/** After the words that follow a bare one on its line and were meant to be text as well. */
function endOfWords({ end }: Place, record: OpenRecord): number {
  const rest = problemAfter(record, end - 1);
  if (rest?.kind !== 'unexpected-text') return end;
  // A quote in there has rather lost the one that belongs to it.
  return /^(?:[^"\\]|\\.)*$/s.test(record.text.slice(end, rest.end)) ? rest.end : end;
}

/** Whether words have in them what is no part of a value: the end of a key, a sign in place of its colon, or another field. */
function holdsMore(words: string, { type }: OpenRecord): boolean {
  const names = [...words.matchAll(/\s(\w+)[:=]/g)];
  return /^[;:,]\s*["{[]|[^\\]"\s*:/.test(words) || names.some(([, name = '']) => type.fieldNamed(name));
}

/** The name that a key without quotes is meant for; quotes that are of no use are taken off. */
export function nameOfBareKey(token: string): string {
  if (/^:\w+$/.test(token)) return token.slice(1);
  if (/^\[.*\]$/.test(token)) return token.slice(1, -1).trim().slice(1, -1);
  const { kind, text } = literalOfWords(token);
  if (kind === 'string') return text;
  const [, inside] = /^[fF$](["'])([^"'\\{}]*)\1$/.exec(token)?.slice(1) ?? [];
  return inside ?? token.replace(/^([^"']*[^"'\\])["']$/, '$1');
}
