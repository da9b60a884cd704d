import type { Field, FieldKind, Members } from '../spec/field';
import { type JsonType, jsonTypeOf, typeNames } from '../spec/misfit';
import { type FieldFragment, fieldSoFar, type RecordFragment } from '../spec/record-fragment';
import type { RecordType } from '../spec/record-type';
import { asMarkdown } from '../words/as-markdown';
import { t, translated } from '../words/language';
import { allOf, anyOf } from '../words/quote';
import { fieldKeywords, keywordsIn, type Purpose, titleIn, wordsIn } from './keywords';
import { limits } from './limits';
import { didYouMean } from './nearest-names';
import type { Part, Parts } from './part';
import { quoted } from './shortened';
import { elementsOf, readCodes, typeOfCodes } from './stated-codes';
import { readLimits } from './stated-limits';
import { readDefault, readExamples } from './stated-values';

/** What a fragment is read with. */
export interface Reading {
  readonly base: RecordType;
  /** Reads what is stated of the members of an object that stands so deep in others. */
  readonly readMembers: (stated: Parts, known: Members | undefined, depth: number) => RecordFragment;
}

const types = Object.keys(typeNames) as readonly JsonType[];

/** The formats that there are, and the kinds of values that they are. */
export const formats: ReadonlyMap<string, FieldKind> = new Map([
  ['date-time', 'dateTime'],
  ['uri', 'url'],
]);

/**
 * Reads what is stated of one field. `before` is what is known of it; without that it is a new one, and undefined is
 * returned where nothing says which values it has.
 */
export function readField(
  { base, readMembers }: Reading,
  part: Part,
  before: Field | undefined,
  { isMandatory, depth }: { readonly isMandatory: boolean; readonly depth: number },
): FieldFragment | undefined {
  const { name } = part;
  const told = part.told();
  const parts = keywordsIn(part, fieldKeywords);
  if (!parts) return part.tell(t`A field is an object such as { "type": "string" }, not ${part.shown()}.`);
  const type = typeIn(parts.get('type'), name, before) ?? impliedType(parts);
  // What is wrong with the rest is why it does not say it.
  if (type === undefined) return part.told() === told ? tellNoType(part, parts) : undefined;
  dropUnfit(parts, type, name);
  const kind = kindIn(parts.get('format'), name, before) ?? type;
  const ofNew = before === undefined && { kind };
  const as = (stated: FieldFragment) =>
    fieldSoFar(base, before, { name, isMandatory }, { ...ofNew, ...stated });
  const title = titleIn(parts.get('title'));
  const description = wordsIn(parts.get('description'), limits.descriptionCharacters)?.trim();
  wordsIn(parts.get('$comment'));
  const bounds = readLimits(parts, as({}));
  const hasMembers = [...parts.keys()].some((key) => fieldKeywords.get(key) === 'objects');
  const members = hasMembers && readMembers(parts, before?.members, depth + 1);
  const codes = readCodes(parts, as({ ...ofNew, ...bounds }));
  const narrowed = {
    ...ofNew,
    ...bounds,
    ...(codes && { codes }),
    ...(members && { members }),
  };
  const field = as(narrowed);
  const byDefault = readDefault(parts.get('default'), field, before);
  const examples = readExamples(parts.get('examples'), field);
  return {
    ...narrowed,
    ...(title && { title }),
    ...(description && { description: asMarkdown(description) }),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(examples.length > 0 && { examples }),
  };
}

function tellNoType(part: Part, parts: Parts): undefined {
  const list = parts.get('enum') ?? parts.get('oneOf');
  if (list && elementsOf(list).length === 0) return undefined;
  return part.tellName(t`Say which "type" ${quoted(part.name)} has: it cannot be told from the rest.`);
}

/** The type that a field has, or is to have; undefined of a new one where none is stated rightly. */
function typeIn(part: Part | undefined, name: string, before: Field | undefined): JsonType | undefined {
  const known = before && jsonTypeOf(before.type);
  if (part === undefined) return known;
  const { value: word } = part;
  const type = types.find((one) => one === word);
  if (typeof word !== 'string') part.tell(t`A type is one word such as "string", not ${part.shown()}.`);
  else if (type === undefined) {
    const all = t`: write ${anyOf(types.map((one) => `"${one}"`))}.`;
    const proposals = word === 'null' ? [] : part.nearest(word, types);
    part.tell(t`There is no type ${quoted(word)}${didYouMean(proposals, all)}`);
  } else if (known !== undefined && type !== known)
    part.tell(t`${quoted(name)} is ${typeNames[known]()}: its type is "${known}".`);
  return known ?? type;
}

/** The type of values that what is stated can only be said of. */
function impliedType(parts: Parts): JsonType | undefined {
  if (parts.has('enum') || parts.has('oneOf')) return typeOfCodes(parts);
  const purposes = new Set([...parts.keys()].map((key) => fieldKeywords.get(key)));
  if (purposes.has('objects')) return 'object';
  if (purposes.has('strings')) return 'string';
  return purposes.has('numbers') ? 'number' : undefined;
}

/** What is said of values of these types, besides what is said of any. */
const purposeOf: Readonly<Partial<Record<JsonType, Purpose>>> = {
  string: 'strings',
  integer: 'numbers',
  number: 'numbers',
  object: 'objects',
};

/** Leaves out, and tells, what cannot be stated of values of this type. */
function dropUnfit(parts: Map<string, Part>, type: JsonType, name: string): void {
  const isSingle = type !== 'array' && type !== 'object';
  for (const [key, part] of parts) {
    const purpose = fieldKeywords.get(key);
    const isFit = purpose === 'any' || purpose === purposeOf[type];
    if (key === 'required' && part.kind === 'boolean')
      part.tell(t`List ${quoted(name)} in the "required" beside "properties".`);
    else if (isFit || (isSingle && purpose === 'single values')) continue;
    else
      part.tellName(
        t`"${key}" is for ${translated(purpose ?? '')}, and ${quoted(name)} is ${typeNames[type]()}.`,
      );
    parts.delete(key);
  }
}

/** The kind of a new field that a format states. */
function kindIn(part: Part | undefined, name: string, before: Field | undefined): FieldKind | undefined {
  const format = wordsIn(part);
  if (part === undefined || format === undefined) return undefined;
  const kind = formats.get(format);
  if (kind === undefined) {
    const known = allOf([...formats.keys()].map((one) => `"${one}"`));
    part.tell(t`The format ${quoted(format)} is not supported: ${known} are.`);
  } else if (before && before.kind !== kind)
    part.tell(t`${quoted(name)} has no format: state a "pattern" of it.`);
  return kind;
}
