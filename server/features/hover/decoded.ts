import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Code, Field } from '../../spec/field';
import { bytesInWords, durationInWords, utcOffset } from '../../values/amounts';
import { codeForWord } from '../../values/code-words';
import { type DateReading, readingsOfNumber, readingsOfText } from '../../values/date-readings';
import { dayInWords, localTime, timeOfDate, timeOfDay } from '../../values/dates';
import { shapeOfIdentifier } from '../../values/identifiers';
import { codeOf, numberOf, stringOf, stringOfField } from '../../values/plain-values';
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
  const start = timeOfMember(record, record.type.start);
  const local = start === undefined ? [] : [`Created at ${localTime(start, minutes)} local time`];
  return [`**${zone}**`, ...local];
}

function dateLines(record: OpenRecord, entry: Entry, field: Field): Lines {
  const text = stringOf(record, entry);
  const timeshift = numberOf(record, memberMeant(record, record.type.utcOffset));
  const time = text === undefined ? undefined : timeOfDate(text, record.type);
  if (time === undefined) {
    const readings =
      text === undefined ? readingsOfNumber(record.valueText(entry)) : readingsOfText(text, timeshift);
    return readings.map(readingLine);
  }
  const lines = [`**${dayInWords(time)}, ${timeOfDay(time)} UTC**`];
  const zone = timeshift ? utcOffset(timeshift) : undefined;
  if (timeshift && zone) lines.push(`${localTime(time, timeshift)} local time (${zone})`);
  const { start } = record.type;
  const startTime = field.role === 'end' ? timeOfMember(record, start) : undefined;
  if (start && startTime !== undefined) lines.push(distanceLine(startTime, time, start));
  return lines;
}

function readingLine({ utc, note }: DateReading): string {
  return note === undefined ? `Reads as \`${utc}\`` : `\`${utc}\`, ${note}`;
}

function distanceLine(start: number, end: number, { name }: Field): string {
  if (end === start) return `At the same time as ${inlineCode(name)}`;
  const distance = durationInWords(Math.abs(end - start) / 1000);
  return `${distance} ${end > start ? 'after' : 'before'} ${inlineCode(name)}`;
}

function timeOfMember(record: OpenRecord, field: Field | undefined): number | undefined {
  const text = stringOf(record, memberMeant(record, field));
  return text === undefined ? undefined : timeOfDate(text, record.type);
}

/** What a URL points to, as the members beside it tell: MIME type, size and host. */
function contentLines(record: OpenRecord, entry: Entry, field: Field): Lines {
  const url = stringOf(record, entry);
  if (url === undefined || !field.pattern?.test(url)) return NONE;
  // Only a field of the record is described by others beside it, and no field of that name in an object of a team.
  const isOfRecord = record.type.fieldNamed(field.name) === field;
  const part = (kind: Field['kind']) => {
    const isPart = (one: Field) => isOfRecord && one.kind === kind && one.describes === field.name;
    const found = record.type.companions.find(isPart);
    return found && record.entryOf(found.name);
  };
  const mime = stringOf(record, part('mimeType'));
  const size = numberOf(record, part('bytes'));
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
  const shape = shapeOfIdentifier(field, text);
  if (shape !== undefined) lines.push(shape);
  if (field.role === 'thread' && text === stringOfField(record, record.type.identity)) {
    lines.push('This interaction is the root of the thread.');
  }
  lines.push(...refiningLines(record, field, text));
  return lines;
}

/** A string with escaped characters as it reads without them. */
export function readableLines(record: OpenRecord, entry: Entry): Lines {
  if (entry.kind !== 'string' || !entry.intact || !record.valueText(entry).includes('\\u')) return NONE;
  return [`Reads: ${inlineCode(record.stringValue(entry))}`];
}

/** The prefix of a known subtype names its type. */
function refiningLines(record: OpenRecord, { refines }: Field, text: string): Lines {
  const refined = refines === undefined ? undefined : record.type.fieldNamed(refines);
  const known = refined ? [...refined.knownValues, ...refined.codes.map(({ value }) => String(value))] : [];
  const prefix = known.find((value) => text.startsWith(value) && /^[A-Z]/.test(text.slice(value.length)));
  if (!refined || !prefix) return NONE;
  const present = stringOf(record, memberMeant(record, refined));
  const otherwise =
    present && present !== prefix ? `, but ${inlineCode(refined.name)} is ${inlineCode(present)}` : '';
  return [`A subtype of **${asMarkdown(prefix)}**${otherwise}.`];
}
