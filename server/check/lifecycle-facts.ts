import { dayAt, isDateAt, secondsAt, secondsOfDay, thousandthsAt } from '../document/dates-on-tape';
import { DIGITS, type Tape, VALUE_END, VALUE_KIND, VALUE_START } from '../document/tape';
import { stoppedCode } from '../rules/common/lifecycle';
import type { RecordType } from '../spec/record-type';
import { isOtherDuration } from '../values/amounts';
import type { PlaceOf } from './usual-values';
import { numberAt } from './value-checks';

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
export function timesOf(tape: Readonly<Tape>, type: RecordType, placeOf: PlaceOf, areDates: boolean): Times {
  const { bytes, numbers, view } = tape;
  const startPlace = type.start ? placeOf(type.start.index) : -1;
  const endPlace = type.end ? placeOf(type.end.index) : -1;
  if (startPlace < 0 || endPlace < 0) return NOTHING;
  if (!areDates && !(isDateAt(tape, startPlace) && isDateAt(tape, endPlace))) return DOUBTFUL;
  const start = numbers[startPlace + VALUE_START] as number;
  const end = numbers[endPlace + VALUE_START] as number;
  const day = dayAt(view, start);
  const endDay = dayAt(view, end);
  const later = thousandthsAt(view, end) - thousandthsAt(view, start);
  let between = secondsAt(view, end) - secondsAt(view, start);
  if (endDay < day || (endDay === day && (between < 0 || (between === 0 && later < 0)))) return DOUBTFUL;
  const place = type.duration ? placeOf(type.duration.index) : -1;
  if (place < 0 || later !== 0) return NOTHING;
  if (numbers[place + VALUE_KIND] !== DIGITS) return NOT_LONG_AS_SAID;
  const from = numbers[place + VALUE_START] as number;
  const seconds = numberAt(bytes, from, numbers[place + VALUE_END] as number);
  if (endDay !== day) between += secondsOfDay(endDay) - secondsOfDay(day);
  const isKnown = !Number.isNaN(between - seconds);
  return isKnown && !isOtherDuration(seconds, between) ? NOTHING : NOT_LONG_AS_SAID;
}
