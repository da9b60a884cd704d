import { DIGITS, type Tape } from '../document/tape';
import { stoppedCode } from '../rules/common/lifecycle';
import type { RecordType } from '../spec/record-type';
import { isOtherDuration } from '../values/amounts';
import type { PlaceOf } from './usual-values';
import { isDate, numberAt, twoDigits } from './value-checks';

/**
 * Returns a function that says whether the status of a record is certainly that of what has ended where there is an end,
 * and only there, and whether there is no reason to have ended elsewhere.
 */
export function lifecycleCheck(type: RecordType): (tape: Readonly<Tape>, placeOf: PlaceOf) => boolean {
  const { status, end, endReason } = type;
  const stopped = stoppedCode(type)?.value;
  if (!status || !end || stopped === undefined) return () => true;
  return ({ bytes, numbers }, placeOf) => {
    const place = placeOf(status.index);
    if (place < 0) return true;
    const code = numberAt(bytes, numbers[place + 2] as number, numbers[place + 3] as number);
    const hasEnd = placeOf(end.index) >= 0;
    if (code === stopped) return hasEnd;
    return !hasEnd && (endReason === undefined || placeOf(endReason.index) < 0);
  };
}

/** What the times of a record certainly are to each other; all is well where not all of them are there. */
interface Times {
  /** Whether the end is not before the start, and both are dates. */
  readonly areInOrder: boolean;
  /** Whether the duration is about the time between them, or nothing is to be said of that. */
  readonly durationFits: boolean;
}

const NOTHING: Times = { areInOrder: true, durationFits: true };
const DOUBTFUL: Times = { areInOrder: false, durationFits: false };
const NOT_LONG_AS_SAID: Times = { areInOrder: true, durationFits: false };

/** Finds that out; `areDates` says whether start and end are known to be dates where they are there. */
export function timesOf(
  { bytes, numbers }: Readonly<Tape>,
  type: RecordType,
  placeOf: PlaceOf,
  areDates: boolean,
): Times {
  const startPlace = type.start ? placeOf(type.start.index) : -1;
  const endPlace = type.end ? placeOf(type.end.index) : -1;
  if (startPlace < 0 || endPlace < 0) return NOTHING;
  const start = numbers[startPlace + 2] as number;
  const end = numbers[endPlace + 2] as number;
  const isDateAt = (place: number) =>
    isDate(bytes, numbers[place + 2] as number, numbers[place + 3] as number, numbers[place + 4] as number);
  if (!areDates && !(isDateAt(startPlace) && isDateAt(endPlace))) return DOUBTFUL;
  const differsAt = firstDifference(bytes, start, end);
  if (differsAt < DATE_END && (bytes[end + differsAt] as number) < (bytes[start + differsAt] as number))
    return DOUBTFUL;
  const place = type.duration ? placeOf(type.duration.index) : -1;
  if (place < 0 || !isWhole(bytes, start, end)) return NOTHING;
  if (numbers[place + 4] !== DIGITS) return NOT_LONG_AS_SAID;
  const seconds = numberAt(bytes, numbers[place + 2] as number, numbers[place + 3] as number);
  const between = timeAt(bytes, end, differsAt) - timeAt(bytes, start, differsAt);
  const isKnown = !Number.isNaN(between - seconds);
  return isKnown && !isOtherDuration(seconds, between) ? NOTHING : NOT_LONG_AS_SAID;
}

/** A date is from 1 to here after the quote that it starts with: `"YYYY-MM-DDTHH:mm:ss.SSSZ"`. */
const DATE_END = 24;
const TIME_AT = 12;
const MILLISECONDS_AT = 21;

/** Where two dates differ first, counted from their quotes; in this form dates sort as texts do. */
function firstDifference(bytes: Uint8Array, one: number, other: number): number {
  let at = 1;
  while (at < DATE_END && bytes[one + at] === bytes[other + at]) at++;
  return at;
}

/** Whether two dates are whole seconds apart. */
function isWhole(bytes: Uint8Array, one: number, other: number): boolean {
  for (let at = MILLISECONDS_AT; at < DATE_END; at++) if (bytes[one + at] !== bytes[other + at]) return false;
  return true;
}

/**
 * The time of a date in seconds, without its milliseconds: since 1970 where two dates have different days, which `differsAt`
 * tells, and else since midnight. NaN before the year 100, which is for the rule to say.
 */
function timeAt(bytes: Uint8Array, start: number, differsAt: number): number {
  const hours = twoDigits(bytes, start + TIME_AT);
  const minutes = twoDigits(bytes, start + TIME_AT + 3);
  const seconds = twoDigits(bytes, start + TIME_AT + 6);
  const time = (hours * 60 + minutes) * 60 + seconds;
  return differsAt >= TIME_AT - 1 ? time : time + dayAt(bytes, start);
}

function dayAt(bytes: Uint8Array, start: number): number {
  const century = twoDigits(bytes, start + 1);
  const year = century * 100 + twoDigits(bytes, start + 3);
  const month = twoDigits(bytes, start + 6);
  return century === 0 ? NaN : Date.UTC(year, month - 1, twoDigits(bytes, start + 9)) / 1000;
}
