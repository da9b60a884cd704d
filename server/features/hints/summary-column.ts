import type { Entry } from '../../document/record';
import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { durationInOneUnit } from '../../values/amounts';
import { timeOfDate, timeOfDay } from '../../values/dates';
import { meaningOf } from '../../values/meaning';
import { numberOf, stringOf } from '../../values/plain-values';
import { oneLine } from '../../words/one-line';

/** Characters of the columns; a space stands between them, and a line after the last one. */
const TIME_WIDTH = 5;
const STATUS_WIDTH = 10;
const DURATION_WIDTH = 6;

/** What stands where there is nothing to say. */
const NOTHING = '—';

/**
 * A record in a column of fixed width, `08:02 STOPPED     4 min │`: the time of its start in UTC, its status, its
 * duration. `isSound` says of which members the values count. The spaces are such as no editor takes away.
 */
export function summaryColumn(record: OpenRecord, isSound: (entry: Entry) => boolean): string {
  const { start, end, duration, status } = record.type;
  const member = (field: Field | undefined) => {
    const entry = field && record.entryOf(field.name);
    return entry?.intact && isSound(entry) ? entry : undefined;
  };
  const time = (field: Field | undefined) => {
    const text = stringOf(record, member(field));
    return text === undefined ? undefined : timeOfDate(text, record.type);
  };
  const started = time(start);
  const ended = time(end);
  const between = started !== undefined && ended !== undefined ? (ended - started) / 1000 : undefined;
  const seconds = numberOf(record, member(duration)) ?? between;
  const statusEntry = member(status);
  const columns = [
    (started === undefined ? NOTHING : timeOfDay(started).slice(0, TIME_WIDTH)).padEnd(TIME_WIDTH),
    padded(
      (status && statusEntry && meaningOf(record, statusEntry, status).text) ?? NOTHING,
      widthOf(status),
    ),
    ((seconds === undefined ? undefined : durationInOneUnit(seconds)) ?? NOTHING).padStart(DURATION_WIDTH),
    '│',
  ];
  return columns.join(' ').replaceAll(' ', '\u00a0');
}

/** The longest name of a status has room, unless a team's is very long. */
function widthOf(status: Field | undefined): number {
  const names = status?.codes.map(({ name }) => name.length) ?? [];
  return Math.min(STATUS_WIDTH, Math.max(NOTHING.length, ...names));
}

/** A text with so many characters: a longer one is cut. */
function padded(text: string, width: number): string {
  const kept = [...text].length > width ? oneLine(text, width - 1) : oneLine(text, width);
  return kept + ' '.repeat(width - [...kept].length);
}
