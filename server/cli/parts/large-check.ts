import type { Counts } from '../../check/locate';
import { chunksOf } from '../../document/document';
import { saidRecords } from '../../relations/said-records';
import { countAll, type HowToCheck, noCounts } from '../check-text';
import { engine } from '../engine';
import type { LargeFile } from '../files/large-file';
import { addTo } from './counts';
import { spotOf, startGathering } from './gathering';
import type { Identities } from './identities';
import { keepRecords, type RecordsKept, type RelatedRecords, type RelatedSpot } from './kept-records';
import { type Spot, spotOfRecord } from './loading';
import type { Place } from './place';
import type { Progress } from './progress';
import { type RangeReaders, startReaders } from './range-readers';
import { endOf, isAsFound, placeFrom, type RangeFound, type Ranges, rangesFrom } from './ranges';
import {
  type HowToRead,
  type Part,
  type PartPlace,
  type ReadUpTo,
  readParts,
  usualBlocks,
} from './read-parts';

/** A file that was looked at part by part. What is kept of it is where something was found, and a number for each record. */
export interface LookedLarge {
  readonly file: LargeFile;
  readonly how: HowToCheck;
  readonly identities: Identities;
  /** The parts in which something is found in records by themselves, in order, and how much that is. */
  readonly spots: readonly Spot[];
  readonly counts: Counts;
  readonly end: ReadUpTo;
  /** Chooses records of which it was kept what they say; undefined where it was not. */
  readonly kept: ReturnType<RecordsKept['end']>;
  /** Where blocks were left behind: reading can begin there again. */
  readonly marks: readonly PartPlace[];
  readonly blocks: typeof usualBlocks;
}

/** Decides which parts in which something is found are kept, as they are needed again. */
export interface Keeping {
  /** Whether one more is kept; counts it then. */
  readonly hasRoomFor: (part: Part) => boolean;
  /** Of so many more records it is kept what they say of each other. */
  readonly mostRecords: () => number;
  /** So many of them were. */
  readonly keepsRecords: (count: number) => void;
}

/** So many bytes of all files of a run are kept, which as documents take some times of that. */
const MOST_KEPT = 1 << 23;

/** What so many records of all files of a run say is kept: some hundred bytes each. */
const MOST_RECORDS = 1 << 16;

/** Begins with nothing kept. */
export function startKeeping(): Keeping {
  let free = MOST_KEPT;
  let records = MOST_RECORDS;
  return {
    mostRecords: () => records,
    keepsRecords(count) {
      records -= count;
    },
    hasRoomFor({ looked }) {
      if (looked > free) return false;
      free -= looked;
      return true;
    },
  };
}

/** How a file is looked at. */
export interface HowToLook {
  readonly blocks: typeof usualBlocks;
  /** How many threads may work on it, this one among them. */
  readonly jobs: number;
  /** Files of less bytes are read in one piece, and others in ranges of so many bytes, or some times as many. */
  readonly ranges: { readonly least: number; readonly bytes: number };
}

/** A file is looked at like this by so many threads. */
export function usualLook(jobs: number): HowToLook {
  return { blocks: usualBlocks, jobs, ranges: jobs > 1 ? usualRanges : { least: Infinity, bytes: Infinity } };
}

/** A thread takes some hundredths of a second to start, and what is read at once is to be little beside the file. */
const usualRanges = { least: 1 << 25, bytes: 1 << 22 };

/** Larger files have about so many ranges, of which each has at most so many times the usual bytes. */
const RANGES = 64;
const MOST_TIMES = 4;

/**
 * Looks at a file part by part.
 *
 * @throws FileError
 */
