import type { Entry } from '../document/record';
import { lastIndexWhere } from '../json/last-index';

/** The index of the member whose key token starts at an offset, or -1. Members stand in text order. */
export function indexOfKeyAt(members: readonly Entry[], keyStart: number): number {
  const index = lastIndexWhere(members.length, (at) => (members[at] as Entry).keyStart <= keyStart);
  return members[index]?.keyStart === keyStart ? index : -1;
}
