import { plainDecimal } from '../json/json-number';
import { capitalised } from '../words/capitalised';
import { t, translated } from '../words/language';
import { shorten } from '../words/quote';
import { visible } from './visible';

/** One way to understand a date that is written in another form than the specification's. */
export interface DateReading {
  /** The date as the specification writes it: UTC, `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly utc: string;
  /** What had to be assumed or gets lost, to stand after the date in a title; undefined where nothing. */
  readonly note: string | undefined;
  /** True when nothing had to be assumed and nothing gets lost but the offset. */
  readonly isSafe: boolean;
  /** What the text says about local time, in minutes east of UTC; 0 where it says nothing. UTC has no place for it. */
  readonly offset: number;
  /** True where another reading is as likely, so that only a person can choose. */
  readonly isChoice?: true;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The farthest that any place on earth is from UTC, in minutes. */
const FARTHEST = 14 * 60;

/** Year first, so that month and day cannot be confused; parted by `-`, `/`, `.` or not at all. */
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:(?:[Tt]|\s+)(.*))?$/s;
const TIME =
  /^(\d{1,2})(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d+))?)?\s*(?:([AaPp])\.?[Mm]\.?(?![A-Za-z]))?\s*(.*)$/s;
/** `+02:00`, `-0530`, `+02`, also after the name of UTC: `GMT+0100`, `UTC+1`. */
const OFFSET = /^(?:(?:GMT|UTC)([+\-\u2212])(\d{1,2})|([+\-\u2212])(\d{2}))(?::?(\d{2}))?$/i;
/** After the offset the zone can have a name: `[Europe/Berlin]`, `(CET)`, or bare. */
const ZONE_NAME = /(?:(?<!\s)\s*(?:\[([^[\]]+)\]|\(([^()]+)\))|(?<=\d)\s*([A-Z]{3,5}))$/;
const NAME_OF_UTC = /^(?:Z|UTC|GMT|Etc\/(?:UTC|GMT)|Coordinated Universal Time|Greenwich Mean Time)$/i;

/** Dates with the month as a word. The forms of e-mail headers and logs: `Mon, 25 Nov 2013 21:02:22 +0200`, */
const DAY_MONTH_YEAR =
  /^(?:[A-Z][a-z]{2,8},?\s+)?(\d{1,2})[\s/-]([A-Za-z]{3,9})[\s/-](\d{4})(?:[\s:,]\s*(\d{1,2}:.*))?$/s;
/** of JavaScript and of letters: `Mon Nov 25 2013 21:02:22 GMT+0200 (CEST)`, `November 25, 2013`, */
const MONTH_DAY_YEAR =
  /^(?:[A-Z][a-z]{2,8},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:[\s,]\s*(\d{1,2}:.*))?$/s;
/** of C and Java: `Mon Nov 25 19:02:22 UTC 2013`. */
const YEAR_LAST = /^[A-Z][a-z]{2}\s+([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})(\s+\S+)?\s+(\d{4})$/s;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** What .NET writes: milliseconds since 1970, and the offset of the writer's clock: `/Date(1385406142000+0100)/`. */
const DOT_NET = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;

/**
 * The ways to understand a text as a date, best first; none where it is no date, or where guessing would be all that
 * is left. `timeshift` is what the record says about its local time, in minutes east of UTC.
 */
export function readingsOfText(text: string, timeshift?: number): readonly DateReading[] {
  const trimmed = plain(text);
  const [, milliseconds, clock = '+0000'] = DOT_NET.exec(trimmed) ?? [];
  if (milliseconds !== undefined) {
    const zone = parseZone(clock);
    return zone === undefined ? [] : readingsOfMilliseconds(milliseconds, zone.minutes);
  }
  const ofNumber = /^\d+(?:\.\d+)?$/.test(trimmed) && trimmed.length !== 8 ? readingsOfNumber(trimmed) : [];
  if (ofNumber.length > 0) return ofNumber;
  const date = parse(trimmed);
  if (!date?.isPossible) return [];
  const { days, time, zone } = date;
  const lost = [
    date.hasOtherWeekday ? t`without the wrong weekday` : undefined,
    time?.losesDigits ? withoutDigits() : undefined,
  ];
  if (time === undefined)
    return readings({ ms: days * DAY, note: noteOf(t`if it is the start of the day in UTC`, ...lost) });
  const ms = days * DAY + time.ms;
  if (zone !== undefined) {
    const minute = time.hasSeconds ? undefined : t`at the start of that minute`;
    const name = zone.name === undefined ? undefined : t`without the zone ${shorten(zone.name)}`;
    const note = noteOf(minute, ...lost, name);
    const isSafe = note === undefined;
    return readings({ ms: ms - zone.minutes * MINUTE, note, isSafe, offset: zone.minutes });
  }
  const local =
    timeshift !== undefined && timeshift !== 0 && Math.abs(timeshift) <= FARTHEST ? [timeshift] : [];
  return [
    ...readings({ ms, note: noteOf(t`if it is UTC`, ...lost) }),
    ...local.flatMap((minutes) =>
      readings({
        ms: ms - minutes * MINUTE,
        note: noteOf(t`if it is local time with timeshift ${minutes}`, ...lost),
      }),
    ),
  ];
}

