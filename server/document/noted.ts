import { QUOTE } from '../json/characters';
import type { Role } from '../spec/facts';
import type { RecordType } from '../spec/record-type';
import type { Entry } from './record';
import { STRING, TAPE_WIDTH, type Tape, VALUE_END, VALUE_KIND, VALUE_START } from './tape';
import { dateOnTape, hashOnTape, PAIR_WIDTH } from './value-pair';

/*
 * What records are found by, and what they say of each other, is noted while they are read: only where it stands. No text
 * is made of it before somebody asks, and nobody has to read a record a second time to know.
 */

/** Those parts of a record by which it is found, and compared with others. */
const compared = ['identity', 'parent', 'thread', 'customer', 'start'] as const satisfies readonly Role[];

/** The parts of a record whose places are noted. */
export const notedRoles = [...compared, 'external', 'allowsChildren'] as const satisfies readonly Role[];

export type NotedRole = (typeof notedRoles)[number];

/** Of each part where its place stands in the notes of a record: for who looks at many records. */
export const notedAt = Object.fromEntries(notedRoles.map((role, number) => [role, 2 * number])) as Readonly<
  Record<NotedRole, number>
>;

/** Of each part the start and the end of its value; both -1 where there is none. */
export const NOTED_WIDTH = 2 * notedRoles.length;

export const ABSENT = -1;

/** The length of the token of an empty text. */
export const EMPTY_TOKEN = 2;

/** Pairs stand where the places of the same parts are in the notes: up to here. */
const PAIRS_END = PAIR_WIDTH * compared.length;

/** Notes of many records share one array: an object for each would take more memory than what it holds. */
export interface Noted {
  /** UTF-16 offsets relative to the record's start. */
  readonly noted: Int32Array | Int16Array | undefined;
  /** Where in the array those of the record begin. */
  readonly notedFrom: number;
  /**
   * Of the same records the pairs that stand for what they are found by and compared with others by, where its places are in the
   * notes: 0 where that is not known.
   */
  readonly pairs: Int32Array | undefined;
}

/** Of a chunk without a record, and of a record that has nothing worth a note. */
export const NOTHING_NOTED: Noted = Object.freeze({ noted: undefined, notedFrom: 0, pairs: undefined });

/** Where the value of a part stands in a chunk: UTF-16 offsets relative to its start; undefined where there is none. */
export function notedPlace(
  { noted, notedFrom }: Noted,
  role: NotedRole,
): { readonly start: number; readonly end: number } | undefined {
  if (!noted) return undefined;
  const at = notedFrom + notedAt[role];
  const start = noted[at] as number;
  return start === ABSENT ? undefined : { start, end: noted[at + 1] as number };
}

/** Numbers up to this are noted in 16 bits: most of what is kept of a large file beside its text is such numbers. */
export const MOST_IN_16_BITS = 0x7fff;

/** Makes room for the notes of records that are read one after the other. */
export interface Notebook {
  /** Room for one more record, whose values all end up to this UTF-16 offset. */
  readonly next: (end: number) => NotedRecord;
  /** Nothing was to be noted there: the next record may have the room. */
  readonly giveBack: () => void;
}

/** The notes of a record. */
interface NotedRecord extends Noted {
  readonly noted: Int32Array | Int16Array;
}

/** So many records share an array at most, so that a few of them do not keep the notes of a whole file in memory. */
export const MOST_ON_A_PAGE = 256;

/** No record that has anything worth a note is shorter, in UTF-16 code units. */
const SHORTEST_RECORD = 128;

/** A notebook for the records of a text of this length in UTF-16 code units. */
export function notebook(length: number): Notebook {
  const records = Math.min(MOST_ON_A_PAGE, 1 + Math.floor(length / SHORTEST_RECORD));
  let page = new Int16Array(0);
  let pairs = new Int32Array(0);
  let used = 0;
  let isOnPage = true;
  return {
    next(end) {
      isOnPage = end <= MOST_IN_16_BITS;
      if (!isOnPage)
        return { noted: new Int32Array(NOTED_WIDTH), notedFrom: 0, pairs: new Int32Array(NOTED_WIDTH) };
      if (used === page.length) {
        page = new Int16Array(records * NOTED_WIDTH);
        pairs = new Int32Array(records * NOTED_WIDTH);
        used = 0;
      }
      const notedFrom = used;
      used += NOTED_WIDTH;
      return { noted: page, notedFrom, pairs };
    },
    giveBack() {
      if (isOnPage) used -= NOTED_WIDTH;
    },
  };
}

