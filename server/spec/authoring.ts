import facts from '../../schemas/authoring.json';
import otherNames from '../../schemas/other-names.json';
import { type Field, fields } from './field';

/** What helps to write a value of a field; each part is absent where there is nothing to say. */
export interface Authoring {
  /** Words besides the name that people look for the field by. */
  readonly searchWords?: readonly string[];
  /** How its identifiers look, where each record has one of its own. */
  readonly identifier?: Identifier;
  /**
   * What a new record takes over from the one that it follows: the same value, the next identifier, the date as much
   * later as the new record is, or only the field, to be filled in.
   */
  readonly nextRecord?: 'same' | 'next' | 'later' | 'empty';
}

/** The usual shape of an identifier; nothing is known of those that may look like anything. */
export interface Identifier {
  readonly start?: string;
  /** In UTF-16 code units. */
  readonly length?: number;
  readonly characters?: string;
}

const byName = facts.fields as Readonly<Record<string, Authoring>>;

/** What people look for a field by, besides its name: other words for it, and its names in other interfaces. */
export function searchWordsOf(field: Field): readonly string[] {
  const names: Readonly<
    Record<string, { readonly sure?: readonly string[]; readonly vague?: readonly string[] }>
  > = otherNames;
  return [...(authoringOf(field).searchWords ?? []), ...(names[field.name]?.sure ?? [])];
}

/** What helps to write a value of a field. */
export function authoringOf({ name }: Field): Authoring {
  return byName[name] ?? {};
}

/** The 30 fields as people write them: identifiers first, user data last. */
export const fieldsToWrite: readonly Field[] = Object.freeze(
  fields.toSorted((one, other) => rankOf(one) - rankOf(other)),
);

function rankOf({ name }: Field): number {
  return facts.writingOrder.indexOf(name);
}
