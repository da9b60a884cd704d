import type { Members } from '../spec/field';

/** What a member's value is, for whoever looks at the tape. */
export const STRING = 1;
export const ESCAPED_STRING = 2;
export const DIGITS = 3;
export const OTHER_NUMBER = 4;
export const BOOLEAN = 5;
export const NULL = 6;
export const OBJECT = 7;
export const ARRAY = 8;

/** Numbers on the tape for each member: field (or -1), key start, value start, value end, kind. */
export const TAPE_WIDTH = 5;
export const VALUE_START = 2;
export const VALUE_END = 3;
export const VALUE_KIND = 4;

/**
 * The members of the record that was read last, in the order in which they end; with them those members of the objects in
 * it that are stated (see `statedObjects`). It is written over by the next record.
 */
export interface Tape {
  count: number;
  /** For member n five numbers from n * TAPE_WIDTH on; places are offsets in `bytes`. */
  readonly numbers: Int32Array;
  /** The text as one byte a UTF-16 unit; units beyond ASCII, which only strings can hold, are 127 or more. */
  bytes: Uint8Array;
  /** The same, for who looks at several of them at once: so many can be, which are as many or a few more. */
  view: DataView;
  viewed: number;
  /** Where in them the record starts. */
  start: number;
  /** Whether two members of a nested object may have the same name. */
  mayRepeatKeys: boolean;
  /** The text of what stands from `start` to `end`, also where the bytes only say that it is beyond ASCII. */
  readonly textAt: (start: number, end: number) => string;
}

/**
 * Makes something small of a record that was just read: a number that is kept with it. Looking at the tape at once spares
 * most records a second look.
 */
export type Digester = (tape: Readonly<Tape>) => number;

/** The record, or an object in it of which is stated what its members are. */
export interface StatedObject {
  /** The field that it is the value of, as the tape numbers fields; -1 for the record. */
  readonly owner: number;
  /** The number of its first field; that of any other one is so much larger as its index. */
  readonly first: number;
  readonly members: Members;
}

/** The objects that are stated, the record first: the tape numbers the fields of all of them in this order. */
export function statedObjects(type: Members): readonly StatedObject[] {
  const objects: StatedObject[] = [{ owner: -1, first: 0, members: type }];
  let next = type.fields.length;
  // The list grows while it is gone through.
  for (const { first, members } of objects) {
    for (const field of members.fields) {
      if (!field.members) continue;
      objects.push({ owner: first + field.index, first: next, members: field.members });
      next += field.members.fields.length;
    }
  }
  return objects;
}
