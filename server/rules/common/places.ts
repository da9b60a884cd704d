import type { Entry } from '../../document/record';
import type { Place } from '../rule';

/** The key of a member. */
export function onKey({ keyStart, keyEnd }: Pick<Entry, 'keyStart' | 'keyEnd'>): Place {
  return { start: keyStart, end: keyEnd };
}

/** The value of a member. */
export function onValue({ valueStart, valueEnd }: Pick<Entry, 'valueStart' | 'valueEnd'>): Place {
  return { start: valueStart, end: valueEnd };
}
