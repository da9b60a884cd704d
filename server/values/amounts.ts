import { t } from '../words/language';

const UNITS_OF_TIME = [
  { name: 'd', brief: 'd', seconds: 86_400 },
  { name: 'h', brief: 'h', seconds: 3_600 },
  { name: 'min', brief: 'm', seconds: 60 },
];

const UNITS_OF_SIZE = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/**
 * A number of seconds in words, such as `3 min 15 s`; a fraction keeps up to three digits. Undefined for a number
 * that is negative or too large to be exact.
 */
export function durationInWords(seconds: number): string | undefined {
  return splitDuration(seconds)
    ?.map(({ count, unit }) => `${count} ${unit.name}`)
    .join(' ');
}

/** A number of seconds as short as can be, such as `3m15s`; undefined like `durationInWords`. */
export function durationInBrief(seconds: number): string | undefined {
  return splitDuration(seconds)
    ?.map(({ count, unit }) => `${count}${unit.brief}`)
    .join('');
}

/**
 * A number of seconds in one unit and at most six characters, such as `3 min`, rounded; undefined like `durationInWords`,
 * and for more days than that has room for.
 */
export function durationInOneUnit(seconds: number): string | undefined {
  if (!(seconds >= 0)) return undefined;
  const minutes = Math.round(seconds / 60);
  const hours = Math.round(seconds / 360) / 10;
  const days = Math.round(seconds / 86_400);
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (hours < 10) return `${hours} h`;
  if (seconds < 86_400 * 2) return `${Math.round(hours)} h`;
  return days < 10_000 ? `${days} d` : undefined;
}

/** Whether a duration in seconds is not the time between start and end, beyond what clocks and rounding make of it. */
export function isOtherDuration(seconds: number, between: number): boolean {
  const off = Math.abs(seconds - between);
  return off > 1 && off > Math.max(seconds, between) / 10;
}

/** A number of bytes in a unit that suits it, such as `2 KiB`; undefined unless it is a whole number from 0. */
export function bytesInWords(bytes: number): string | undefined {
  if (!Number.isSafeInteger(bytes) || bytes < 0) return undefined;
  if (bytes < 1024) return bytes === 1 ? t`1 byte` : t`${bytes} bytes`;
  let amount = bytes;
  let unit = -1;
  // What would be rounded to 1024 belongs to the next unit.
  while (Math.round(amount * 100) >= 102_400 && unit < UNITS_OF_SIZE.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${Math.round(amount * 100) / 100} ${UNITS_OF_SIZE[unit]}`;
}

/** A timeshift in minutes as an offset from UTC, such as `UTC-05:00`; undefined for what is no offset of a day. */
export function utcOffset(minutes: number): string | undefined {
  if (!Number.isInteger(minutes) || Math.abs(minutes) > 1440) return undefined;
  if (minutes === 0) return 'UTC';
  const distance = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

interface Part {
  readonly count: number;
  readonly unit: { readonly name: string; readonly brief: string };
}

function splitDuration(seconds: number): readonly Part[] | undefined {
  if (!(seconds >= 0) || seconds > Number.MAX_SAFE_INTEGER) return undefined;
  let rest = Math.round(seconds * 1000) / 1000;
  const parts: Part[] = [];
  for (const unit of UNITS_OF_TIME) {
    const count = Math.floor(rest / unit.seconds);
    if (count > 0) parts.push({ count, unit });
    rest -= count * unit.seconds;
  }
  const left = Math.round(rest * 1000) / 1000;
  if (left > 0 || parts.length === 0) parts.push({ count: left, unit: { name: 's', brief: 's' } });
  return parts;
}
