import type { Facts } from './facts';

/** The types of values: the specification's own names, and after them those that only a team's fields have. */
export type FieldType =
  | 'integer'
  | 'string'
  | 'boolean'
  | 'date/time'
  | 'url'
  | 'text'
  | 'list'
  | 'number'
  | 'array'
  | 'object';

/**
 * Which definition of a schema a value follows: finer than its type, as `seconds` and `dbid` are integers. A definition
 * of another name is good for what it states, its type and its pattern, and for nothing that only its name would say.
 */
export type FieldKind =
  | 'integer'
  | 'seconds'
  | 'minutes'
  | 'bytes'
  | 'dbid'
  | 'string'
  | 'text'
  | 'boolean'
  | 'dateTime'
  | 'url'
  | 'mimeType'
  | 'list'
  | 'number'
  | 'array'
  | 'object';

/** One entry of a closed list of values, such as 3 STOPPED. */
export interface Code {
  readonly value: number | string | boolean;
  /** Empty where the value says it itself, as those of an `enum` do. */
  readonly name: string;
  /** Markdown; empty where nothing is said. */
  readonly meaning: string;
}

/** What a team states of a value besides its type and its codes. All of these together have to hold. */
export interface Limits {
  /** The least and the greatest number, themselves included. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** The least and the greatest length of a text in characters (code points). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** What a text must have a match of somewhere. */
  readonly pattern?: TextPattern;
}

/** A pattern that takes time in proportion to the text, whatever the pattern. */
export interface TextPattern {
  /** The regular expression as it is written in the schema. */
  readonly source: string;
  readonly test: (text: string) => boolean;
  /** The same of the bytes of a text; undefined where not all of them are of ASCII. Absent where only texts can be asked about. */
  readonly testBytes?: (bytes: Uint8Array, start: number, end: number) => boolean | undefined;
}

/** What is known of the members of an object: of a record, or of a value in one. */
export interface Members {
  /** In the order in which they are stated: the index of a field is its place here. */
  readonly fields: readonly Field[];
  /** The fields that must be there, in the same order. */
  readonly mandatory: readonly Field[];
  /** The fields that make others mandatory. */
  readonly contents: readonly Field[];
  /** The fields that say nothing without another one. */
  readonly companions: readonly Field[];
  /** The field of exactly this name, or undefined. */
  readonly fieldNamed: (name: string) => Field | undefined;
  /** Up to three fields that a name of none may stand for, but for the excluded ones; best first. */
  readonly nearestFields: (name: string, exclude?: ReadonlySet<string>) => Field[];
}

/** Everything that is known about one field. */
export interface Field extends Facts {
  readonly name: string;
  /** Position in the specification, from 0. */
  readonly index: number;
  readonly type: FieldType;
  readonly kind: FieldKind;
  /** `seconds`, `minutes` or `bytes`; undefined for values without a unit. */
  readonly unit: string | undefined;
  /** How a value is written, in Markdown; undefined where the type says it all. */
  readonly form: string | undefined;
  readonly mandatory: boolean;
  /** The fields whose presence makes this one mandatory. */
  readonly mandatoryWith: readonly string[];
  /** The one of them that this field says nothing without, as a MIME type does without its content. */
  readonly describes: string | undefined;
  /** The fields that this one makes mandatory. */
  readonly companions: readonly string[];
  /** What the field means to the author of a record, in Markdown. */
  readonly description: string;
  /** The title that a team gives it; undefined where it gives none. */
  readonly title: string | undefined;
  /** The allowed values; empty where the field has no closed list. */
  readonly codes: readonly Code[];
  /** Values of an open list that are worth offering; other values are as good. */
  readonly knownValues: readonly string[];
  /** What an absent field means; undefined where the specification names no default. */
  readonly default: unknown;
  /** One valid value; undefined where none is stated. */
  readonly example: unknown;
  /** The values that a team gives as examples, worth offering; empty where it gives none. */
  readonly examples: readonly unknown[];
  /** What a string value must match. It has no state (neither `g` nor `y`) and runs in linear time. */
  readonly pattern: RegExp | undefined;
  /** The least number that is valid, itself included. */
  readonly minimum: number | undefined;
  /** What a team states of its values; empty where it states nothing. */
  readonly limits: Limits;
  /** What is known of the members of an object value; undefined where it may have any. */
  readonly members: Members | undefined;
  /** Address of the page that the facts come from; undefined for a field that only a team has. */
  readonly source: string | undefined;
  /** The path of the project file that states the field, or more of it than the specification; else undefined. */
  readonly statedBy: string | undefined;
}
