/** One way to understand a date that is written in another form than the specification's. */
export interface DateReading {
  /** The date as the specification writes it: UTC, `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
  readonly utc: string;
  /** What had to be assumed, to stand behind the date in a title; undefined where nothing had to. */
  readonly note: string | undefined;
  /** True when nothing had to be assumed and nothing gets lost. */
  readonly isSafe: boolean;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The farthest that any place on earth is from UTC, in minutes. */
const FARTHEST = 14 * 60;

/** Year first, so that month and day cannot be confused; parted by `-`, `/`, `.` or not at all. */
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:(?:[Tt]|\s+)(.*))?$/s;
const TIME = /^(\d{1,2})(:?)(\d{2})(?:\2(\d{2})(?:[.,](\d+))?)?\s*(.*)$/s;
const OFFSET = /^([+-])(\d{2})(?::?(\d{2}))?$/;
/** The form of e-mail headers and logs: `Mon, 25 Nov 2013 21:02:22 +0200`. */
const MONTH_BY_NAME =
  /^(?:[A-Za-z]{3},\s*)?(\d{1,2})[\s-]([A-Za-z]{3})[\s-](\d{4})\s+(\d{1,2}:\d{2}:\d{2}.*)$/s;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The ways to understand a text as a date, best first; none where it is no date, or where guessing would be all that
 * is left. `timeshift` is what the record says about its local time, in minutes east of UTC.
 */
export function readingsOfText(text: string, timeshift?: number): readonly DateReading[] {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed) && trimmed.length !== 8) return readingsOfNumber(trimmed);
  const date = parse(trimmed);
  if (!date?.isPossible) return [];
  const { days, time, zone } = date;
  if (time === undefined)
    return readings({ ms: days * DAY, note: 'reading it as the start of the day in UTC' });
  const ms = days * DAY + time.ms;
  if (zone !== undefined) {
    const isSafe = time.isWhole;
    return readings({ ms: ms - zone * MINUTE, note: isSafe ? undefined : time.note, isSafe });
  }
  const local =
    timeshift !== undefined && timeshift !== 0 && Math.abs(timeshift) <= FARTHEST ? [timeshift] : [];
  return [
    ...readings({ ms, note: 'reading it as UTC' }),
    ...local.flatMap((minutes) =>
      readings({ ms: ms - minutes * MINUTE, note: `reading it as local time with timeshift ${minutes}` }),
    ),
  ];
}

/**
 * The reading of a whole number as seconds or milliseconds since 1970. Only numbers between 1990 and 2100 are taken
 * for dates; in that span the two units cannot be confused.
 */
export function readingsOfNumber(text: string): readonly DateReading[] {
  if (!/^\d{9,13}$/.test(text)) return [];
  const number = Number(text);
  const first = Date.UTC(1990, 0);
  const last = Date.UTC(2100, 0);
  if (number >= first && number < last) {
    return readings({ ms: number, note: 'reading it as milliseconds since 1970' });
  }
  if (number * 1000 >= first && number * 1000 < last) {
    return readings({ ms: number * 1000, note: 'reading it as seconds since 1970' });
  }
  return [];
}

/** What is impossible about a text that has the shape of a date, in words; undefined where nothing is. */
export function impossiblePart(text: string): 'day of the calendar' | 'time of day' | undefined {
  const date = parse(text.trim());
  return date?.isPossible === false ? date.impossible : undefined;
}

interface TimeOfDay {
  /** Milliseconds since midnight. */
  readonly ms: number;
  /** True when seconds are there and no digit beyond milliseconds gets lost. */
  readonly isWhole: boolean;
  /** What is not whole. */
  readonly note: string | undefined;
}

type ParsedDate =
  | {
      readonly isPossible: true;
      /** Days since 1970. */
      readonly days: number;
      readonly time: TimeOfDay | undefined;
      /** Minutes east of UTC; undefined where the text does not say. */
      readonly zone: number | undefined;
    }
  | { readonly isPossible: false; readonly impossible: 'day of the calendar' | 'time of day' };

/** Reads a date; undefined where the text has not the shape of one that can be told without doubt. */
function parse(text: string): ParsedDate | undefined {
  const parts = splitYearFirst(text) ?? splitMonthName(text);
  if (parts === undefined) return undefined;
  const { year, month, day, rest } = parts;
  const time = rest === undefined ? undefined : parseTime(rest);
  if (rest !== undefined && time === undefined) return undefined;
  const days = daysSince1970(year, month, day);
  if (days === undefined) return { isPossible: false, impossible: 'day of the calendar' };
  if (time && !time.isPossible) return { isPossible: false, impossible: 'time of day' };
  return { isPossible: true, days, time: time?.time, zone: time?.zone };
}

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

function splitMonthName(text: string): DateParts | undefined {
  const [, day, name = '', year, rest] = MONTH_BY_NAME.exec(text) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  return month === 0 ? undefined : { year: Number(year), month, day: Number(day), rest };
}

interface ParsedTime {
  readonly isPossible: boolean;
  readonly time: TimeOfDay;
  readonly zone: number | undefined;
}

function parseTime(text: string): ParsedTime | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hour = '', separator, minute = '', second, fraction = '', zoneText = ''] = match;
  if (separator === '' && hour.length < 2) return undefined;
  const zone = zoneText === '' ? undefined : parseZone(zoneText);
  if (zoneText !== '' && zone === undefined) return undefined;
  const clock = (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second ?? 0) * 1000;
  const ms = clock + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const losesDigits = /[1-9]/.test(fraction.slice(3));
  return {
    isPossible: Number(hour) < 24 && Number(minute) < 60 && Number(second ?? 0) < 60,
    time: {
      ms,
      isWhole: second !== undefined && !losesDigits,
      note: second === undefined ? 'at the start of that minute' : 'without the digits beyond milliseconds',
    },
    zone,
  };
}

/** Minutes east of UTC, or undefined: names other than UTC's are left alone, for many mean several zones. */
function parseZone(text: string): number | undefined {
  if (/^(?:Z|UTC|GMT)$/i.test(text)) return 0;
  const [, sign, hours, minutes = '0'] = OFFSET.exec(text) ?? [];
  if (sign === undefined || Number(minutes) > 59) return undefined;
  const distance = Number(hours) * 60 + Number(minutes);
  if (distance > FARTHEST) return undefined;
  return sign === '-' ? -distance : distance;
}

/** Days from 1 January 1970 to a day of the calendar; undefined where there is no such day. */
function daysSince1970(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / DAY : undefined;
}

/** The reading as the specification writes it; none outside of the years that have four digits. */
function readings(of: { ms: number; note: string | undefined; isSafe?: boolean }): readonly DateReading[] {
  const utc = new Date(of.ms).toISOString();
  return /^\d{4}-/.test(utc) ? [{ utc, note: of.note, isSafe: of.isSafe ?? false }] : [];
}
