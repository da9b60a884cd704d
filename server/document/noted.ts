import { QUOTE } from '../json/characters';
import type { Role } from '../spec/facts';
import type { RecordType } from '../spec/record-type';
import type { Entry } from './record';
import { placeOnTape, TAPE_WIDTH, type Tape, VALUE_END, VALUE_START } from './tape';

/*
 * What records are found by, and what they say of each other, is noted while they are read: only where it stands. No text
 * is made of it before somebody asks, and nobody has to read a record a second time to know.
 */

/** The parts of a record whose places are noted. */
export const notedRoles = [
  'identity',
  'parent',
  'thread',
  'customer',
  'external',
  'start',
  'allowsChildren',
] as const satisfies readonly Role[];

export type NotedRole = (typeof notedRoles)[number];

/** Of each part where its place stands in the notes of a record: for who looks at many records. */
export const notedAt = Object.fromEntries(notedRoles.map((role, number) => [role, 2 * number])) as Readonly<
  Record<NotedRole, number>
>;

/** Of each part the start and the end of its value; both -1 where there is none. */
export const NOTED_WIDTH = 2 * notedRoles.length;

/*
 * After these numbers of 32 bits, 0 where nothing is known: the hashes of identity and parent, what the record was read as, and
 * as what one was that it agrees with. Only of records in files that are open.
 */
export const IDENTITY_HASH = NOTED_WIDTH;
export const PARENT_HASH = NOTED_WIDTH + 2;
export const READ_AS = NOTED_WIDTH + 4;
export const AGREES_WITH = NOTED_WIDTH + 6;
const WIDTH_WITH_NUMBERS = NOTED_WIDTH + 8;

/** Two numbers of 16 bits have such a number: notes are mostly in an array of those. */
export function writeNumber({ noted, notedFrom }: NotedRecord, place: number, number: number): void {
  noted[notedFrom + place] = number & 0xffff;
  noted[notedFrom + place + 1] = number >> 16;
}

/** The hash of the part with a place in the notes, of a record in a file that is open; 0 where it is not noted. */
export function notedHash(record: Noted, part: number): number {
  if (part === notedAt.identity) return numberAt(record, IDENTITY_HASH);
  return part === notedAt.parent ? numberAt(record, PARENT_HASH) : 0;
}

/** Such a number of a record in a file that is open. */
function numberAt({ noted, notedFrom }: Noted, place: number): number {
  if (!noted) return 0;
  const at = notedFrom + place;
  return ((noted[at] as number) & 0xffff) | ((noted[at + 1] as number) << 16);
}

/**
 * Whether of two records of files that are open it was seen while they were read that one names the other as its parent and
 * agrees with it: their threads, customers and dates are no reason to tell anything, and the other one takes children.
 */
export function agrees(one: Noted, parent: Noted): boolean {
  const read = numberAt(one, AGREES_WITH);
  return read !== 0 && read === numberAt(parent, READ_AS);
}

export const ABSENT = -1;

/** Notes of many records share one array: an object for each would take more memory than what it holds. */
export interface Noted {
  /** UTF-16 offsets relative to the record's start. */
  readonly noted: Int32Array | Int16Array | undefined;
  /** Where in the array those of the record begin. */
  readonly notedFrom: number;
}

/** Of a chunk without a record, and of a record that has nothing worth a note. */
export const NOTHING_NOTED: Noted = Object.freeze({ noted: undefined, notedFrom: 0 });

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

/** The number of a record among those whose notes were made one after the other in one array. */
export function numberOf({ notedFrom }: Noted): number {
  return notedFrom / NOTED_WIDTH;
}

/** Numbers up to this are noted in 16 bits: most of what is kept of a large file beside its text is such numbers. */
export const MOST_IN_16_BITS = 0x7fff;

/** Makes room for the notes of records that are read one after the other. */
export interface Notebook {
  /** Whether there is room for numbers. */
  readonly hasNumbers: boolean;
  /** Room for one more record, whose values all end up to this UTF-16 offset. */
  readonly next: (end: number) => NotedRecord;
  /** Nothing was to be noted there: the next record may have the room. */
  readonly giveBack: () => void;
}

/** The notes of a record. */
export interface NotedRecord extends Noted {
  readonly noted: Int32Array | Int16Array;
}