function noteOf(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined).join(', ') || undefined;
}

/**
 * Units of time, each with the year that it counts from, in which that begins so many seconds before 1970. Ticks are of .NET,
 * whose dates of this century would be nanoseconds of 1990, and of Windows; browsers count from 1601, too.
 */
const UNITS = [
  { name: () => t`seconds`, perSecond: 1n, year: '1970', before: 0n },
  { name: () => t`milliseconds`, perSecond: 1000n, year: '1970', before: 0n },
  { name: () => t`microseconds`, perSecond: 1_000_000n, year: '1970', before: 0n },
  { name: () => t`ticks`, perSecond: 10_000_000n, year: '0001', before: 62_135_596_800n },
  { name: () => t`nanoseconds`, perSecond: 1_000_000_000n, year: '1970', before: 0n },
  { name: () => t`ticks`, perSecond: 10_000_000n, year: '1601', before: 11_644_473_600n },
  { name: () => t`microseconds`, perSecond: 1_000_000n, year: '1601', before: 11_644_473_600n },
] as const;

/** Of Apple: in these, dates since 2021 are what those of the nineties are in seconds since 1970. */
const SINCE_2001 = { name: () => t`seconds`, perSecond: 1n, year: '2001', before: -978_307_200n };

/**
 * The reading of a number as a time since a year, in the unit that makes it a date between 1990 and 2100: in that span they
 * can hardly be confused. Fractions and exponents are read by their digits, as often as they are exact.
 */
export function readingsOfNumber(text: string): readonly DateReading[] {
  const [whole = '', fraction = ''] = (plainDecimal(text) ?? '').split('.');
  if (!/^\d{9,19}$/.test(whole)) return [];
  for (const unit of UNITS) {
    const found = readingsIn(unit, whole, fraction);
    if (found.length === 0) continue;
    const others = unit === UNITS[0] && whole.length < 10 ? readingsIn(SINCE_2001, whole, fraction) : [];
    if (others.length === 0) return found;
    return [...found, ...others].map((reading) => ({ ...reading, isChoice: true }));
  }
  return [];
}

function readingsIn(
  { name, perSecond, year, before }: typeof SINCE_2001,
  whole: string,
  fraction: string,
): readonly DateReading[] {
  const count = BigInt(whole) / perSecond;
  const second = count - before;
  if (second < FIRST_SECOND || second >= LAST_SECOND) return [];
  // Below a unit come its fractions; beyond a millisecond nothing is kept.
  const digits = `${whole}${fraction}`.slice(String(count).length);
  const ms = Number(second) * 1000 + Number(digits.slice(0, 3).padEnd(3, '0'));
  const losesDigits = /[1-9]/.test(digits.slice(3));
  const note = t`if the number is ${name()} since ${year}`;
  return readings({ ms, note: losesDigits ? `${note}, ${withoutDigits()}` : note });
}

const FIRST_SECOND = BigInt(Date.UTC(1990, 0) / 1000);
const LAST_SECOND = BigInt(Date.UTC(2100, 0) / 1000);
const withoutDigits = () => t`without the digits beyond milliseconds`;

