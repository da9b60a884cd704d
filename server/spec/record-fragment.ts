import { NO_FACTS } from './facts';
import type { Code, Field, FieldKind, FieldType, Limits } from './field';
import { misfit } from './misfit';
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
 * A record type with what a team states; names that no field has say nothing. `statedBy` is the path of the project file as people are to see it.
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
  const names = new Set([...known.map(({ name }) => name), ...properties.keys()]);
  const owners = new Map<string, string[]>();
  for (const [owner, companions] of dependencies) {
    if (!names.has(owner)) continue;
    for (const name of companions) owners.set(name, [...(owners.get(name) ?? []), owner]);
  }
  const knownByName = new Map(known.map((field) => [field.name, field]));
  return Object.freeze(
    [...names].map((name, index): Field => {
      const before = knownByName.get(name);
      const stated = properties.get(name);
      const moreOwners = owners.get(name) ?? [];
      const moreCompanions = (dependencies.get(name) ?? []).filter((companion) => names.has(companion));
      const isTouched = stated !== undefined || isRequired.has(name) || moreOwners.length > 0;
      if (before && !isTouched && moreCompanions.length === 0) return before;
      const field = before ?? newField(type, name, index, stated?.kind ?? 'string');
      return Object.freeze({
        ...(stated ? fieldWith(type, field, stated, statedBy) : field),
        mandatory: field.mandatory || isRequired.has(name),
        mandatoryWith: union(field.mandatoryWith, moreOwners),
        companions: union(field.companions, moreCompanions),
        statedBy,
      });
    }),
  );
}

/** A field with what a team states of it. */
function fieldWith(
  type: RecordType,
  field: Field,
  { title, description, codes, limits, default: byDefault, examples, members }: FieldFragment,
  statedBy: string,
): Field {
  const narrowed: Field = {
    ...field,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(limits && { limits: Object.freeze({ ...limits }) }),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(members && {
      members: membersOf(fieldsWith(type, field.members?.fields ?? [], members, statedBy)),
    }),
    // What was worth offering of an open list may not be in the closed one.
    ...(codes && { codes: codes.map((code) => codeOf(field, code)), knownValues: [] }),
    ...(examples && { examples: Object.freeze([...examples]) }),
  };
  const right = rightCodes(narrowed);
  const known = isRight(narrowed, field.example) ? field.example : right[0]?.value;
  return { ...narrowed, codes: right, example: examples?.[0] ?? known };
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

/** The codes of a field that are within its limits; all of them where that would leave none, and so any value. */
function rightCodes(field: Field): readonly Code[] {
  const right = field.codes.filter(({ value }) => isRight({ ...field, codes: [] }, value));
  return right.length > 0 ? Object.freeze(right) : field.codes;
}

function isRight(field: Field, value: unknown): boolean {
  return value !== undefined && misfit(field, value) === undefined;
}

/**
 * A field of an object as far as it is known: what stands in the record type, or is new, with what a team states of it.
 */
export function fieldSoFar(
  type: RecordType,
  known: Field | undefined,
  { name, isMandatory }: { readonly name: string; readonly isMandatory: boolean },
  stated: FieldFragment,
): Field {
  const before = known ?? newField(type, name, 0, stated.kind ?? 'string');
  return { ...fieldWith(type, before, stated, ''), mandatory: before.mandatory || isMandatory };
}

/** A field that nothing is known of but its name and its kind; what its kind says holds for it. */
function newField(type: RecordType, name: string, index: number, kind: FieldKind): Field {
  const alike = type.fields.find((field) => field.kind === kind);
  return {
    ...NO_FACTS,
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
    examples: [],
    pattern: alike?.pattern,
    minimum: undefined,
    limits: {},
    members: undefined,
    source: undefined,
    statedBy: undefined,
    repeats: kind === 'string' || kind === 'integer' || kind === 'number',
  };
}

function union(before: readonly string[], more: readonly string[]): readonly string[] {
  return more.length === 0 ? before : Object.freeze([...new Set([...before, ...more])]);
}