/** So many records share an array at most, so that a few of them do not keep the notes of a whole file in memory. */
const MOST_ON_A_PAGE = 256;

/** No record that has anything worth a note is shorter, in UTF-16 code units. */
const SHORTEST_RECORD = 128;

/** A notebook for the records of a text of this length in UTF-16 code units. */
export function notebook(length: number): Notebook {
  const records = Math.min(MOST_ON_A_PAGE, 1 + Math.floor(length / SHORTEST_RECORD));
  let page = new Int16Array(0);
  let used = 0;
  let isOnPage = true;
  return {
    hasNumbers: true,
    next(end) {
      isOnPage = end <= MOST_IN_16_BITS;
      if (!isOnPage) return { noted: new Int32Array(WIDTH_WITH_NUMBERS), notedFrom: 0 };
      if (used === page.length) {
        page = new Int16Array(records * WIDTH_WITH_NUMBERS);
        used = 0;
      }
      const notedFrom = used;
      used += WIDTH_WITH_NUMBERS;
      return { noted: page, notedFrom };
    },
    giveBack() {
      if (isOnPage) used -= WIDTH_WITH_NUMBERS;
    },
  };
}

/** Of each part that is noted the index of its field; -1 where a type has none. */
export function notedFields(type: RecordType): Int32Array {
  return Int32Array.from(notedRoles, (role) => type[role]?.index ?? -1);
}

/** Notes the record that was just read fast; undefined where it has nothing worth a note. */
export function noteTape(
  type: RecordType,
  fields: Int32Array,
  tape: Readonly<Tape>,
  book: Notebook,
): NotedRecord | undefined {
  const { count, numbers, start } = tape;
  // Members are on the tape in the order in which they end.
  const end = count === 0 ? 0 : (numbers[(count - 1) * TAPE_WIDTH + VALUE_END] as number) - start;
  const { noted, notedFrom } = book.next(end);
  let isEmpty = true;
  for (let part = 0; part < fields.length; part++) {
    const field = fields[part] as number;
    let place = field < 0 ? -1 : placeOnTape(tape, field);
    if (place < 0 && part === 0) place = meantIdentityOn(tape, type);
    if (place >= 0) isEmpty = false;
    const at = notedFrom + 2 * part;
    noted[at] = place < 0 ? ABSENT : (numbers[place + VALUE_START] as number) - start;
    noted[at + 1] = place < 0 ? ABSENT : (numbers[place + VALUE_END] as number) - start;
  }
  if (!isEmpty) return { noted, notedFrom };
  book.giveBack();
  return undefined;
}

/** A record is known by its name also where that stands under a name of another interface. */
function meantIdentityOn({ count, numbers, textAt, bytes }: Readonly<Tape>, type: RecordType): number {
  for (let place = 0; place < count * TAPE_WIDTH; place += TAPE_WIDTH) {
    if ((numbers[place] as number) >= 0) continue;
    const keyStart = (numbers[place + 1] as number) + 1;
    const meant = type.fieldMeant(textAt(keyStart, bytes.indexOf(QUOTE, keyStart)));
    if (meant && meant === type.identity) return place;
  }
  return -1;
}

/** Notes a record that the scanner read. */
export function noteEntries(type: RecordType, entries: readonly Entry[]): Noted {
  const fields = notedFields(type);
  const noted = new Int32Array(WIDTH_WITH_NUMBERS).fill(ABSENT, 0, NOTED_WIDTH);
  const note = (part: number, { valueStart, valueEnd, intact }: Entry) => {
    noted[2 * part] = intact ? valueStart : ABSENT;
    noted[2 * part + 1] = intact ? valueEnd : ABSENT;
  };
  for (const entry of entries) {
    const part = entry.field ? fields.indexOf(entry.field.index) : -1;
    if (part >= 0) note(part, entry);
  }
  const hasIdentity = entries.some(({ field }) => field !== undefined && field === type.identity);
  const meant =
    hasIdentity || !type.identity
      ? undefined
      : entries.find(({ key, field }) => !field && type.fieldMeant(key) === type.identity);
  if (meant) note(0, meant);
  return noted.subarray(0, NOTED_WIDTH).every((place) => place === ABSENT)
    ? NOTHING_NOTED
    : { noted, notedFrom: 0 };
}
