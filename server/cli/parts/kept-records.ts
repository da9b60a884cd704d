import type { Linked } from '../../relations/links';
import { recordOf, type SaidInFile, saidRecords } from '../../relations/said-records';
import type { LargeFile } from '../files/large-file';
import { bytesIn, type Spot, spotOfRecord } from './loading';
import { placeAfter, placeWith } from './place';
import type { PartPlace, PartVisitor } from './read-parts';

/*
 * Of some ten thousand records it can be kept what they say of each other: then none is read again to be judged among the
 * others. Of a file with more nothing is kept.
 */

/** A record that may be related to others: where it can be read again. */
export interface RelatedSpot {
  readonly spot: Spot;
  readonly chunk: number;
}

/** Records, and what they say, each by its number among them. */
export interface RelatedRecords {
  readonly spots: readonly RelatedSpot[];
  readonly said: SaidInFile;
}

/** Keeps what records say while their file is looked at. */
export interface RecordsKept extends Pick<PartVisitor, 'quiet'> {
  /** The records of a part, without those that were told of before. */
  readonly part: (spot: Spot, known: number, records: Iterable<Linked>) => void;
  /** When all are there: chooses some. Undefined where they became too many. */
  readonly end: () => ((isWanted: (record: number) => boolean) => RelatedRecords) | undefined;
}

/** Records that follow each other, from the one with the number `first` on. */
interface Group {
  readonly first: number;
  readonly of: PartPlace | Spot;
}

/** The place is found out of one record in so many; of the others it is counted from there when it is needed. */
const GROUP = 16;

/** After so many records it is told by their sizes how many the file has. */
const SAMPLE = 1 << 10;

/** Begins without records, of which it keeps so many at most. */
export function keepRecords(file: LargeFile, most: number): RecordsKept {
  const said = saidRecords();
  const groups: Group[] = [];
  /** How many bytes those have that were read fast. */
  let sizes = new Int32Array(1 << 10);
  let count = 0;
  let sampled = 0;
  /** How many more records the last group takes. */
  let free = 0;
  return {
    quiet(reader, placeOf, bytes) {
      if (!hasRoom()) return;
      if (free === 0) {
        groups.push({ first: count, of: placeOf() });
        free = GROUP;
      }
      free--;
      said.addRead(reader);
      sizes[count++] = bytes;
      sampled += bytes;
      // Of a file that has too many none has to be kept. To be wrong costs time alone.
      if (count === SAMPLE && (file.bytes ?? 0) > 1.25 * most * (sampled / SAMPLE)) giveUp();
    },
    part(spot, known, records) {
      free = 0;
      if (count <= most) groups.push({ first: count - known, of: spot });
      for (const record of records) {
        if (!hasRoom()) return;
        said.addChunk(record);
        count++;
      }
    },
    end() {
      if (count > most) return undefined;
      const all = said.said();
      return (isWanted) => chosen(all, isWanted);
    },
  };

  function hasRoom(): boolean {
    if (count > most) return false;
    if (count === most) {
      giveUp();
      return false;
    }
    if (count === sizes.length) {
      const larger = new Int32Array(count * 2);
      larger.set(sizes);
      sizes = larger;
    }
    return true;
  }

  function giveUp(): void {
    count = most + 1;
    groups.length = 0;
    said.clear();
  }

  function chosen(all: SaidInFile, isWanted: (record: number) => boolean): RelatedRecords {
    const some = saidRecords();
    const spots: RelatedSpot[] = [];
    for (let record = 0, group = 0; record < count; record++) {
      // A part starts with the record that was told of before it.
      while ((groups[group + 1]?.first ?? count) <= record) group++;
      if (!isWanted(record)) continue;
      some.addChunk(recordOf(all, record));
      spots.push(spotIn(groups[group] as Group, record));
    }
    return { spots, said: some.said() };
  }

  function spotIn({ first, of }: Group, record: number): RelatedSpot {
    if (!('place' in of)) return { spot: of, chunk: record - first + 1 };
    return { spot: spotOfRecord(sizes[record] as number, () => placeIn(of, first, record)), chunk: 1 };
  }

  function placeIn({ place, start }: PartPlace, first: number, record: number): PartPlace {
    let bytes = 0;
    for (let at = first; at < record; at++) bytes += sizes[at] as number;
    const after = placeAfter(place, bytesIn(file, place.byte, place.byte + bytes));
    const more = record - first;
    return { place: placeWith(after, place.record + more, place.element + more), start };
  }
}
