import schema from '../../schemas/phone-call-interaction.schema.json';

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

const names: readonly string[] = fields.map((field) => field.name);

const longestName = Math.max(...names.map((name) => name.length));

/** By length of a name: the offset in it of a character that tells the fields of that length apart. */
const tellingOffset = new Uint8Array(longestName + 1);

/** By length of a name and that ASCII character: the index of the only field that it can be, or -1. */
const candidate = new Int8Array((longestName + 1) * 128).fill(-1);

fillCandidates();

/**
 * Gives the index of the field whose name is exactly `text.slice(start, end)`, or -1. The offsets are UTF-16
 * offsets with 0 <= start <= end <= text.length. It exists for the scanner, which asks once for every key of
 * a file: it makes no substring, and takes half the time of a slice and a look in a Map.
 */
export function fieldIndexAt(text: string, start: number, end: number): number {
  const length = end - start;
  const offset = tellingOffset[length];
  if (offset === undefined) return -1;
  const character = text.charCodeAt(start + offset);
  if (character > 127) return -1;
  const index = candidate[length * 128 + character] ?? -1;
  return index >= 0 && text.startsWith(names[index] as string, start) ? index : -1;
}

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

function fillCandidates(): void {
  for (let length = 1; length <= longestName; length++) {
    const sameLength = names.filter((name) => name.length === length);
    const offset = [...Array(length).keys()].find(
      (at) => new Set(sameLength.map((name) => name[at])).size === sameLength.length,
    );
    if (offset === undefined) throw new Error(`No character tells the fields of length ${length} apart.`);
    tellingOffset[length] = offset;
    for (const name of sameLength) candidate[length * 128 + name.charCodeAt(offset)] = names.indexOf(name);
  }
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
