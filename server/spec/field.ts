import type schema from '../../schemas/phone-call-interaction.schema.json';

/** The specification's own names for the types of values. */
export type FieldType = 'integer' | 'string' | 'boolean' | 'date/time' | 'url' | 'text' | 'list';

/** Which definition of the schema a value follows: finer than its type, as `seconds` and `dbid` are integers. */
export type FieldKind = Exclude<keyof typeof schema.definitions, 'record' | 'records'>;

/** One entry of a closed list of codes, such as 3 STOPPED. */
export interface Code {
  readonly value: number;
  readonly name: string;
  readonly meaning: string;
}

/** Everything the specification states about one field. */
export interface Field {
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
  /** The field whose presence makes this one mandatory. */
  readonly mandatoryWith: string | undefined;
  /** The fields that this one makes mandatory. */
  readonly companions: readonly string[];
  /** What the field means to the author of a record, in Markdown. */
  readonly description: string;
  /** The allowed codes; empty where the field has no closed list. */
  readonly codes: readonly Code[];
  /** Values of an open list that are worth offering; other values are as good. */
  readonly knownValues: readonly string[];
  /** What an absent field means; undefined where the specification names no default. */
  readonly default: unknown;
  /** One valid value. */
  readonly example: unknown;
  /** What a string value must match. It has no state (neither `g` nor `y`) and runs in linear time. */
  readonly pattern: RegExp | undefined;
  /** The least number that is valid, itself included. */
  readonly minimum: number | undefined;
  /** Address of the page that the facts come from. */
  readonly source: string;
  /** What people look for the field by besides its name: other words for it, and its names in other interfaces. */
  readonly searchWords: readonly string[];
  /** How its identifiers look, where each record has one of its own. */
  readonly identifier: Identifier | undefined;
  /**
   * What a new record takes over from the one that it follows: the same value, the next identifier, the date as much
   * later as the new record is, or only the field, to be filled in; undefined where it takes over nothing.
   */
  readonly nextRecord: 'same' | 'next' | 'later' | 'empty' | undefined;
  /** The names of the fields of other records that have its values; empty where it refers to none. */
  readonly refersTo: readonly string[];
  /** Whether other records are likely to have the same value. */
  readonly repeats: boolean;
  /** Whether other formats have a field of this name, too, so that it says little about what an object is. */
  readonly isCommon: boolean;
}

/** The usual shape of an identifier; nothing is known of those that may look like anything. */
export interface Identifier {
  readonly start?: string;
  /** In UTF-16 code units. */
  readonly length?: number;
  readonly characters?: string;
}
