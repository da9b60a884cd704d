import { STRING, type Tape, VALUE_END, VALUE_KIND, VALUE_START } from './tape';

/*
 * Dates as records have them, `"YYYY-MM-DDTHH:mm:ss.SSSZ"`, four bytes at a time: each record has two of them.
 */

const LENGTH = 26;

/** By all that two digits can be; that of February in a leap year is for the rule to say. */
const daysOfMonth = new Uint8Array(256);
daysOfMonth.set([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** Whether the member at a place of the tape is a date, on a day that the month has. */
export function isDateAt({ view, numbers }: Readonly<Tape>, place: number): boolean {
  const start = numbers[place + VALUE_START] as number;
  if (numbers[place + VALUE_KIND] !== STRING || (numbers[place + VALUE_END] as number) - start !== LENGTH)
    return false;
  // What is left of each byte without its digit's or its sign's code is its digit, or 0.
  const years = view.getInt32(start + 1, true) ^ 0x30303030;
  const months = view.getInt32(start + 5, true) ^ 0x2d30302d;
  const days = view.getInt32(start + 9, true) ^ 0x30543030;
  const hours = view.getInt32(start + 13, true) ^ 0x30303a30;
  const seconds = view.getInt32(start + 17, true) ^ 0x2e30303a;
  const thousandths = view.getInt32(start + 21, true) ^ 0x5a303030;
  // A byte comes to 16 or more where it is more than the largest one that can stand there.
  const tooLarge =
    years |
    (years + 0x06060606) |
    (months | (months + 0x0f060e0f)) |
    (days | (days + 0x0d0f060c)) |
    (hours | (hours + 0x060a0f06)) |
    (seconds | (seconds + 0x0f060a0f)) |
    (thousandths | (thousandths + 0x0f060606));
  if ((tooLarge & 0xf0f0f0f0) !== 0) return false;
  const day = twoDigits(days);
  // What is looked up for each day is no step that comes first on the 29th: an engine would give up there what it made of this.
  const isDay = day >= 1 && day <= (daysOfMonth[twoDigits(months >>> 8)] as number);
  return isDay && (days >>> 24) * 10 + (hours & 15) < 24;
}

/** The number that the digits of the two lowest bytes write. */
function twoDigits(bytes: number): number {
  return (bytes & 15) * 10 + ((bytes >>> 8) & 15);
}

/** The day of a date that starts at an offset: its year, month and day, one after the other. */
export function dayAt(view: DataView, start: number): number {
  const years = view.getInt32(start + 1, true);
  const year = twoDigits(years) * 100 + twoDigits(years >>> 16);
  return (
    (year * 100 + twoDigits(view.getInt16(start + 6, true))) * 100 + twoDigits(view.getInt16(start + 9, true))
  );
}

/** The seconds of such a day since 1970; NaN before the year 100, which is for the rule to say. */
export function secondsOfDay(day: number): number {
  const month = Math.floor(day / 100);
  const year = Math.floor(month / 100);
  return year < 100 ? NaN : Date.UTC(year, (month % 100) - 1, day % 100) / 1000;
}

/** The time of a date in seconds since midnight, without its thousandths. */
export function secondsAt(view: DataView, start: number): number {
  const hours = view.getInt32(start + 12, true);
  const seconds = view.getInt32(start + 16, true);
  const minutes = ((hours >>> 24) & 15) * 10 + (seconds & 15);
  return (twoDigits(hours) * 60 + minutes) * 60 + twoDigits(seconds >>> 16);
}

/** Its thousandths. */
export function thousandthsAt(view: DataView, start: number): number {
  const digits = view.getInt32(start + 21, true);
  return (digits & 15) * 100 + twoDigits(digits >>> 8);
}
