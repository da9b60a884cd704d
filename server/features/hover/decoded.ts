import type { Entry } from '../../document/record';
import type { CheckedRecord } from '../../rules/checked-record';
import { codeForWord, codeWithValue } from '../../rules/common/code-words';
import { type DateReading, readingsOfNumber, readingsOfText } from '../../rules/common/date-readings';
import type { Field } from '../../spec/field';
import { bytesInWords, durationInWords, utcOffset } from '../../words/amounts';
import { inlineCode } from '../../words/inline-code';
import { dayInWords, localTime, timeOfDate, timeOfDay } from '../decode/dates';
import { shapeOfIdentifier } from '../decode/identifiers';
import { memberMeant } from '../decode/record-summary';
import { numberOf, stringOf } from '../decode/values';

/** Lines of Markdown that say what a value means, the most important first. */
export type Lines = readonly string[];

const NONE: Lines = [];

/**
 * Says what the value of a record's member means, given the field that it is the value of (or, under a name that
 * is slightly wrong, is meant to be). Empty where the value says all there is to say.
 */
export function decodedLines(record: CheckedRecord, entry: Entry, field: Field): Lines {
  if (!entry.intact) return NONE;
  if (field.codes.length > 0) return codeLines(record, entry, field);
  switch (field.kind) {
    case 'seconds':
      return line(numberOf(record, entry), durationInWords);
    case 'bytes':
      return line(numberOf(record, entry), bytesInWords);
    case 'minutes':
      return timeshiftLines(record, entry);
    case 'dateTime':
      return dateLines(record, entry, field);
    case 'url':
      return contentLines(record, entry, field);
    case 'string':
    case 'text':
      return stringLines(record, entry, field);
    default:
      return NONE;
  }
}

function codeLines(record: CheckedRecord, entry: Entry, field: Field): Lines {
  const number = numberOf(record, entry);
  const code =
    number === undefined ? codeForWord(field, stringOf(record, entry) ?? '') : codeWithValue(field, number);
  return code ? [`**${code.value} ${code.name}** — ${code.meaning}.`] : NONE;
}

function line(number: number | undefined, inWords: (number: number) => string | undefined): Lines {
  const words = number === undefined ? undefined : inWords(number);
  return words === undefined ? NONE : [`**${words}**`];
}

function timeshiftLines(record: CheckedRecord, entry: Entry): Lines {
  const minutes = numberOf(record, entry);
  const zone = minutes === undefined ? undefined : utcOffset(minutes);
  if (minutes === undefined || zone === undefined) return NONE;
  const start = timeOfMember(record, 'start_date');
  const local = start === undefined ? [] : [`Created at ${localTime(start, minutes)} local time`];
  return [`**${zone}**`, ...local];
}

function dateLines(record: CheckedRecord, entry: Entry, field: Field): Lines {
  const text = stringOf(record, entry);
  const timeshift = numberOf(record, memberMeant(record, 'timeshift'));
  const time = text === undefined ? undefined : timeOfDate(text, record.type);
  if (time === undefined) {
    const readings =
      text === undefined ? readingsOfNumber(record.valueText(entry)) : readingsOfText(text, timeshift);
    return readings.map(readingLine);
  }
  const lines = [`**${dayInWords(time)}, ${timeOfDay(time)} UTC**`];
  const zone = timeshift ? utcOffset(timeshift) : undefined;
  if (timeshift && zone) lines.push(`${localTime(time, timeshift)} local time (${zone})`);
  const start = field.name === 'end_date' ? timeOfMember(record, 'start_date') : undefined;
  if (start !== undefined) lines.push(distanceLine(start, time));
  return lines;
}

function readingLine({ utc, note }: DateReading): string {
  return note === undefined ? `Reads as \`${utc}\`` : `\`${utc}\`, ${note}`;
}

function distanceLine(start: number, end: number): string {
  if (end === start) return 'At the same time as `start_date`';
  const distance = durationInWords(Math.abs(end - start) / 1000);
  return `${distance} ${end > start ? 'after' : 'before'} \`start_date\``;
}

function timeOfMember(record: CheckedRecord, name: string): number | undefined {
  const text = stringOf(record, memberMeant(record, name));
  return text === undefined ? undefined : timeOfDate(text, record.type);
}

/** What a URL points to, as the members beside it tell: MIME type, size and host. */
function contentLines(record: CheckedRecord, entry: Entry, field: Field): Lines {
  const url = stringOf(record, entry);
  if (url === undefined || !field.pattern?.test(url)) return NONE;
  const mime = stringOf(record, record.entryOf(`${field.name}_mime`));
  const size = numberOf(record, record.entryOf(`${field.name}_size`));
  const host = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#:]+|\[[^\]]*\])/i.exec(url)?.[1];
  const facts = [
    mime ? inlineCode(mime) : undefined,
    size === undefined ? undefined : bytesInWords(size),
    host === undefined ? undefined : `host ${inlineCode(host)}`,
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? NONE : [facts.join(' · ')];
}

function stringLines(record: CheckedRecord, entry: Entry, field: Field): Lines {
  const text = stringOf(record, entry);
  if (text === undefined) return NONE;
  const lines = [...readableLines(record, entry)];
  const shape = shapeOfIdentifier(field.name, text);
  if (shape !== undefined) lines.push(shape);
  if (field.name === 'thread_id' && text === stringOf(record, record.entryOf('interaction_id'))) {
    lines.push('This interaction is the root of the thread.');
  }
  if (field.name === 'sub_type') lines.push(...subTypeLines(record, text));
  return lines;
}

/** A string with escaped characters as it reads without them. */
export function readableLines(record: CheckedRecord, entry: Entry): Lines {
  if (entry.kind !== 'string' || !entry.intact || !record.valueText(entry).includes('\\u')) return NONE;
  return [`Reads: ${inlineCode(record.stringValue(entry))}`];
}

/** The prefix of a known subtype names its type. */
function subTypeLines(record: CheckedRecord, subType: string): Lines {
  const prefix = /^(?:Inbound|Outbound|Internal)(?=[A-Z])/.exec(subType)?.[0];
  if (!prefix) return NONE;
  const type = stringOf(record, memberMeant(record, 'type'));
  const otherwise = type && type !== prefix ? `, but \`type\` is ${inlineCode(type)}` : '';
  return [`A subtype of **${prefix}**${otherwise}.`];
}