export async function lookAtLarge(
  file: LargeFile,
  how: HowToCheck,
  progress: Pick<Progress, 'add'>,
  keeping: Keeping,
  { blocks, jobs, ranges: wanted }: HowToLook,
): Promise<LookedLarge> {
  const { form, type, rules, endsAt } = how;
  const { bytes: fileBytes } = file;
  const records = keepRecords(file, keeping.mostRecords());
  const gathered = startGathering(how, records, keeping.hasRoomFor);
  const { identities, spots, counts, marks } = gathered;
  let told = 0;
  let isEnded = false;
  let isJoined = false;
  const descriptor =
    fileBytes !== undefined && fileBytes >= wanted.least && type === engine.type
      ? file.descriptor?.()
      : undefined;
  const readers = descriptor === undefined ? undefined : startReaders(jobs - 1);
  /** How far reading has come. */
  let end: ReadUpTo;
  try {
    const read = await readAll();
    file.close();
    const kept = isJoined ? undefined : records.end();
    if (kept) keeping.keepsRecords(identities.count());
    const isEnd = read.isEnd && !gathered.isCut();
    return { file, how, identities, spots, counts, end: { ...read, isEnd }, kept, marks, blocks };
  } finally {
    readers?.end();
  }

  async function readAll(): Promise<ReadUpTo> {
    // The others wait for what comes first.
    end = readFrom(undefined, readers && wanted.bytes / 4);
    const { reading, firstByte } = end;
    if (readers && !isDone()) {
      const all = {
        form,
        rules,
        file: descriptor as number,
        fileBytes: fileBytes as number,
        reading,
        blocks,
      };
      // Each costs about a millisecond, and at the end some threads wait for the last one.
      const bytes = Math.max(wanted.bytes, Math.min(MOST_TIMES * wanted.bytes, all.fileBytes / RANGES));
      const ranges = rangesFrom(end.here, { ...all, bytes: Math.ceil(bytes) });
      if (ranges) await readWithOthers(ranges, readers);
      if (!isDone()) readUpTo(undefined);
    }
    return { ...end, firstByte };
  }

  function isDone(): boolean {
    return end.isEnd || isEnded;
  }

  /** Reads on from where reading has come to. */
  function readUpTo(until: number | undefined): void {
    end = readFrom({ ...end.here, reading: end.reading }, until);
  }

  function readFrom(from: HowToRead['from'], until: number | undefined): ReadUpTo {
    const read = from ? file.readFrom(from.place.byte) : file.begin();
    return readParts(
      { ...blocks, form, type, read, fileBytes, from, until },
      { quiet: gathered.quiet, part, leave },
    );
  }

  function part(one: Part): boolean {
    isEnded = gathered.part(one) === true;
    return isEnded;
  }

  function leave(here: PartPlace): boolean {
    tell(here.place.byte);
    marks.push(here);
    return false;
  }

  function tell(byte: number): void {
    progress.add(byte - told, countAll(counts));
    told = byte;
  }

  /** Reads ranges, of which others read some, as long as it is known where they begin. */
  async function readWithOthers(ranges: Ranges, { read }: RangeReaders): Promise<void> {
    const begin = end.here;
    let number = 0;
    let misses = 0;
    for await (const found of read(ranges)) {
      leave(end.here);
      if (found && isNext(found) && isAsFound(found, end.here, begin)) {
        join(found);
      } else {
        if (++misses > jobs) return;
        readUpTo(endOf(ranges, number));
      }
      if (isDone()) return;
      number++;
    }
  }

  /** Whether a range begins where reading has come to, and is wanted as a whole. */
  function isNext({ start, counts: more }: RangeFound): boolean {
    const isWhole = countAll(more) === 0 || counts.error + more.error < endsAt;
    return isWhole && start.byte === end.here.place.byte;
  }

  function join(found: RangeFound): void {
    const { place: here, start } = end.here;
    const placed = (place: Place): PartPlace => ({ place: placeFrom(here, place), start });
    for (const { place, ...spot } of found.spots) spots.push({ ...spot, at: placed(place), kept: undefined });
    for (const mark of found.marks) marks.push(placed(mark));
    identities.addKnown(found.keys, found.children);
    addTo(counts, found.counts);
    end = { ...end, here: placed(found.end), isEnd: found.isEnd };
    isJoined = true;
    tell(found.end.byte);
  }
}

/**
 * What some of the records say of each other, and where they stand: `wanted` has 1 at their numbers. Unless it was kept it is read
 * again, in the blocks that hold some.
 *
 * @throws FileError
 */
export function relatedIn(
  { file, how, identities, spots, end, kept: keptRecords, marks, blocks }: LookedLarge,
  wanted: Uint8Array,
): RelatedRecords {
  if (keptRecords) return keptRecords((record) => wanted[record] === 1);
  const said = saidRecords();
  const found: RelatedSpot[] = [];
  const kept = new Map(spots.map(({ at, kept }) => [at.place.byte, kept?.part]));
  const keptAt = (byte: number) => kept.get(byte);
  for (let number = -1; number < marks.length; number++) {
    const last = marks[number + 1]?.place.record ?? identities.count();
    const first = wanted.indexOf(1, marks[number]?.place.record ?? 0);
    if (first < 0) break;
    if (first < last) readAgain(marks[number], marks[number + 1]?.place.byte, last);
  }
  file.close();
  return { spots: found, said: said.said() };

  /** Reads the records from a place on up to a byte, and up to the one with the number `last`. */
  function readAgain(begin: PartPlace | undefined, until: number | undefined, last: number): void {
    const { form, type } = how;
    const from = begin && { ...begin, reading: end.reading };
    const read = file.readFrom(begin?.place.byte ?? 0);
    let record = begin?.place.record ?? 0;
    const isWanted = () => record < last && wanted[record] === 1;
    readParts(
      { ...blocks, form, type, read, fileBytes: file.bytes, from, until, keptAt },
      {
        quiet(reader, placeOf, bytes) {
          if (isWanted()) {
            said.addRead(reader);
            const here = placeOf();
            found.push({ spot: spotOfRecord(bytes, () => here), chunk: 1 });
          }
          record++;
        },
        part(part) {
          record -= part.known;
          const spot = spotOf(part, noCounts, undefined);
          for (const [at, chunk] of [...chunksOf(part.document, 1)].entries()) {
            if (isWanted()) {
              // What was told of before stands in this part.
              if (at < part.known) found.pop();
              else said.addChunk(chunk);
              found.push({ spot, chunk: at + 1 });
            }
            record++;
          }
          return false;
        },
      },
    );
  }
}
