import { type Counts, countBySeverity } from '../../check/locate';
import { runThrough } from '../../check/run-through';
import { chunksOf } from '../../document/document';
import { saidRecords } from '../../relations/said-records';
import { countAll, type HowToCheck, noCounts } from '../check-text';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import type { LargeFile } from '../files/large-file';
import { addTo, severitiesIn } from './counts';
import { type Identities, startIdentities } from './identities';
import { keepRecords, type RecordsKept, type RelatedRecords, type RelatedSpot } from './kept-records';
import { type KeptPart, type Spot, spotOfRecord } from './loading';
import type { Progress } from './progress';
import { type Part, type PartPlace, type ReadUpTo, readParts, usualBlocks } from './read-parts';

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

/**
 * Looks at a file part by part.
 *
 * @throws FileError
 */
export function lookAtLarge(
  file: LargeFile,
  how: HowToCheck,
  progress: Pick<Progress, 'add'>,
  keeping: Keeping,
  blocks = usualBlocks,
): LookedLarge {
  const { form, type } = how;
  const severities = severitiesIn(how.rules);
  const identities = startIdentities();
  const records = keepRecords(file, keeping.mostRecords());
  const spots: Spot[] = [];
  const counts: Counts = { ...noCounts };
  const marks: PartPlace[] = [];
  let told = 0;
  const end = readParts(
    { ...blocks, form, type, read: file.begin(), fileBytes: file.bytes },
    {
      quiet(reader, placeOf, bytes) {
        identities.addRead(reader);
        records.quiet(reader, placeOf, bytes);
      },
      part(part) {
        const { document, known } = part;
        const checked = runThrough(engine.checking(document), memoryGuard());
        const ofPart = countBySeverity(checked, severities);
        for (const chunk of chunksOf(document, 1 + known)) identities.addNoted(chunk);
        const isKept = countAll(ofPart) > 0 && keeping.hasRoomFor(part);
        const spot = spotOf(part, ofPart, isKept ? { part, checked } : undefined);
        records.part(spot, known, chunksOf(document, 1 + known));
        if (countAll(ofPart) === 0) return false;
        spots.push(spot);
        addTo(counts, ofPart);
        return counts.error >= how.endsAt;
      },
      leave(here) {
        progress.add(here.place.byte - told, countAll(counts));
        told = here.place.byte;
        marks.push(here);
        return false;
      },
    },
  );
  file.close();
  const kept = records.end();
  if (kept) keeping.keepsRecords(identities.count());
  return { file, how, identities, spots, counts, end, kept, marks, blocks };
}

/**
 * What some of the records say of each other, and where they stand. Unless it was kept it is read again, in the blocks that
 * hold some.
 *
 * @throws FileError
 */
export function relatedIn(
  { file, how, identities, spots, end, kept: keptRecords, marks, blocks }: LookedLarge,
  mayBe: (record: number) => boolean,
): RelatedRecords {
  if (keptRecords) return keptRecords(mayBe);
  const said = saidRecords();
  const found: RelatedSpot[] = [];
  const kept = new Map(spots.map(({ at, kept }) => [at.place.byte, kept?.part]));
  const keptAt = (byte: number) => kept.get(byte);
  for (let number = -1; number < marks.length; number++) {
    const last = marks[number + 1]?.place.record ?? identities.count();
    let first = marks[number]?.place.record ?? 0;
    while (first < last && !mayBe(first)) first++;
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
    const isWanted = () => record < last && mayBe(record);
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

function spotOf(part: Part, counts: Counts, kept: KeptPart | undefined): Spot {
  const { place, start, bytes, looked, document } = part;
  return { at: { place, start }, bytes, looked, count: document.count, counts, kept };
}
