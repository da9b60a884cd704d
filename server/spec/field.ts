import schema from '../../schemas/phone-call-interaction.schema.json';
import { type Vocabulary, vocabularyOf } from './vocabulary';

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
}

/** The 30 fields, in the order of the specification. */
export const fields: readonly Field[] = readFields();

/** The fields that every record must have, in the order of the specification. */
export const mandatoryFields: readonly Field[] = Object.freeze(fields.filter((field) => field.mandatory));

const fieldsByName: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.name, field]));

/** Gives the field of exactly this name, or undefined. */
export function fieldNamed(name: string): Field | undefined {
  return fieldsByName.get(name);
}

/** The names of the fields: a name's index is its field's. */
export const fieldNames: Vocabulary = vocabularyOf(fields.map((field) => field.name));

/** How the schema states one field. Assigning the JSON to it lets the compiler check the file. */
interface FieldSchema {
  readonly allOf: readonly { readonly $ref: string }[];
  readonly description: string;
  readonly examples: readonly unknown[];
  readonly default?: unknown;
  readonly oneOf?: readonly {
    readonly const: number;
    readonly title: string;
    readonly description: string;
  }[];
  readonly anyOf?: readonly { readonly enum?: readonly string[] }[];
}

/** How the schema states one kind of value. */
interface KindSchema {
  readonly title: string;
  readonly description?: string;
  readonly pattern?: string;
  readonly minimum?: number;
}

/** A kind of value, read once and shared by the fields that have it. */
type Kind = Pick<Field, 'kind' | 'type' | 'unit' | 'form' | 'pattern' | 'minimum'>;

function readFields(): readonly Field[] {
  const record = schema.definitions.record;
  const properties: Readonly<Record<string, FieldSchema>> = record.properties;
  const dependencies: Readonly<Record<string, readonly string[]>> = record.dependencies;
  const mandatory = new Set(record.required);
  const mandatoryWith = new Map(
    Object.entries(dependencies).flatMap(([owner, names]) => names.map((name) => [name, owner])),
  );
  const kinds = readKinds();

  const read = Object.entries(properties).map(([name, property], index): Field => {
    const kind = kinds.get(definitionName(property));
    if (kind === undefined) throw new Error(`The schema gives ${name} no known kind of value.`);
    return Object.freeze({
      ...kind,
      name,
      index,
      mandatory: mandatory.has(name),
      mandatoryWith: mandatoryWith.get(name),
      companions: Object.freeze(dependencies[name] ?? []),
      description: property.description,
      codes: readCodes(property),
      knownValues: Object.freeze(property.anyOf?.flatMap((branch) => branch.enum ?? []) ?? []),
      default: property.default,
      example: property.examples[0],
      source: record.$comment,
    });
  });
  return Object.freeze(read);
}

function definitionName(property: FieldSchema): string | undefined {
  return property.allOf[0]?.$ref.slice('#/definitions/'.length);
}

function readCodes(property: FieldSchema): readonly Code[] {
  const codes = (property.oneOf ?? []).map(({ const: value, title, description }) =>
    Object.freeze({ value, name: title, meaning: description }),
  );
  return Object.freeze(codes);
}

function readKinds(): ReadonlyMap<string | undefined, Kind> {
  const { record: _record, records: _records, ...definitions } = schema.definitions;
  return new Map(
    Object.entries(definitions).map(([name, definition]) => [name, readKind(name as FieldKind, definition)]),
  );
}

function readKind(kind: FieldKind, definition: KindSchema): Kind {
  const type = definition.title as FieldType;
  // What a definition describes is the unit of a number, and the way of writing of anything else.
  const isNumber = type === 'integer';
  return {
    kind,
    type,
    unit: isNumber ? definition.description : undefined,
    form: isNumber ? undefined : definition.description,
    // Schema patterns are read with the `u` flag, as Ajv does, so that both give the same verdict.
    pattern: definition.pattern === undefined ? undefined : new RegExp(definition.pattern, 'u'),
    minimum: definition.minimum,
  };
}
