import { type FactsSource, type Role, roles } from './facts';
import type { Field, FieldKind, Members } from './field';
import { type Meanings, meaningsOf } from './meanings';
import { type KindSchema, type OtherNames, type RecordSchema, readFields } from './read-fields';
import { type Vocabulary, vocabularyOf } from './vocabulary';

/**
 * All that is known about records of one type. Whoever reads, checks or writes a record asks the type that it carries:
 * there can be several types in one process, and nothing but the composition knows which.
 */
export interface RecordType extends Members, Meanings, Roles {
  /** What it was made of, so that others can be made like it. */
  readonly source: RecordTypeSource;
  /** The fields as people write them: identifiers first, user data last. */
  readonly fieldsToWrite: readonly Field[];
  /** The names of the fields: the index of a name is that of its field. */
  readonly names: Vocabulary;
  /** The well-known keys of user data, those that routing writes first. */
  readonly udataKeys: readonly UdataKey[];
  /** The well-known key of exactly this name, or undefined. */
  readonly udataKeyNamed: (name: string) => UdataKey | undefined;
  /** What strings of a kind must match, such as `url`; undefined where any will do. */
  readonly patternOf: (kind: FieldKind) => RegExp | undefined;
  /** Kinds of record to start from, the plainest first. */
  readonly templates: readonly Template[];
  /** What a record describes one of, such as `phone call`, and who keeps the records. */
  readonly noun: string;
  readonly storedBy: string;
  /** What lists of such records are called, without capitals and separators. */
  readonly listNames: ReadonlySet<string>;
  /** What `$schema`, which is no field, is there for. */
  readonly schemaKey: string;
}

/** The fields that have a part in each record of a type; undefined where none does. */
export type Roles = { readonly [role in Role]: Field | undefined };

/** A kind of record to start from. */
export interface Template {
  readonly label: string;
  readonly detail: string;
  /** The fields besides the mandatory ones; undefined where the record beside it says which. */
  readonly optional: readonly string[] | undefined;
  /** By field the values that stand as they are, and those that are to be filled in, as JSON text. */
  readonly values: ReadonlyMap<string, string>;
  readonly likely: ReadonlyMap<string, string>;
}

/** The same as it is written in a file. */
interface TemplateSource extends Pick<Template, 'label' | 'detail'> {
  readonly optional?: readonly string[];
  readonly values?: Readonly<Record<string, unknown>>;
  readonly likely?: Readonly<Record<string, unknown>>;
}

/** A key of user data that the vendor's components are known to write. Any other key is as good. */
export interface UdataKey {
  readonly name: string;
  /** One line of plain text. */
  readonly meaning: string;
}

/** What a record type is made of: the parts of its schema, and the files beside it. */
export interface RecordTypeSource {
  readonly record: RecordSchema;
  readonly kinds: Readonly<Partial<Record<FieldKind, KindSchema>>>;
  readonly schemaKey: string;
  readonly otherNames: Readonly<Record<string, OtherNames>>;
  readonly authoring: FactsSource & {
    /** Names of fields; those that are not in it come last. */
    readonly writingOrder: readonly string[];
    readonly templates: readonly TemplateSource[];
    readonly noun: string;
    readonly storedBy: string;
    readonly listNames: readonly string[];
  };
  readonly udataKeys: Readonly<Record<string, string>>;
}

/** Makes a record type. It throws where the parts contradict each other. */
export function recordTypeOf(source: RecordTypeSource): RecordType {
  const { record, kinds, otherNames, authoring } = source;
  return typeOfFields(source, readFields(record, kinds, authoring, otherNames));
}

/** The same record type with other fields: all else is what it was made of. */
export function typeWithFields({ source }: RecordType, fields: readonly Field[]): RecordType {
  return typeOfFields(source, fields);
}

function typeOfFields(source: RecordTypeSource, fields: readonly Field[]): RecordType {
  const { schemaKey, otherNames, authoring } = source;
  const members = membersOf(fields);
  const parts = rolesOf(fields);
  const ranks = new Map(authoring.writingOrder.map((name, rank) => [name, rank]));
  // User data is the last one also after those that only a team has.
  const unknownRank = (ranks.get(parts.userData?.name ?? '') ?? ranks.size) - 0.5;
  const rankOf = ({ name }: Field) => ranks.get(name) ?? unknownRank;
  const udataKeys = Object.entries(source.udataKeys).map(([name, meaning]) =>
    Object.freeze({ name, meaning }),
  );
  const keysByName = new Map(udataKeys.map((key) => [key.name, key]));
  const patterns = new Map(fields.map(({ kind, pattern }) => [kind, pattern]));
  return Object.freeze({
    ...members,
    ...parts,
    ...meaningsOf(fields, otherNames),
    source,
    fieldsToWrite: Object.freeze(fields.toSorted((one, other) => rankOf(one) - rankOf(other))),
    names: vocabularyOf(fields.map(({ name }) => name)),
    udataKeys: Object.freeze(udataKeys),
    udataKeyNamed: (name: string) => keysByName.get(name),
    patternOf: (kind: FieldKind) => patterns.get(kind),
    templates: Object.freeze(authoring.templates.map(templateOf)),
    noun: authoring.noun,
    storedBy: authoring.storedBy,
    listNames: new Set(authoring.listNames),
    schemaKey,
  });
}

function rolesOf(fields: readonly Field[]): Roles {
  const found = roles.map((role) => {
    const [field, other] = fields.filter((one) => one.role === role);
    if (other) throw new Error(`The role ${role} has two fields, ${field?.name} and ${other.name}.`);
    return [role, field] as const;
  });
  return Object.fromEntries(found) as unknown as Roles;
}

/** The members of an object that has these fields. */
export function membersOf(fields: readonly Field[]): Members {
  const byName = new Map(fields.map((field) => [field.name, field]));
  let meanings: Meanings | undefined;
  return Object.freeze({
    fields,
    mandatory: Object.freeze(fields.filter(({ mandatory }) => mandatory)),
    contents: Object.freeze(fields.filter(({ companions }) => companions.length > 0)),
    companions: Object.freeze(fields.filter(({ describes }) => describes !== undefined)),
    fieldNamed: (name: string) => byName.get(name),
    nearestFields(name: string, exclude?: ReadonlySet<string>) {
      meanings ??= meaningsOf(fields, {});
      return meanings.nearestFields(name, exclude);
    },
  });
}

function templateOf({ label, detail, optional, values = {}, likely = {} }: TemplateSource): Template {
  const asJson = (given: Readonly<Record<string, unknown>>) =>
    new Map(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)]));
  return { label, detail, optional, values: asJson(values), likely: asJson(likely) };
}
