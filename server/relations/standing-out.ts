import { notedAt } from '../document/noted';
import { compareLinks, type Linked, refusesChildren } from './links';
import type { Parents } from './parents';
import type { Slots } from './slots';

/**
 * Whether anything sets a record apart: it shares its identity, the parent that it names is not one other record, or it is
 * in a circle of parents, or says something else than its parent. Of a record that does not stand out, as most of a hundred
 * thousand, no rule across records has anything to tell, and none is asked: no object is made of it.
 */
export function standsOut(slot: number, { hasTwins, namesParent, saidBy }: Slots, parents: Parents): boolean {
  if (hasTwins(slot)) return true;
  if (!namesParent(slot)) return false;
  const parent = parents.of(slot);
  if (parent < 0 || parent === slot) return true;
  const says = saidBy(slot);
  const ofParent = saidBy(parent);
  return (
    compared(says, ofParent, notedAt.thread) !== 0 ||
    compared(says, ofParent, notedAt.customer) !== 0 ||
    compared(says, ofParent, notedAt.start) < 0 ||
    refusesChildren(ofParent) ||
    parents.cycleOf(slot) !== undefined
  );
}

function compared(says: Linked, ofParent: Linked, place: number): number {
  return compareLinks(says, place, ofParent, place) ?? 0;
}
