import type { Entry } from '../../document/record';
import { nestedObject, type ObjectText, recordObject } from '../../edit/object-text';
import type { OpenRecord } from '../../record/open-record';
import type { Field, Members } from '../../spec/field';
import { entriesByKey, groupByKey } from './by-key';
import { fieldOf } from './field-of';
import { type Misnamed, misnamedKeys, misnamedMembers } from './misnamed';
import { pathOf } from './places';

/**
 * An object of which is known what its members are: the record, or in it the value of a field with members. Its entries
 * are those of the record, or carry the fields that these members are.
 */
export interface KnownObject extends ObjectText {
  /** What leads to it from the record, such as `udata`; empty for the record itself. */
  readonly path: string;
  readonly members: Members;
  /** The member that counts for a field: the last of its name, as JSON readers take it; undefined if absent. */
  readonly entryOf: (name: string) => Entry | undefined;
  /** Whether just one member has this name. */
  readonly hasOnce: (name: string) => boolean;
  /** Keys of no field that may stand for one which the object lacks; found out when they are asked for. */
  readonly misnamed: () => readonly Misnamed[];
}

/**
 * The known objects of a record: itself first, and what is nested after what it is in. User data in the form of pairs is
 * none of them: what becomes of it is known once it is an object, as `udata-shape` wants it.
 */
export function knownObjects(record: OpenRecord): readonly KnownObject[] {
  return record.once(findObjects);
}

/** The record as the object that it is. */
export function wholeRecord(record: OpenRecord): KnownObject {
  return knownObjects(record)[0] as KnownObject;
}

function findObjects(record: OpenRecord): readonly KnownObject[] {
  const objects: KnownObject[] = [
    {
      path: '',
      ...recordObject(record),
      members: record.type,
      entryOf: record.entryOf,
      hasOnce: (name) => entriesByKey(record).get(name)?.length === 1,
      misnamed: () => misnamedKeys(record),
    },
  ];
  // The list grows while it is gone through.
  for (const outer of objects) {
    for (const entry of outer.entries) {
      if (entry.kind !== 'object' || !entry.intact) continue;
      const field = fieldIn(record, outer, entry);
      const object = field?.members && nestedObject(record, entry);
      if (object) objects.push(opened(object, pathOf(outer, field), field.members));
    }
  }
  return objects;
}

function opened(object: ObjectText, path: string, members: Members): KnownObject {
  const entries = object.entries.map((entry) => ({ ...entry, field: members.fieldNamed(entry.key) }));
  const byName = groupByKey({ entries });
  let misnamed: readonly Misnamed[] | undefined;
  return {
    path,
    ...object,
    entries,
    members,
    entryOf: (name) => byName.get(name)?.at(-1),
    hasOnce: (name) => byName.get(name)?.length === 1,
    misnamed: () => (misnamed ??= misnamedMembers(path, byName, members)),
  };
}

/** The field that a member of a known object is checked under; undefined where it is none. */
export function fieldIn(record: OpenRecord, { path }: KnownObject, entry: Entry): Field | undefined {
  return path === '' ? fieldOf(record, entry) : entry.field;
}
