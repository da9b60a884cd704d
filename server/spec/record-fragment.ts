import type { Code, Field, FieldKind, FieldType, Limits, Members } from './field';
import { membersOf, type RecordType, typeWithFields } from './record-type';

/**
 * What a team states of records beyond the specification: fields of its own, and more of those that there are. What
 * contradicts the specification is not in it (`config/record-fragment.ts` has told it), so all of it can be added.
 */
export interface RecordFragment {
  /** By name, in the order in which they are stated. */
  readonly properties: ReadonlyMap<string, FieldFragment>;
  /** The names of fields that have to be there besides those that have to be anyway. */
  readonly required: readonly string[];
  /** By field those that its presence makes mandatory. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

/** What a team states of one field. What is absent is not stated. */
export interface FieldFragment {
  /** Only of a field that the specification does not have. */
  readonly kind?: FieldKind;
  readonly title?: string;
  readonly description?: string;
  /** The only values that are right. */
  readonly codes?: readonly Code[];
  readonly limits?: Limits;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  /** What is stated of the members of an object value. */
  readonly members?: RecordFragment;
}

/** The specification's word for the values of a kind that only teams state. */
const TYPES: Readonly<Partial<Record<FieldKind, FieldType>>> = {
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  dateTime: 'date/time',
  url: 'url',
  array: 'array',
  object: 'object',
};

/**
 * A record type with what a team states. `statedBy` is the path of the project file as people are to see it.
 */
export function withFragment(type: RecordType, fragment: RecordFragment, statedBy: string): RecordType {
  return typeWithFields(type, fieldsWith(type, type.fields, fragment, statedBy));
}

function fieldsWith(
  type: RecordType,
  known: readonly Field[],
  { properties, required, dependencies }: RecordFragment,
  statedBy: string,
): readonly Field[] {
  const isRequired = new Set(required);
  const owners = new Map<string, string[]>();
  for (const [owner, names] of dependencies)
    for (const name of names) owners.set(name, [...(owners.get(name) ?? []), owner]);
  const names = new Set([...known.map(({ name }) => name), ...properties.keys()]);
  const knownByName = new Map(known.map((field) => [field.name, field]));
  return Object.freeze(
    [...names].map((name, index): Field => {
      const before = knownByName.get(name);
      const stated = properties.get(name);
      const moreOwners = owners.get(name) ?? [];
      const moreCompanions = dependencies.get(name) ?? [];
      const isTouched = stated !== undefined || isRequired.has(name) || moreOwners.length > 0;
      if (before && !isTouched && moreCompanions.length === 0) return before;
      const field = before ?? newField(type, name, index, stated?.kind ?? 'string');
      return Object.freeze({
        ...field,
        mandatory: field.mandatory || isRequired.has(name),
        mandatoryWith: union(field.mandatoryWith, moreOwners),
        companions: union(field.companions, moreCompanions),
        ...(stated && whatIsStated(type, field, stated, statedBy)),
        statedBy,
      });
    }),
  );
}

function whatIsStated(
  type: RecordType,
  field: Field,
  { title, description, codes, limits, default: byDefault, examples, members }: FieldFragment,
  statedBy: string,
): Partial<Field> {
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(codes && { codes: Object.freeze(codes.map((code) => codeOf(field, code))) }),
    ...(limits && { limits: Object.freeze({ ...limits }) }),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(examples?.[0] !== undefined && { example: examples[0] }),
    ...(members && { members: membersWith(type, field.members, members, statedBy) }),
  };
}

/** A team's code; one that only repeats a value of the specification keeps what that says of it. */
function codeOf({ codes }: Field, { value, name, meaning }: Code): Code {
  const known = codes.find((code) => code.value === value);
  return Object.freeze({
    value,
    name: name || (known?.name ?? ''),
    meaning: meaning || (known?.meaning ?? ''),
  });
}

function membersWith(
  type: RecordType,
  known: Members | undefined,
  fragment: RecordFragment,
  statedBy: string,
): Members {
  return membersOf(fieldsWith(type, known?.fields ?? [], fragment, statedBy));
}

/** A field that nothing is known of but its name and its kind; what its kind says holds for it. */
function newField(type: RecordType, name: string, index: number, kind: FieldKind): Field {
  const alike = type.fields.find((field) => field.kind === kind);
  return {
    name,
    index,
    kind,
    type: TYPES[kind] ?? alike?.type ?? 'string',
    unit: undefined,
    form: alike?.form,
    mandatory: false,
    mandatoryWith: [],
    describes: undefined,
    companions: [],
    description: '',
    title: undefined,
    codes: [],
    knownValues: [],
    default: undefined,
    example: undefined,
    pattern: alike?.pattern,
    minimum: undefined,
    limits: {},
    members: undefined,
    source: undefined,
    statedBy: undefined,
    searchWords: [],
    identifier: undefined,
    nextRecord: undefined,
    refersTo: [],
    repeats: false,
    isCommon: false,
  };
}

function union(before: readonly string[], more: readonly string[]): readonly string[] {
  return more.length === 0 ? before : Object.freeze([...new Set([...before, ...more])]);
}
