import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Code, Field } from '../../spec/field';
import { bytesInWords, durationInWords, utcOffset } from '../../values/amounts';
import { codeForWord } from '../../values/code-words';
import { type DateReading, readingsOfNumber, readingsOfText } from '../../values/date-readings';
import { dayInWords, localTime, timeOfDate, timeOfDay } from '../../values/dates';
import { shapeOfIdentifier } from '../../values/identifiers';
import { codeOf, numberOf, stringOf } from '../../values/plain-values';
import { memberMeant } from '../../values/record-summary';
import { asMarkdown } from '../../words/as-markdown';
import { inlineCode } from '../../words/inline-code';

/** Lines of Markdown that say what a value means, the most important first. */
export type Lines = readonly string[];

const NONE: Lines = [];

/**
 * Says what the value of a record's member means, given the field that it is the value of (or, under a name that
 * is slightly wrong, is meant to be). Empty where the value says all there is to say.
 */
export function decodedLines(record: OpenRecord, entry: Entry, field: Field): Lines {
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

function codeLines(record: OpenRecord, entry: Entry, field: Field): Lines {
  const code = codeOf(record, entry, field) ?? codeForWord(field, stringOf(record, entry) ?? '');
  return code ? codeLine(code) : NONE;
}

/** What a code says besides its value: nothing where that is all there is. */
function codeLine({ value, name, meaning }: Code): Lines {
  if (name === '' && meaning === '') return NONE;
  const words = typeof value === 'string' && name !== '' ? name : `${value} ${name}`.trim();
  const end = /[.!?]$/.test(meaning) ? '' : '.';
  return [`**${asMarkdown(words)}**${meaning === '' ? '' : ` — ${meaning}${end}`}`];
}

function line(number: number | undefined, inWords: (number: number) => string | undefined): Lines {
  const words = number === undefined ? undefined : inWords(number);
  return words === undefined ? NONE : [`**${words}**`];
}

function timeshiftLines(record: OpenRecord, entry: Entry): Lines {
  const minutes = numberOf(record, entry);
  const zone = minutes === undefined ? undefined : utcOffset(minutes);
  if (minutes === undefined || zone === undefined) return NONE;
  const start = timeOfMember(record, 'start_date');
  const local = start === undefined ? [] : [`Created at ${localTime(start, minutes)} local time`];
  return [`**${zone}**`, ...local];
}

function dateLines(record: OpenRecord, entry: Entry, field: Field): Lines {
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
  const start = isOwn(field, 'end_date') ? timeOfMember(record, 'start_date') : undefined;
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

function timeOfMember(record: OpenRecord, name: string): number | undefined {
  const text = stringOf(record, memberMeant(record, name));
  return text === undefined ? undefined : timeOfDate(text, record.type);
}

/** What a URL points to, as the members beside it tell: MIME type, size and host. */
function contentLines(record: OpenRecord, entry: Entry, field: Field): Lines {
  const url = stringOf(record, entry);
  if (url === undefined || !field.pattern?.test(url)) return NONE;
  // Only fields of the specification are described by others beside them.
  const part = (name: string) =>
    field.source === undefined ? undefined : record.entryOf(`${field.name}_${name}`);
  const mime = stringOf(record, part('mime'));
  const size = numberOf(record, part('size'));
  const host = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#:]+|\[[^\]]*\])/i.exec(url)?.[1];
  const facts = [
    mime ? inlineCode(mime) : undefined,
    size === undefined ? undefined : bytesInWords(size),
    host === undefined ? undefined : `host ${inlineCode(host)}`,
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? NONE : [facts.join(' · ')];
}

function stringLines(record: OpenRecord, entry: Entry, field: Field): Lines {
  const text = stringOf(record, entry);
  if (text === undefined) return NONE;
  const lines = [...readableLines(record, entry)];
  const shape = field.source === undefined ? undefined : shapeOfIdentifier(field.name, text);
  if (shape !== undefined) lines.push(shape);
  if (isOwn(field, 'thread_id') && text === stringOf(record, record.entryOf('interaction_id'))) {
    lines.push('This interaction is the root of the thread.');
  }
  if (isOwn(field, 'sub_type')) lines.push(...subTypeLines(record, text));
  return lines;
}

/** Whether a field is the specification's one of this name, and none that a team has in an object of its own. */
function isOwn({ name, source }: Field, own: string): boolean {
  return name === own && source !== undefined;
}

/** A string with escaped characters as it reads without them. */
export function readableLines(record: OpenRecord, entry: Entry): Lines {
  if (entry.kind !== 'string' || !entry.intact || !record.valueText(entry).includes('\\u')) return NONE;
  return [`Reads: ${inlineCode(record.stringValue(entry))}`];
}

/** The prefix of a known subtype names its type. */
function subTypeLines(record: OpenRecord, subType: string): Lines {
  const prefix = /^(?:Inbound|Outbound|Internal)(?=[A-Z])/.exec(subType)?.[0];
  if (!prefix) return NONE;
  const type = stringOf(record, memberMeant(record, 'type'));
  const otherwise = type && type !== prefix ? `, but \`type\` is ${inlineCode(type)}` : '';
  return [`A subtype of **${prefix}**${otherwise}.`];
}
