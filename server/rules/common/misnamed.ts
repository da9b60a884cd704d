import type { Entry } from '../../document/record';
import { renameKey } from '../../edit/replace';
import type { OpenRecord } from '../../record/open-record';
import type { Field, Members } from '../../spec/field';
import type { RecordType } from '../../spec/record-type';
import { t } from '../../words/language';
import { quote } from '../../words/quote';
import type { Fix, Said } from '../rule';
import { pathOf } from './places';

/** An unknown key that may stand for a field which the record lacks. */
export interface Misnamed {
  readonly entry: Entry;
  /** What leads to its object from the record; empty for the record itself. */
  readonly path: string;
  /** All members of that name, `entry` first. */
  readonly same: readonly Entry[];
  /** The fields it may stand for, best first; empty where there is none. */
  readonly fields: readonly Field[];
  /**
   * True when no other field is meant, as with `startDate` or `contactId`: neither a slip nor a vague name. Where another
   * key stands for the field as plainly, with another value, neither of them is sure.
   */
  readonly isSure: boolean;
  /** True when the name is one of a field in another interface, but can as well mean something else. */
  readonly isVague: boolean;
}

/** Whether a member has no field of the specification for its name. `$schema` is for other tools, not for us. */
export function isUnknown({ field, key }: Entry): boolean {
  return field === undefined && key !== '$schema';
}

/** Nobody mistypes more names than this in one record; beyond it no nearest names are looked for. */
const MOST_COMPARED = 200;

/**
 * The unknown keys of a record, the first of each name, in text order. No two of them have the same field first:
 * renaming each to its best field must not write one field twice.
 */
export function misnamedKeys(record: OpenRecord): readonly Misnamed[] {
  return record.once(misnamedAmong);
}

/** The same of some of its members, as of those beside the one that is being typed. */
export function misnamedAmong(
  record: Pick<OpenRecord, 'entries' | 'type' | 'valueText'>,
): readonly Misnamed[] {
  const { entries, type } = record;
  const taken = new Set<string>();
  const unknown = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.field) taken.add(entry.field.name);
    if (!isUnknown(entry) || !entry.intact) continue;
    const same = unknown.get(entry.key);
    if (same) same.push(entry);
    else unknown.set(entry.key, [entry]);
  }
  const fieldsOf = new Map<string, readonly Field[]>();
  // The surest first: `id` is no interaction_id beside an `interactionId`.
  const compared = [...unknown.keys()].slice(0, MOST_COMPARED);
  for (const key of compared.sort((a, b) => doubtOf(a, type) - doubtOf(b, type))) {
    const fields = type.nearestFields(key, taken);
    if (fields[0]) taken.add(fields[0].name);
    fieldsOf.set(key, fields);
  }
  /** What the keys say that stand for a field as plainly as each other. */
  const values = new Map<string, Set<string>>();
  const claim = (key: string) => `${type.fieldMeant(key)?.name} ${doubtOf(key, type)}`;
  for (const [key, [entry]] of unknown) {
    if (!entry || !type.fieldMeant(key)) continue;
    const texts = values.get(claim(key)) ?? new Set();
    values.set(claim(key), texts.add(record.valueText(entry)));
  }
  return [...unknown].map(([key, same]) => ({
    entry: same[0] as Entry,
    path: '',
    same,
    fields: fieldsOf.get(key) ?? [],
    isSure: values.get(claim(key))?.size === 1,
    isVague: type.meaningOf(key)?.by === 'vague-name',
  }));
}

/**
 * The same of an object that may have keys as it likes beside those of its fields, so that what one of them stands for is
 * always a question.
 */
export function misnamedMembers(
  path: string,
  byName: ReadonlyMap<string, readonly Entry[]>,
  { fields, nearestFields }: Members,
): readonly Misnamed[] {
  const taken = new Set(fields.flatMap(({ name }) => (byName.has(name) ? [name] : [])));
  const found: Misnamed[] = [];
  for (const [key, same] of [...byName].slice(0, MOST_COMPARED)) {
    const [entry] = same;
    if (!entry || taken.has(key) || !same.every(({ intact }) => intact)) continue;
    const [field] = nearestFields(key, taken);
    if (!field) continue;
    taken.add(field.name);
    found.push({ entry, path, same, fields: [field], isSure: false, isVague: true });
  }
  return found;
}

/** How little a name says which field it is meant for. */
function doubtOf(key: string, type: RecordType): number {
  const by = type.meaningOf(key)?.by;
  if (by === 'spelling') return 0;
  return by === 'other-name' ? 1 : 2;
}

/**
 * The rule that reports an unknown key because the record must have the field that it stands for; undefined where it
 * need not, and the key is just unknown.
 */
export function ruleOfMisnamed(
  { entryOf }: Pick<OpenRecord, 'entryOf'>,
  { fields: [field] }: Misnamed,
): 'missing-field' | 'missing-companion' | undefined {
  if (field?.mandatory) return 'missing-field';
  const isNeeded = field?.mandatoryWith.some((name) => {
    const owner = entryOf(name);
    // A member that is null is to be removed, and then it needs nothing.
    return owner && owner.kind !== 'null';
  });
  return isNeeded ? 'missing-companion' : undefined;
}

/** What to say of a field that the record must have and has under another name. */
export function misnamedSaid(misnamed: Misnamed): Said {
  const { entry, isSure, isVague } = misnamed;
  const [field, ...others] = misnamed.fields;
  // A slip of the keyboard is as plain as another spelling; a name that means many things is not.
  const isPlain = isSure || (others.length === 0 && !isVague);
  const name = quote(field?.name ?? '');
  const key = quote(entry.key);
  return {
    ...(field && { field: pathOf(misnamed, field) }),
    message: isPlain ? t`${key} should be ${name}.` : t`Missing ${name}. Is ${key} meant?`,
  };
}

/** What an unknown key of this name may stand for. */
export function misnamedWithKey(record: OpenRecord, key: string): Misnamed | undefined {
  return record.once(misnamedByKey).get(key);
}

function misnamedByKey(record: OpenRecord): ReadonlyMap<string, Misnamed> {
  return new Map(misnamedKeys(record).map((misnamed) => [misnamed.entry.key, misnamed]));
}

/** The unknown key whose best reading is the field of this name, if there is one. */
export function misnamedFor(misnamed: readonly Misnamed[], name: string): Misnamed | undefined {
  return misnamed.find(({ fields }) => fields[0]?.name === name);
}

/** The fixes that give an unknown key the name of a field that it may stand for, best first. */
export function renameFixes(misnamed: Misnamed): readonly Fix[] {
  const { entry, same, isSure } = misnamed;
  const isParts = entry.kind === 'object' || entry.kind === 'array';
  // What a record can do without is not worth an error.
  const fields = misnamed.fields.filter((field) => !isParts || field.mandatory || hasParts(field));
  return fields.map((field) => ({
    title: t`Rename ${quote(entry.key)} to ${quote(field.name)}`,
    does: 'Rename' as const,
    edits: same.map((one) => renameKey(one, field.name)),
    isSafe: isSure,
    adds: [pathOf(misnamed, field)],
  }));
}

function hasParts({ kind }: Field): boolean {
  return kind === 'list' || kind === 'object' || kind === 'array';
}

/** Whether some unknown key surely stands for the field of this name. */
export function isThereMisnamed({ entries, type }: OpenRecord, name: string): boolean {
  return entries.some((entry) => isUnknown(entry) && type.fieldMeant(entry.key) === type.fieldNamed(name));
}
