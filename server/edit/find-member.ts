import { lastIndexWhere } from '../document/last-index';
import type { Entry } from '../document/record';

/** The index of the member whose key token starts at an offset, or -1. Members stand in text order. */
export function indexOfKeyAt(members: readonly Entry[], keyStart: number): number {
  const index = lastIndexWhere(members.length, (at) => (members[at] as Entry).keyStart <= keyStart);
  return members[index]?.keyStart === keyStart ? index : -1;
}

/** The member whose value is text.slice(start, end), or undefined. Members stand in text order. */
export function memberWithValue(members: readonly Entry[], start: number, end: number): Entry | undefined {
  // A value that is missing has no length: it may stand where the next one starts.
  for (
    let at = lastIndexWhere(members.length, (index) => (members[index] as Entry).valueStart <= start);
    members[at]?.valueStart === start;
    at--
  ) {
    if (members[at]?.valueEnd === end) return members[at];
  }
  return undefined;
}