/** The reading of what is known to be milliseconds since 1970. `offset` is that of the writer's clock, in minutes. */
export function readingsOfMilliseconds(text: string, offset = 0): readonly DateReading[] {
  const [number = '', fraction = ''] = (plainDecimal(text) ?? '').split('.');
  if (!/^-?\d{1,15}$/.test(number) || (fraction !== '' && number.startsWith('-'))) return [];
  const isSafe = !/[1-9]/.test(fraction);
  return readings({ ms: Number(number), note: isSafe ? undefined : withoutDigits(), isSafe, offset });
}

/** What there is not about a text that has the shape of a date: `30 February 2026`; undefined where nothing is wrong. */
export function impossiblePart(text: string): string | undefined {
  const date = parse(plain(text));
  return date?.isPossible === false ? date.impossible : undefined;
}

/**
 * The readings of a list of year, month, day and so on: whether its months count from 1, as in Java, or from 0, as in
 * JavaScript, it does not say.
 */
export function readingsOfParts(text: string, timeshift?: number): readonly DateReading[] {
  const [year, month, day, hour = 0, minute = 0, second = 0] = text.split(',').map(Number);
  return [1, 0].flatMap((first) => {
    const date = `${year}-${(month ?? 0) + 1 - first}-${day} ${hour}:${two(minute)}:${two(second)}`;
    return readingsOfText(date, timeshift)
      .slice(0, 1)
      .map((reading) => ({
        ...reading,
        note: t`months counted from ${first}, ${reading.note ?? ''}`,
        isChoice: true as const,
      }));
  });
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

/** Digits alone, year first: `20210304091531`, also with milliseconds. */
const COMPACT = /^((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?(?!\d)/;

/** A date in the signs that are looked for: word processors make other dashes of hyphens, keyboards wide digits. */
function plain(text: string): string {
  return visible(text)
    .normalize('NFKC')
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/ at (?=\d)/, ' ')
    .replace(COMPACT, (_, ...parts: string[]) => {
      const [year, month, day, hour, minute, second, fraction] = parts;
      return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ? `.${fraction}` : ''}`;
    });
}

interface TimeOfDay {
  /** Milliseconds since midnight. */
  readonly ms: number;
  readonly hasSeconds: boolean;
  /** Whether there are digits beyond the milliseconds. */
  readonly losesDigits: boolean;
}

type ParsedDate =
  | {
      readonly isPossible: true;
      /** Days since 1970. */
      readonly days: number;
      /** Whether the text names a weekday that the day is not. */
      readonly hasOtherWeekday: boolean;
      readonly time: TimeOfDay | undefined;
      /** Undefined where the text does not say. */
      readonly zone: Zone | undefined;
    }
  | { readonly isPossible: false; readonly impossible: string };

/** Reads a date; undefined where the text has not the shape of one that can be told without doubt. */
function parse(text: string): ParsedDate | undefined {
  const parts = splitYearFirst(text) ?? splitMonthWord(text);
  if (parts === undefined) return undefined;
  const { year, month, day, rest } = parts;
  const time = rest === undefined ? undefined : parseTime(rest);
  if (rest !== undefined && time === undefined) return undefined;
  const days = daysSince1970(year, month, day);
  if (days === undefined) return { isPossible: false, impossible: nameOfDay(year, month, day) };
  if (time && !time.isPossible) return { isPossible: false, impossible: t`time ${time.clock}` };
  const weekday = WEEKDAY_IN_FRONT.exec(text)?.[1];
  const hasOtherWeekday = weekday !== undefined && !new Date(days * DAY).toUTCString().startsWith(weekday);
  return { isPossible: true, days, hasOtherWeekday, time: time?.time, zone: time?.zone };
}

const WEEKDAY_IN_FRONT = /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s/;

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** What follows the date: the time of day. */
  readonly rest: string | undefined;
}

function splitYearFirst(text: string): DateParts | undefined {
  const match = YEAR_FIRST.exec(text);
  if (match === null) return undefined;
  const [, year = '', separator, month = '', day = '', rest] = match;
  // Without separators only full digits tell month and day apart.
  if (separator === '' && (month.length < 2 || day.length < 2)) return undefined;
  return { year: Number(year), month: Number(month), day: Number(day), rest };
}

function splitMonthWord(text: string): DateParts | undefined {
  const [, day, dayMonth, dayYear, dayRest] = DAY_MONTH_YEAR.exec(text) ?? [];
  if (dayMonth !== undefined) return withMonth(dayYear, dayMonth, day, dayRest);
  const [, month, monthDay, monthYear, monthRest] = MONTH_DAY_YEAR.exec(text) ?? [];
  if (month !== undefined) return withMonth(monthYear, month, monthDay, monthRest);
  const [, lastMonth, lastDay, clock, zone = '', year] = YEAR_LAST.exec(text) ?? [];
  return lastMonth === undefined ? undefined : withMonth(year, lastMonth, lastDay, `${clock}${zone}`);
}

function withMonth(year = '', name = '', day = '', rest?: string): DateParts | undefined {
  const month = MONTHS.findIndex((full) => full.startsWith(name.toLowerCase())) + 1;
  return month === 0 ? undefined : { year: Number(year), month, day: Number(day), rest };
}

/** A day that the calendar may not have, as people say it: `30 February 2026`; without a name of the month as digits. */
function nameOfDay(year: number, month: number, day: number): string {
  const name = MONTHS[month - 1];
  if (name === undefined) return t`month ${month}`;
  return t`${day} ${translated(capitalised(name))} ${year}`;
}

interface ParsedTime {
  readonly isPossible: boolean;
  /** Hours, minutes and seconds as they are written. */
  readonly clock: string;
  readonly time: TimeOfDay;
  readonly zone: Zone | undefined;
}

interface Zone {
  /** Minutes east of UTC. */
  readonly minutes: number;
  /** A name that says more than the offset does. */
  readonly name: string | undefined;
}

function parseTime(text: string): ParsedTime | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hour = '', separator, minute = '', second, fraction = '', half, zoneText = ''] = match;
  if (separator === '' && hour.length < 2) return undefined;
  const zone = zoneText === '' ? undefined : parseZone(zoneText);
  if (zoneText !== '' && zone === undefined) return undefined;
  // Of the twelve hours of a half day the first is called 12.
  const isHalfPossible = half === undefined || (Number(hour) >= 1 && Number(hour) <= 12);
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const clock = (hours * 60 + Number(minute)) * MINUTE + Number(second ?? 0) * 1000;
  const ms = clock + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return {
    clock: [hour, minute, ...(second === undefined ? [] : [second])].join(':'),
    isPossible: isHalfPossible && Number(hour) < 24 && Number(minute) < 60 && Number(second ?? 0) < 60,
    time: { ms, hasSeconds: second !== undefined, losesDigits: /[1-9]/.test(fraction.slice(3)) },
    zone,
  };
}

/** The zone, or undefined: names without an offset other than UTC's are left alone, for many mean several zones. */
function parseZone(text: string): Zone | undefined {
  if (NAME_OF_UTC.test(text)) return { minutes: 0, name: undefined };
  const [after = '', ...names] = ZONE_NAME.exec(text) ?? [];
  const found = names.find((name) => name !== undefined);
  const offset = text.slice(0, text.length - after.length).trim();
  const minutes = NAME_OF_UTC.test(offset) ? 0 : minutesOf(offset);
  if (minutes === undefined) return undefined;
  const isTold = found === undefined || (minutes === 0 && NAME_OF_UTC.test(found));
  return { minutes, name: isTold ? undefined : found };
}

/** The minutes that a distance from UTC says, east of it: `+02:00`, `UTC-5`; undefined where it is none. */
export function minutesOf(offset: string): number | undefined {
  const [, named, namedHours, bare, bareHours, minutes = '0'] = OFFSET.exec(offset) ?? [];
  const sign = named ?? bare;
  if (sign === undefined || Number(minutes) > 59) return undefined;
  const distance = Number(namedHours ?? bareHours) * 60 + Number(minutes);
  if (distance > FARTHEST) return undefined;
  return sign === '+' ? distance : -distance;
}

/** Days from 1 January 1970 to a day of the calendar; undefined where there is no such day. */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY : undefined;
}

/** The reading as the specification writes it; none outside of the years that have four digits. */
function readings(of: {
  ms: number;
  note: string | undefined;
  isSafe?: boolean;
  offset?: number;
}): readonly DateReading[] {
  const date = new Date(of.ms);
  if (Number.isNaN(date.getTime())) return [];
  const utc = date.toISOString();
  // An offset of nothing east is written -0 where it is west of UTC.
  const offset = of.offset || 0;
  return /^\d{4}-/.test(utc) ? [{ utc, note: of.note, isSafe: of.isSafe ?? false, offset }] : [];
}
