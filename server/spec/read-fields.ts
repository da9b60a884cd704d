import { type FactsSource, readFacts } from './facts';
import type { Code, Field, FieldKind, FieldType } from './field';

/** How a schema states one field. */
export interface FieldSchema {
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

/** How a schema states one kind of value. */
export interface KindSchema {
  readonly title: string;
  readonly description?: string;
  readonly pattern?: string;
  readonly minimum?: number;
}

/** How a schema states the records of a type. */
export interface RecordSchema {
  readonly required: readonly string[];
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  readonly properties: Readonly<Record<string, FieldSchema>>;
  /** Address of the page that the facts come from. */
  readonly $comment: string;
}

/** The names that a field has in other interfaces of the vendor; see Meaning. */
export interface OtherNames {
  readonly sure?: readonly string[];
  readonly vague?: readonly string[];
}

/** A kind of value, read once and shared by the fields that have it. */
type Kind = Pick<Field, 'kind' | 'type' | 'unit' | 'form' | 'pattern' | 'minimum'>;

const NO_EXAMPLES: Field['examples'] = Object.freeze([]);
const NO_LIMITS: Field['limits'] = Object.freeze({});

/** The fields that a schema states, in its order, with what else is known of them. */
export function readFields(
  record: RecordSchema,
  kindSchemas: Readonly<Partial<Record<FieldKind, KindSchema>>>,
  authoring: FactsSource,
  otherNames: Readonly<Record<string, OtherNames>>,
): readonly Field[] {
  // A field may have any name, also one that every object has.
  const companionsOf = new Map(Object.entries(record.dependencies));
  const mandatory = new Set(record.required);
  const mandatoryWith = new Map(
    [...companionsOf].flatMap(([owner, names]) => names.map((name) => [name, owner])),
  );
  const factsOf = readFacts(authoring);
  const otherNamesOf = new Map(Object.entries(otherNames));
  const kinds = new Map<string | undefined, Kind>(
    Object.entries(kindSchemas).map(([name, schema]) => [name, readKind(name as FieldKind, schema)]),
  );

  const read = Object.entries(record.properties).map(([name, property], index): Field => {
    const kind = kinds.get(definitionName(property));
    if (kind === undefined) throw new Error(`The schema gives ${name} no known kind of value.`);
    const facts = factsOf(name);
    const owner = mandatoryWith.get(name);
    return Object.freeze({
      name,
      ...facts,
      ...kind,
      index,
      mandatory: mandatory.has(name),
      mandatoryWith: Object.freeze(owner === undefined ? [] : [owner]),
      describes: owner,
      companions: Object.freeze(companionsOf.get(name) ?? []),
      title: undefined,
      description: property.description,
      codes: readCodes(property),
      knownValues: Object.freeze(property.anyOf?.flatMap((branch) => branch.enum ?? []) ?? []),
      default: property.default,
      example: property.examples[0],
      examples: NO_EXAMPLES,
      limits: NO_LIMITS,
      members: undefined,
      source: record.$comment,
      statedBy: undefined,
      searchWords: Object.freeze([...facts.searchWords, ...(otherNamesOf.get(name)?.sure ?? [])]),
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
