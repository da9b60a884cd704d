import { readSync } from 'node:fs';
import type { Counts } from '../../check/locate';
import { chunkAt } from '../../document/document';
import type { Reading } from '../../document/form';
import { type Frame, inside } from '../../document/frame';
import type { PartStart } from '../../document/part';
import type { HowToCheck } from '../check-text';
import { engine } from '../engine';
import { readingFrom } from '../files/large-file';
import { memoryFor } from './block';
import { startGathering } from './gathering';
import type { Spot } from './loading';
import { type Place, startOfFile } from './place';
import { type PartPlace, readParts, type usualBlocks } from './read-parts';

/*
 * The rest of a large file as ranges that several threads read at once. A range begins where a line begins like the one of the
 * record before: that is a guess. What was found in it is taken only if the range before it ends right there, in the same place
 * of the file's structure; else it is read again. So a wrong guess costs time, and never findings.
 */

/** All that a thread has to know of them: it is sent to others. */
export interface Ranges extends Pick<HowToCheck, 'form' | 'rules'> {
  /** The number of the open file, which is the same for all threads. */
  readonly file: number;
  readonly fileBytes: number;
  readonly reading: Reading;
  readonly blocks: typeof usualBlocks;
  /** The byte that the first one begins at, and how many bytes each has, more or less. */
  readonly first: number;
  readonly bytes: number;
  readonly count: number;
  /** What stands before the first one on its line, and the line end before that. */
  readonly margin: string;
  /** How many of them are taken by a thread: shared by all. */
  readonly taken: Int32Array;
}

/** What was found in a range. Lines, offsets and numbers of records are from its start. */
export interface RangeFound {
  readonly start: Place;
  readonly end: Place;
  /** Whether the file ends with it. */
  readonly isEnd: boolean;
  readonly counts: Counts;
  readonly spots: readonly (Pick<Spot, 'bytes' | 'looked' | 'count' | 'counts'> & {
    readonly place: Place;
  })[];
  readonly marks: readonly Place[];
  /** As `Identities` has them. */
  readonly keys: readonly Float64Array[];
  readonly children: ReadonlyMap<number, number>;
}

/** So far it is looked for a line that a range can begin with. */
const FURTHEST = 1 << 16;

/** The ranges from a place on; undefined where nobody can know how one begins. */
export function rangesFrom(
  { place, start }: PartPlace,
  how: Omit<Ranges, 'first' | 'count' | 'margin' | 'taken'>,
): Ranges | undefined {
  if (!start || !isUsual(start)) return undefined;
  const { byte, lineByte } = place;
  const margin = `\n${bytesAt(how.file, lineByte, byte - lineByte).toString('latin1')}`;
  if (/\S/.test(margin)) return undefined;
  const count = Math.ceil((how.fileBytes - byte) / how.bytes);
  return { ...how, first: byte, count, margin, taken: new Int32Array(new SharedArrayBuffer(4)) };
}

/** The number of a range that nobody has taken yet, if there is one. */
export function takeRange({ taken, count }: Ranges): number | undefined {
  const number = Atomics.add(taken, 0, 1);
  return number < count ? number : undefined;
}

/**
 * Makes a reader of ranges, which uses the same memory for all. It gives undefined for what cannot be read by itself.
 *
 * @throws FileError where it is used
 */
export function rangeReader(ranges: Ranges): (number: number) => RangeFound | undefined {
  const { file, fileBytes, reading, blocks, form, rules, margin } = ranges;
  const memory = memoryFor(blocks.blockBytes);
  const { frame: outermost } = chunkAt(engine.open('', reading), 0);
  const frame = reading.form === 'lines' ? outermost : inside(outermost, 'array');
  // One for all: an engine makes code fast for the functions that it knows.
  const gathered = startGathering({ rules, endsAt: Infinity });
  const isSame = ({ start }: PartPlace) => start?.frame === frame && !start.conflict;
  return (number) => {
    const byte = beginOf(ranges, number);
    if (byte === undefined) return undefined;
    const column = margin.length - 1;
    const start: Place = { ...startOfFile, byte, column, lineByte: byte - column };
    gathered.clear();
    const end = readParts(
      {
        ...blocks,
        memory,
        form,
        type: engine.type,
        read: readingFrom(() => file, byte),
        fileBytes,
        from: { place: start, start: { frame, conflict: undefined }, reading },
        until: endOf(ranges, number),
      },
      gathered,
    );
    const { identities, spots, counts, marks } = gathered;
    if (![end.here, ...marks, ...spots.map(({ at }) => at)].every(isSame)) return undefined;
    return {
      start,
      end: end.here.place,
      isEnd: end.isEnd,
      counts: { ...counts },
      spots: spots.map(({ at: { place }, bytes, looked, count, counts }) => {
        return { place, bytes, looked, count, counts };
      }),
      marks: marks.map(({ place }) => place),
      keys: identities.keys(),
      children: identities.children(),
    };
  };
}

/** The place in the file of one in a range that begins at another one. */
export function placeFrom(here: Place, place: Place): Place {
  return {
    byte: place.byte,
    unit: here.unit + place.unit,
    line: here.line + place.line,
    column: place.column,
    lineByte: place.lineByte,
    record: here.record + place.record,
    element: here.element + place.element,
  };
}

/** Up to which byte a range is read; undefined where that is the end of the file. */
export function endOf(ranges: Ranges, number: number): number | undefined {
  const next = number + 1;
  return next < ranges.count ? (beginOf(ranges, next) ?? ranges.first + next * ranges.bytes) : undefined;
}

/** Where a range begins, as far as can be guessed. */
function beginOf({ file, margin, first, bytes }: Ranges, number: number): number | undefined {
  if (number === 0) return first;
  // The line may begin right there.
  const from = first + number * bytes - margin.length;
  const at = bytesAt(file, from, FURTHEST).indexOf(`${margin}{`, 0, 'latin1');
  return at < 0 ? undefined : from + at + margin.length;
}

function bytesAt(file: number, from: number, count: number): Buffer {
  const bytes = Buffer.allocUnsafe(count);
  return bytes.subarray(0, readSync(file, bytes, 0, count, from));
}

/** Whether records stand there as they do in JSON Lines, or in the one list of a file. */
function isUsual({ frame, conflict }: PartStart): boolean {
  const { kind, lines, parent, isListOfRecords } = unwrapped(frame);
  if (conflict || isListOfRecords) return false;
  return kind === 'lines' ? !parent : kind === 'array' && !lines && parent?.kind === 'root';
}

/**
 * Whether what was found in a range is what is found where reading has come to, and began at `first`. A range with a tool's text
 * in it is no range, but for what follows the last record of the file: some of that may have been told before.
 */
export function isAsFound(
  { isEnd }: RangeFound,
  { start: here }: PartPlace,
  { start: first }: PartPlace,
): boolean {
  if (!here || !first || here.conflict || unwrapped(here.frame) !== unwrapped(first.frame)) return false;
  return !isEnd || (!here.frame.wrapped && !here.frame.parent?.wrapped);
}

/** A frame as it was before any text of a tool was told. */
function unwrapped(frame: Frame): Frame {
  return frame.wrapped ? unwrapped(frame.wrapped.from) : frame;
}
