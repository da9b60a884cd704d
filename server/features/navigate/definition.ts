import type { NameAt } from './names';
import type { File, NamePlace } from './places';

/**
 * Where what a name of a file stands for is defined, given where it is the identity of a record: there. A name that needs
 * no such record, as of a customer, or of a thread without its first interaction, defines itself wherever it stands:
 * editors go from there to its references. Empty where a record that should be there is not.
 */
export function definitions(
  { field, start, end }: NameAt,
  file: File,
  identities: readonly NamePlace[],
): readonly NamePlace[] {
  const needsRecord = field.refersTo.length > 0 && !field.refersTo.includes(field.name);
  return identities.length > 0 || needsRecord ? identities : [{ ...file, field, start, end }];
}

/** Where a name stands; without those places that define it unless they are wanted. */
export function references(places: readonly NamePlace[], withDefinitions: boolean): readonly NamePlace[] {
  return withDefinitions ? places : places.filter((place) => !isDefinition(place));
}

/** Whether a place is that of a record's own name. */
export function isDefinition({ field }: Pick<NamePlace, 'field'>): boolean {
  return field.role === 'identity';
}
