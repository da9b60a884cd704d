import type { Entry } from '../../document/record';
import type { Field } from '../../spec/field';

/** A field with the names of those that it stands in, from the record's one on. */
export interface PlacedField {
  readonly field: Field;
  readonly within: readonly string[];
}

/**
 * The field that the last member of a path is, which starts with a member of the record; undefined where it is none, as
 * most members of user data.
 */
export function fieldAt([first, ...inner]: readonly Entry[]): PlacedField | undefined {
  let field = first?.field;
  const within: string[] = [];
  for (const { key, keyStart } of inner) {
    if (field === undefined) return undefined;
    within.push(field.name);
    // An element of an array has no key.
    field = keyStart < 0 ? undefined : field.members?.fieldNamed(key);
  }
  return field && { field, within };
}
