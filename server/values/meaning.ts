import type { Entry } from '../document/record';
import type { OpenRecord } from '../record/open-record';
import type { Code, Field, FieldKind } from '../spec/field';
import { t } from '../words/language';
import { bytesInWords, durationInBrief, durationInWords, isOtherDuration, utcOffset } from './amounts';
import { codeForWord } from './code-words';
import { type DateReading, readingsOfNumber, readingsOfText } from './date-readings';
import { dayInWords, localTime, localTimeInBrief, timeOfDate, timeOfDay } from './dates';
import { memberMeant } from './member-meant';
import { codeOf, numberOf, stringOf, stringOfField } from './plain-values';
import { beginningOf } from './refining';
import { shapeOfIdentifier } from './shape-of-identifier';

/** What a value means. Nothing is said of one that says it itself. */
export interface Meaning {
  /** The value in a few words, such as `3 min 15 s`; of a code its name, such as `STOPPED`. */
  readonly text: string | undefined;
  /**
   * What the eye does not see in the value, to stand beside it: the same, or of a date its local time or how long after the
   * start it is. At most 25 characters unless the words are a team's.
   */
  readonly beside: string | undefined;
  /** The code that it is. */
  readonly code: Code | undefined;
  /** What else there is to say, the most important first. */
  readonly more: readonly Line[];
}

/** One line, in pieces: whoever shows it decides how. */
export type Line = readonly Piece[];

/** Words of ours, or else a stranger's text: a name or value as it stands, or a word to be read first. */
export type Piece = string | { readonly verbatim: string } | { readonly strong: string };

/**
 * What the value of a record's member means, given the field that it is the value of (or, under a name that is slightly
 * wrong, is meant to be).
 */
export function meaningOf(record: OpenRecord, entry: Entry, field: Field): Meaning {
  if (!entry.intact) return meaning(undefined);
  if (field.codes.length > 0) {
    const code = codeOf(record, entry, field) ?? codeForWord(field, stringOf(record, entry) ?? '');
    const name = code?.name || undefined;
    return { text: name, beside: name, code, more: [] };
  }
  switch (field.kind) {
    case 'seconds':
      return meaningOfSeconds(record, entry);
    case 'bytes':
      return meaning(inWords(numberOf(record, entry), bytesInWords));
    case 'minutes':
      return meaningOfMinutes(record, entry);
    case 'dateTime':
      return meaningOfDate(record, entry, field);
    case 'url':
      return meaning(undefined, contentLines(record, entry, field));
    case 'string':
    case 'text':
      return meaning(undefined, stringLines(record, entry, field));
    default:
      return meaning(undefined);
  }
}

function meaning(text: string | undefined, more: readonly Line[] = [], beside = text): Meaning {
  return { text, beside, code: undefined, more };
}

function inWords(number: number | undefined, words: (number: number) => string | undefined) {
  return number === undefined ? undefined : words(number);
}

function meaningOfSeconds(record: OpenRecord, entry: Entry): Meaning {
  const seconds = numberOf(record, entry);
  const words = inWords(seconds, durationInWords);
  return meaning(words, [], firstThatFits([words, inWords(seconds, durationInBrief)]));
}

function meaningOfMinutes(record: OpenRecord, entry: Entry): Meaning {
  const minutes = numberOf(record, entry);
  const zone = inWords(minutes, utcOffset);
  const start = timeOfMember(record, record.type.start);
  if (minutes === undefined || zone === undefined || start === undefined) return meaning(zone);
  return meaning(zone, [[t`Created at ${localTime(start, minutes)} local time`]]);
}

function meaningOfDate(record: OpenRecord, entry: Entry, field: Field): Meaning {
  const { start, utcOffset: offset } = record.type;
  const text = stringOf(record, entry);
  const timeshift = numberOf(record, memberMeant(record, offset));
  const time = text === undefined ? undefined : timeOfDate(text, record.type);
  if (time === undefined) {
    const readings =
      text === undefined ? readingsOfNumber(record.valueText(entry)) : readingsOfText(text, timeshift);
    return meaning(undefined, readings.map(readingLine));
  }
  const more: Line[] = [];
  const zone = timeshift ? utcOffset(timeshift) : undefined;
  if (timeshift && zone) more.push([t`${localTime(time, timeshift)} local time (${zone})`]);
  const startTime = field.role === 'end' ? timeOfMember(record, start) : undefined;
  if (start && startTime !== undefined) more.push(distanceLine(startTime, time, start));
  const local = timeshift ? t`${localTimeInBrief(time, timeshift)} local` : undefined;
  const beside = startTime === undefined ? local : timeSinceStart(record, startTime, time);
  return { ...meaning(t`${dayInWords(time)}, ${timeOfDay(time)} UTC`, more), beside };
}

