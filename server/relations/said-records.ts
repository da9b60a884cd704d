import type { Chunk } from '../document/chunk';
import { ABSENT, NOTED_WIDTH, type NotedRole, notedPlace, notedRoles } from '../document/noted';
import type { SoundReader } from '../document/sound-reader';
import type { Linked } from './links';

/**
 * Keeps what the records of a file say of each other, and nothing else of the file: some dozens of bytes for each.
 */
export interface SaidRecords {
  /** The record that a reader has just read. */
  readonly addRead: (reader: SoundReader) => void;
  /** The record of a chunk. */
  readonly addChunk: (chunk: Chunk) => void;
  /** All of them, in their order. */
  readonly records: () => readonly Linked[];
}

/** Begins without records. */
export function saidRecords(): SaidRecords {
  const tokens: string[] = [];
  const places: number[] = [];
  const conflicts = new Map<number, object>();
  let length = 0;
  let count = 0;
  const book = oneRecord();
  return {
    addRead(reader) {
      const { textAt, start } = reader.tape;
      const noted = reader.note(book);
      add((role) => {
        const place = notedPlace(noted, role);
        return place && textAt(start + place.start, start + place.end);
      });
    },
    addChunk(chunk) {
      if (chunk.conflict) conflicts.set(count, chunk.conflict);
      add((role) => {
        const place = notedPlace(chunk, role);
        return place && chunk.text.slice(place.start, place.end);
      });
    },
    records() {
      // One text and one array for all of them.
      const text = tokens.join('');
      const noted = Int32Array.from(places);
      return Array.from({ length: count }, (_, number): Linked => {
        const conflict = conflicts.get(number);
        return { text, noted, notedFrom: number * NOTED_WIDTH, ...(conflict && { conflict }) };
      });
    },
  };

  function add(tokenOf: (role: NotedRole) => string | undefined): void {
    count++;
    for (const role of notedRoles) {
      const token = tokenOf(role);
      if (token === undefined) {
        places.push(ABSENT, ABSENT);
        continue;
      }
      tokens.push(token);
      places.push(length, length + token.length);
      length += token.length;
    }
  }
}

/** Room for the notes of one record, used again and again. */
function oneRecord() {
  const room = { noted: new Int32Array(NOTED_WIDTH), notedFrom: 0 };
  return { next: () => room, giveBack() {} };
}
