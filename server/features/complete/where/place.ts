import type { Entry } from '../../../document/record';
import type { ValueKind } from '../../../json/problem';
import type { OpenRecord } from '../../../record/open-record';
import type { Field, Members } from '../../../spec/field';
import type { Level } from './level';

/** Where something can be inserted. Offsets are relative to the start of the chunk that the cursor is in. */
interface Spot {
  /** What is replaced: on one line, and around or at the cursor. */
  readonly start: number;
  readonly end: number;
  /** Where a comma is missing, unless it is part of `lead`. */
  readonly commaAt: number | undefined;
  /** What to insert before and after: commas, and white space that makes it look like the rest. */
  readonly lead: string;
  readonly tail: string;
}

/** A place for a key. */
export interface KeyPlace extends Spot {
  readonly kind: 'key';
  readonly of: Level['of'];
  /** The fields whose values the object stands in, from the record's one on, and what is known of its members. */
  readonly within: readonly Field[];
  readonly members: Members;
  /** The white space before the line that the object starts on. */
  readonly indent: string;
  /** Whether members stand in it, on the line that it starts on. */
  readonly isOnOneLine: boolean;
  /** The quote that the replaced text starts with. */
  readonly quote: Quote;
  /** What the value is that follows already, so that only the key is replaced; else undefined. */
  readonly valueKind: ValueKind | undefined;
  /** The other members of the object, as `record` has them, and their keys. */
  readonly others: readonly Entry[];
  readonly keys: ReadonlySet<string>;
  /** The record as it reads once a key is inserted. */
  readonly record: OpenRecord;
}

/** A place for the value of a member. */
export interface ValuePlace extends Spot {
  readonly kind: 'value';
  readonly of: Level['of'];
  readonly key: string;
  /** The field that the key is; undefined for unknown keys, and for most of udata. */
  readonly field: Field | undefined;
  readonly quote: Quote;
  /** Whether there is no value yet. */
  readonly isMissing: boolean;
  /** The record as it reads once a value is inserted. */
  readonly record: OpenRecord;
}

/** A place for a whole record. */
export interface RecordPlace extends Spot {
  readonly kind: 'record';
  /** The name that the record is to get as a member of a container; undefined where it needs none. */
  readonly name: string | undefined;
  /** The text that was typed so far. */
  readonly typed: string;
  /** The white space before the line that the record starts on. */
  readonly indent: string;
  /** Whether the file is empty and can be an array of records, too. */
  readonly isWholeFile: boolean;
}

export type Place = KeyPlace | ValuePlace | RecordPlace;

/** How a string opens that is to be replaced; empty where no string is. */
export type Quote = '"' | "'" | '';