/** Of each field of a type, by its index, twice the number of its part; -1 where it has none that is noted. */
export function notedParts(type: RecordType): Int8Array {
  const parts = new Int8Array(type.fields.length).fill(-1);
  for (const role of notedRoles) {
    const field = type[role];
    if (field) parts[field.index] = notedAt[role];
  }
  return parts;
}

/** Notes the record that was just read fast; with a seed also the pairs that go with it. */
export function noteTape(
  type: RecordType,
  parts: Int8Array,
  tape: Readonly<Tape>,
  book: Notebook,
  seed: number | undefined,
): Noted {
  const { count, numbers, textAt, bytes, start } = tape;
  // Members are on the tape in the order in which they end.
  const end = count === 0 ? 0 : (numbers[(count - 1) * TAPE_WIDTH + VALUE_END] as number) - start;
  const notes = book.next(end);
  const { noted, notedFrom } = notes;
  noted.fill(ABSENT, notedFrom, notedFrom + NOTED_WIDTH);
  let hasOtherKeys = false;
  let isEmpty = true;
  for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
    const field = numbers[place] as number;
    if (field < 0) hasOtherKeys = true;
    const part = field < 0 || field >= parts.length ? -1 : (parts[field] as number);
    if (part < 0) continue;
    isEmpty = false;
    noteValue(tape, place, notes, part, seed);
  }
  if (noted[notedFrom] === ABSENT && hasOtherKeys) noteMeantIdentity();
  if (!isEmpty) return notes;
  book.giveBack();
  return NOTHING_NOTED;

  /** A record is known by its name also where that stands under a name of another interface. */
  function noteMeantIdentity(): void {
    for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
      if ((numbers[place] as number) >= 0) continue;
      const keyStart = (numbers[place + 1] as number) + 1;
      const meant = type.fieldMeant(textAt(keyStart, bytes.indexOf(QUOTE, keyStart)));
      if (!meant || meant !== type.identity) continue;
      isEmpty = false;
      noteValue(tape, place, notes, notedAt.identity, seed);
      return;
    }
  }
}

/** Notes a value on the tape as what a record has in a part. */
function noteValue(
  tape: Readonly<Tape>,
  place: number,
  notes: NotedRecord,
  part: number,
  seed: number | undefined,
): void {
  const { numbers, start } = tape;
  const { noted, notedFrom, pairs } = notes;
  const valueStart = numbers[place + VALUE_START] as number;
  const valueEnd = numbers[place + VALUE_END] as number;
  noted[notedFrom + part] = valueStart - start;
  noted[notedFrom + part + 1] = valueEnd - start;
  if (part >= PAIRS_END || seed === undefined || !pairs) return;
  const at = notedFrom + part;
  const isKnown =
    part === notedAt.start
      ? dateOnTape(tape, place, pairs, at)
      : numbers[place + VALUE_KIND] === STRING &&
        valueEnd - valueStart > EMPTY_TOKEN &&
        hashOnTape(tape, valueStart + 1, valueEnd - 1, seed, pairs, at);
  // The same member can come twice.
  if (!isKnown) pairs[at] = pairs[at + 1] = 0;
}

/** Notes a record that the scanner read. */
export function noteEntries(type: RecordType, entries: readonly Entry[]): Noted {
  const parts = notedParts(type);
  const noted = new Int32Array(NOTED_WIDTH).fill(ABSENT);
  const note = (part: number, { valueStart, valueEnd, intact }: Entry) => {
    noted[part] = intact ? valueStart : ABSENT;
    noted[part + 1] = intact ? valueEnd : ABSENT;
  };
  for (const entry of entries) {
    const part = entry.field ? (parts[entry.field.index] as number) : -1;
    if (part >= 0) note(part, entry);
  }
  const hasIdentity = entries.some(({ field }) => field !== undefined && field === type.identity);
  const meant =
    hasIdentity || !type.identity
      ? undefined
      : entries.find(({ key, field }) => !field && type.fieldMeant(key) === type.identity);
  if (meant) note(0, meant);
  return noted.every((place) => place === ABSENT) ? NOTHING_NOTED : { noted, notedFrom: 0, pairs: undefined };
}
