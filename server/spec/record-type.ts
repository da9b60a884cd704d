import type { Field, FieldKind } from './field';
import { type Meanings, meaningsOf } from './meanings';
import {
  type Authoring,
  type KindSchema,
  type OtherNames,
  type RecordSchema,
  readFields,
} from './read-fields';
import { type Vocabulary, vocabularyOf } from './vocabulary';

/**
 * All that is known about records of one type. Whoever reads, checks or writes a record asks the type that it carries:
 * there can be several types in one process, and nothing but the composition knows which.
 */
export interface RecordType extends Meanings {
  /** The fields in the order of the specification: the index of a field is its place here. */
  readonly fields: readonly Field[];
  /** The same as people write them: identifiers first, user data last. */
  readonly fieldsToWrite: readonly Field[];
  /** The fields that every record must have, in the order of the specification. */
  readonly mandatory: readonly Field[];
  /** The fields that make others mandatory, and those that others make mandatory. */
  readonly contents: readonly Field[];
  readonly companions: readonly Field[];
  /** The names of the fields: the index of a name is that of its field. */
  readonly names: Vocabulary;
  /** The field of exactly this name, or undefined. */
  readonly fieldNamed: (name: string) => Field | undefined;
  /** The field that names a record, and that nothing but records of this type has; undefined if none does. */
  readonly identity: Field | undefined;
  /** The field that holds whatever users like, so that nothing in it is a field or a record; undefined if none does. */
  readonly userData: Field | undefined;
  /** The well-known keys of user data, those that routing writes first. */
  readonly udataKeys: readonly UdataKey[];
  /** The well-known key of exactly this name, or undefined. */
  readonly udataKeyNamed: (name: string) => UdataKey | undefined;
  /** What strings of a kind must match, such as `url`; undefined where any will do. */
  readonly patternOf: (kind: FieldKind) => RegExp | undefined;
  /** Kinds of record to start from, the plainest first. */
  readonly templates: readonly Template[];
  /** What `$schema`, which is no field, is there for. */
  readonly schemaKey: string;
}

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
  readonly kinds: Readonly<Record<FieldKind, KindSchema>>;
  readonly schemaKey: string;
  readonly otherNames: Readonly<Record<string, OtherNames>>;
  readonly authoring: {
    readonly fields: Readonly<Record<string, Authoring>>;
    /** Names of fields; those that are not in it come last. */
    readonly writingOrder: readonly string[];
    readonly templates: readonly TemplateSource[];
    readonly identity?: string;
    readonly userData?: string;
  };
  readonly udataKeys: Readonly<Record<string, string>>;
}

/** Makes a record type. It throws where the parts contradict each other. */
export function recordTypeOf(source: RecordTypeSource): RecordType {
  const { record, kinds, schemaKey, otherNames, authoring } = source;
  const fields = readFields(record, kinds, authoring.fields, otherNames);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const fieldFor = (name: string | undefined) => (name === undefined ? undefined : byName.get(name));
  const ranks = new Map(authoring.writingOrder.map((name, rank) => [name, rank]));
  const rankOf = ({ name }: Field) => ranks.get(name) ?? ranks.size;
  const udataKeys = Object.entries(source.udataKeys).map(([name, meaning]) =>
    Object.freeze({ name, meaning }),
  );
  const keysByName = new Map(udataKeys.map((key) => [key.name, key]));
  const patterns = new Map(fields.map(({ kind, pattern }) => [kind, pattern]));
  return Object.freeze({
    ...meaningsOf(fields, otherNames),
    fields,
    fieldsToWrite: Object.freeze(fields.toSorted((one, other) => rankOf(one) - rankOf(other))),
    mandatory: Object.freeze(fields.filter(({ mandatory }) => mandatory)),
    contents: Object.freeze(fields.filter(({ companions }) => companions.length > 0)),
    companions: Object.freeze(fields.filter(({ mandatoryWith }) => mandatoryWith !== undefined)),
    names: vocabularyOf(fields.map(({ name }) => name)),
    fieldNamed: (name: string) => byName.get(name),
    identity: fieldFor(authoring.identity),
    userData: fieldFor(authoring.userData),
    udataKeys: Object.freeze(udataKeys),
    udataKeyNamed: (name: string) => keysByName.get(name),
    patternOf: (kind: FieldKind) => patterns.get(kind),
    templates: Object.freeze(authoring.templates.map(templateOf)),
    schemaKey,
  });
}

function templateOf({ label, detail, optional, values = {}, likely = {} }: TemplateSource): Template {
  const asJson = (given: Readonly<Record<string, unknown>>) =>
    new Map(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)]));
  return { label, detail, optional, values: asJson(values), likely: asJson(likely) };
}
