import type { Entry } from '../../document/record';
import type { Field } from '../../spec/field';
import type { Place } from '../rule';

/** The key of a member. */
export function onKey({ keyStart, keyEnd }: Pick<Entry, 'keyStart' | 'keyEnd'>): Place {
  return { start: keyStart, end: keyEnd };
}

/** The value of a member. */
export function onValue({ valueStart, valueEnd }: Pick<Entry, 'valueStart' | 'valueEnd'>): Place {
  return { start: valueStart, end: valueEnd };
}

/** How findings name a field of an object: `udata.case_id`, and a field of the record by its name alone. */
export function pathOf({ path }: { readonly path: string }, { name }: Field): string {
  return path === '' ? name : `${path}.${name}`;
}
