import type { Field, Members } from '../../../spec/field';

/** Fields with those that they make mandatory, and that these do, each once. */
export function withCompanions(fields: readonly Field[], { fieldNamed }: Members): readonly Field[] {
  const all = new Set(fields);
  // The set grows while it is gone through.
  for (const { companions } of all) {
    for (const name of companions) {
      const companion = fieldNamed(name);
      if (companion) all.add(companion);
    }
  }
  return [...all];
}