/** How long after the start the end is, and whether that is another duration than the record states. */
function timeSinceStart(record: OpenRecord, start: number, end: number): string | undefined {
  if (end <= start) return undefined;
  const between = (end - start) / 1000;
  const { duration } = record.type;
  const stated = numberOf(record, memberMeant(record, duration));
  const words = durationInWords(between);
  const brief = durationInBrief(between);
  if (!duration || stated === undefined || !isOtherDuration(stated, between))
    return firstThatFits([`+${words}`, `+${brief}`]);
  return firstThatFits([`+${words} ≠ ${duration.name}`, `+${brief} ≠ ${duration.name}`, `+${brief} ≠`]);
}

/** Beside a value is not more room, in characters. */
const MOST_BESIDE = 25;

function firstThatFits(texts: readonly (string | undefined)[]): string | undefined {
  return texts.find((text) => text !== undefined && text.length <= MOST_BESIDE);
}

function readingLine({ utc, note }: DateReading): Line {
  return note === undefined ? [t`Reads as `, { verbatim: utc }] : [{ verbatim: utc }, `, ${note}`];
}

function distanceLine(start: number, end: number, { name }: Field): Line {
  if (end === start) return [t`At the same time as `, { verbatim: name }];
  const distance = durationInWords(Math.abs(end - start) / 1000) ?? '';
  return [end > start ? t`${distance} after ` : t`${distance} before `, { verbatim: name }];
}

function timeOfMember(record: OpenRecord, field: Field | undefined): number | undefined {
  const text = stringOf(record, memberMeant(record, field));
  return text === undefined ? undefined : timeOfDate(text, record.type);
}

/** What a URL points to, as the members beside it tell: MIME type, size and host. */
function contentLines(record: OpenRecord, entry: Entry, field: Field): readonly Line[] {
  const url = stringOf(record, entry);
  if (url === undefined || !field.pattern?.test(url)) return [];
  // Only a field of the record is described by others beside it, and no field of that name in an object of a team.
  const isOfRecord = record.type.fieldNamed(field.name) === field;
  const part = (kind: FieldKind) => {
    const isPart = (one: Field) => isOfRecord && one.kind === kind && one.describes === field.name;
    const found = record.type.companions.find(isPart);
    return found && record.entryOf(found.name);
  };
  const mime = stringOf(record, part('mimeType'));
  const size = inWords(numberOf(record, part('bytes')), bytesInWords);
  const host = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#:]+|\[[^\]]*\])/i.exec(url)?.[1];
  const facts: Line[] = [];
  if (mime) facts.push([{ verbatim: mime }]);
  if (size !== undefined) facts.push([size]);
  if (host !== undefined) facts.push([t`host `, { verbatim: host }]);
  return facts.length === 0 ? [] : [facts.flatMap((fact, at) => (at === 0 ? fact : [' · ', ...fact]))];
}

function stringLines(record: OpenRecord, entry: Entry, field: Field): readonly Line[] {
  const text = stringOf(record, entry);
  if (text === undefined) return [];
  const lines = [...readableLines(record, entry)];
  const shape = shapeOfIdentifier(field, text);
  if (shape !== undefined) lines.push([shape]);
  if (field.role === 'thread' && text === stringOfField(record, record.type.identity)) {
    lines.push([t`This interaction is the root of the thread.`]);
  }
  return [...lines, ...refiningLines(record, field, text)];
}

/** A string with escaped characters as it reads without them. */
export function readableLines(record: OpenRecord, entry: Entry): readonly Line[] {
  if (entry.kind !== 'string' || !entry.intact || !record.valueText(entry).includes('\\u')) return [];
  return [[t`Reads: `, { verbatim: record.stringValue(entry) }]];
}

/** The prefix of a known subtype names its type. */
function refiningLines(record: OpenRecord, { refines }: Field, text: string): readonly Line[] {
  const refined = refines === undefined ? undefined : record.type.fieldNamed(refines);
  const prefix = refined && beginningOf(refined, text);
  if (!refined || !prefix) return [];
  const present = stringOf(record, memberMeant(record, refined));
  const otherwise: Line =
    present && present !== prefix
      ? [t`, but `, { verbatim: refined.name }, t` is `, { verbatim: present }]
      : [];
  return [[t`A subtype of `, { strong: prefix }, ...otherwise, '.']];
}
