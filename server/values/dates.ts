import type { RecordType } from '../spec/record-type';
import { t, translated } from '../words/language';

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const MS_OF_MINUTE = 60_000;

/** The time of a date that is valid as the specification has it, in ms since 1970 in UTC; else undefined. */
export function timeOfDate(date: string, type: RecordType): number | undefined {
  return type.patternOf('dateTime')?.test(date) ? Date.parse(date) : undefined;
}

/** The day of a time (ms since 1970) in UTC, such as `Monday 2 March 2026`. */
export function dayInWords(time: number): string {
  const date = new Date(time);
  const weekday = translated(WEEKDAYS[date.getUTCDay()] ?? '');
  const month = translated(MONTHS[date.getUTCMonth()] ?? '');
  return t`${weekday} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** The time of day in UTC, such as `08:15:30`; milliseconds only where there are any. */
export function timeOfDay(time: number): string {
  const iso = new Date(time).toISOString();
  return iso.slice(iso.indexOf('T') + 1, -1).replace('.000', '');
}

/**
 * A time (ms since 1970) as the clock shows it `timeshift` minutes from UTC, such as `09:15:30`, with the day where
 * that is another one than in UTC.
 */
export function localTime(time: number, timeshift: number): string {
  const local = time + timeshift * MS_OF_MINUTE;
  const isSameDay = dayInWords(local) === dayInWords(time);
  return isSameDay ? timeOfDay(local) : `${dayInWords(local)}, ${timeOfDay(local)}`;
}

/** The same without seconds and with its day in brief, such as `09:15` or `00:15 (Tue 3 Mar)`. */
export function localTimeInBrief(time: number, timeshift: number): string {
  const local = time + timeshift * MS_OF_MINUTE;
  const clock = timeOfDay(local).slice(0, 5);
  if (dayInWords(local) === dayInWords(time)) return clock;
  const date = new Date(local);
  const weekday = translated(inBrief(WEEKDAYS[date.getUTCDay()]));
  const month = translated(inBrief(MONTHS[date.getUTCMonth()]));
  return t`${clock} (${weekday} ${date.getUTCDate()} ${month})`;
}

/** The name of a day or a month in three letters. */
export function inBrief(name = ''): string {
  return name.slice(0, 3);
}
