import { chunkAt, type Document } from '../../../document/document';
import type { Entry } from '../../../document/record';
import { indentAt } from '../../../edit/insert-members';
import type { TextStyle } from '../../../edit/text-style';
import { COLON } from '../../../json/characters';
import { startsLine } from '../../../json/white-space';
import { openRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import type { RecordType } from '../../../spec/record-type';
import { commaAfter, commasAround } from './commas';
import { endOf, type Level, levelAt } from './level';
import type { KeyPlace, ValuePlace } from './place';
import { quoteAt, rangesAt } from './range';
import { type RecordText, readingWith, recordText } from './reading';
import { isCommentAt, nextCode, tokensOf } from './token';

/**
 * The place for a key or a value at `cursor`, an offset in the text of chunk `index` inside of its record. Undefined
 * where neither belongs, as in a comment or in a nested value that is no udata.
 */
export function memberPlace(
  document: Document,
  index: number,
  cursor: number,
  style: TextStyle,
): KeyPlace | ValuePlace | undefined {
  const chunk = chunkAt(document, index);
  if (chunk.record === undefined) return undefined;
  const whole = recordText(document, chunk, chunk.record);
  const level = levelAt(whole, cursor);
  if (level === undefined) return undefined;
  const { entries } = level;
  // The first member whose key ends at or after the cursor; the one before it holds the cursor or ends before.
  const found = entries.findIndex((entry) => cursor <= entry.keyEnd);
  const next = found < 0 ? entries.length : found;
  const atKey = entries[next];
  const before = entries[next - 1];
  if (atKey && cursor > atKey.keyStart) return keyPlace(whole, level, style, cursor, before, atKey);
  if (before && isAtValue(whole, before, atKey, cursor)) {
    return valuePlace(whole, level, style, cursor, before);
  }
  const tokens = tokensOf(whole.text, before ? endOf(before) : level.start + 1, cursor);
  if (tokens.some((token) => isCommentAt(whole.text, token, cursor))) return undefined;
  const last = tokens.at(-1);
  const isTouched =
    last !== undefined && (last.kind === 'string' || last.kind === 'word') && cursor <= last.end;
  const { start, end } = isTouched ? last : { start: cursor, end: cursor };
  // A word after a quote is what a lost quote made of a string.
  if (start < end && quoteAt(whole.text, start, end) === '' && quoteAt(whole.text, start - 1, start))
    return undefined;
  // A string without an end may go on into the next record, which is not to be touched.
  const keyEnd = Math.min(end, chunk.text.length);
  return keyPlace(whole, level, style, cursor, before, { keyStart: start, keyEnd });
}

/** Whether the cursor is where the value of `entry` is or belongs. */
function isAtValue({ text }: RecordText, entry: Entry, next: Entry | undefined, cursor: number): boolean {
  if (cursor < entry.valueEnd) return true;
  if (entry.kind === 'object' || entry.kind === 'array') return false;
  if (entry.kind !== 'missing') return cursor === entry.valueEnd;
  // Up to whatever follows, the value can still come.
  const end = Math.min(cursor, next?.keyStart ?? cursor);
  const follows = tokensOf(text, endOf(entry), end).find(({ kind }) => kind !== 'comment');
  return follows === undefined || cursor <= follows.start;
}

/** A key is to be inserted, in place of text.slice(keyStart, keyEnd) if something stands there. */
function keyPlace(
  whole: RecordText,
  level: Level,
  style: TextStyle,
  cursor: number,
  before: Entry | undefined,
  { keyStart, keyEnd }: { readonly keyStart: number; readonly keyEnd: number },
): KeyPlace | undefined {
  const { text } = whole;
  const indent = lackingIndent(text, level, keyStart, style);
  const ranges = rangesAt(text, keyStart, keyEnd, cursor);
  const tokens = tokensOf(text, before ? endOf(before) : level.start + 1, keyStart);
  // A colon without a key: a value belongs here, but of what?
  if (tokens.some(({ kind }) => kind === 'colon')) return undefined;
  const last = tokens.findLast(({ kind }) => kind !== 'comment' && kind !== 'stray');
  // What looks like the comma of a string without an end is in the string, and so would another one be.
  const isInString = before?.kind === 'string' && !before.intact && text.charAt(endOf(before) - 1) === ',';
  const isThere = last ? last.kind === 'comma' : isInString;
  const missingComma = isThere ? undefined : (last?.end ?? (before && endOf(before)));
  const ways = ranges.flatMap((range) => {
    const keyOnly = { ...range, lead: '', tail: '', commaAt: undefined, isKeyOnly: true };
    if (nextCode(text, range.end) === COLON) return [keyOnly];
    const commas = commasAround(text, range, style, missingComma);
    const withValue = { ...range, ...commas, lead: commas.lead || indent, isKeyOnly: false };
    return range.start === range.end ? [withValue] : [withValue, keyOnly];
  });
  const key = level.of === 'record' ? absentField(whole.record.type, level.entries) : '?';
  const reading = readingWith(whole, level, ways, (way) => ({
    text: `${way.lead}${JSON.stringify(key)}${way.isKeyOnly ? '' : ': 0'}${way.tail}`,
    isThere: (entry, start) => entry.key === key && entry.keyStart === start + way.lead.length,
  }));
  if (reading === undefined) return undefined;
  const { start, end, commaAt, lead, tail, isKeyOnly } = reading.way;
  return {
    kind: 'key',
    of: level.of,
    within: level.within,
    members: level.members,
    indent: indentAt(text, level.start) ?? style.recordIndent,
    isOnOneLine:
      reading.others.length > 0 &&
      isOnOneLine(reading.record.text, level.start, [...reading.others, reading.inserted]),
    start,
    end,
    commaAt,
    lead,
    tail,
    quote: quoteAt(text, start, end),
    valueKind: isKeyOnly ? reading.inserted.kind : undefined,
    others: reading.others,
    keys: new Set(reading.others.map(({ key }) => key)),
    record: openRecord(reading.record),
  };
}

/** Whether all members of an object that starts at `start` stand on the line that it starts on. */
function isOnOneLine(text: string, start: number, entries: readonly Entry[]): boolean {
  const end = entries.reduce((last, entry) => Math.max(last, endOf(entry)), start);
  return !/[\n\r]/.test(text.slice(start, end));
}

/**
 * The white space that a key at the start of its line lacks to stand below its neighbours, be they before it or
 * after it; in an object without members on lines of their own what the file's indentation says. Empty where the line
 * is indented otherwise.
 */
function lackingIndent(text: string, { start, entries }: Level, at: number, style: TextStyle): string {
  if (!style.mayBreakLines || !startsLine(text, at)) return '';
  const own = indentAt(text, at) ?? '';
  const onLines = entries.filter(({ keyStart }) => keyStart !== at && startsLine(text, keyStart));
  const neighbour = onLines.findLast(({ keyStart }) => keyStart < at) ?? onLines[0];
  const wanted = neighbour
    ? indentAt(text, neighbour.keyStart)
    : `${indentAt(text, start) ?? style.recordIndent}${style.indentUnit}`;
  return wanted?.startsWith(own) ? wanted.slice(own.length) : '';
}

/** A field that the record does not have and that nothing else depends on, to try with; else any other key. */
function absentField({ fields }: RecordType, entries: readonly Entry[]): string {
  const present = new Set(entries.map(({ key }) => key));
  const isPlain = ({ type, knownValues }: Field) => type === 'string' && knownValues.length === 0;
  return fields.find((field) => isPlain(field) && !present.has(field.name))?.name ?? '?';
}

/** A value is to be inserted, in place of the one that stands there. */
function valuePlace(
  whole: RecordText,
  level: Level,
  style: TextStyle,
  cursor: number,
  entry: Entry,
): ValuePlace | undefined {
  const { text } = whole;
  const isMissing = entry.kind === 'missing';
  if (entry.kind === 'object' || entry.kind === 'array') return undefined;
  const tokens = tokensOf(text, entry.keyEnd, cursor);
  const colon = tokens.find(({ kind }) => kind === 'colon');
  if (tokens.some((token) => isCommentAt(text, token, cursor))) return undefined;
  const isBreakAhead = /[\n\r]/.test(text.slice(cursor, entry.valueStart));
  if (colon ? cursor < colon.end : !isMissing) return undefined;
  if (isBreakAhead || (!colon && /[\n\r]/.test(text.slice(entry.keyEnd, cursor)))) return undefined;

  const isInToken = !isMissing && cursor > entry.valueStart;
  const ranges = isInToken
    ? rangesAt(text, entry.valueStart, entry.valueEnd, cursor)
    : [{ start: cursor, end: Math.max(cursor, entry.valueEnd), isGuess: false }];
  const space = style.colon.slice(style.colon.indexOf(':') + 1);
  const lead = isMissing
    ? `${colon ? '' : ':'}${!colon || colon.end === cursor ? space : ''}`
    : text.slice(cursor, Math.max(cursor, entry.valueStart));
  const ways = ranges.map((range) => ({
    ...range,
    commaAt: undefined,
    lead,
    tail: commaAfter(text, range.end, style),
  }));
  const reading = readingWith(whole, level, ways, (way) => ({
    text: `${way.lead}0${way.tail}`,
    isThere: (read, start) =>
      read.key === entry.key && read.kind === 'number' && read.valueStart === start + way.lead.length,
  }));
  if (reading === undefined) return undefined;
  const { start, end, tail } = reading.way;
  return {
    kind: 'value',
    of: level.of,
    key: entry.key,
    field: level.members.fieldNamed(entry.key),
    start,
    end,
    commaAt: undefined,
    lead,
    tail,
    quote: isInToken ? quoteAt(text, start, end) : '',
    isMissing,
    record: openRecord(reading.record),
  };
}
