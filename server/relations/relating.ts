import type { RecordType } from '../spec/record-type';
import { refusesChildren } from './links';
import type { Parents } from './parents';
import type { RelatedRecord } from './related-record';
import type { RelationIndex } from './relation-index';

/** The record of a slot, among all others. */
export type Relate = (slot: number) => RelatedRecord;

/** What is not in the index. */
export interface Surroundings {
  /** What the records of files that are not open are. */
  readonly type: RecordType;
  /** Whether the parents of a file's records should be among the known records. */
  readonly areParentsHere: (file: string) => boolean;
}

/** Nobody is shown more records of a circle. */
const MOST_OF_CYCLE = 21;

/** Records among each other, as they are now: make one for each look. All that costs anything is found out on demand. */
export function relating(index: RelationIndex, parents: Parents, around: Surroundings): Relate {
  const { slots } = index;
  const sameIdentity = new Map<string, readonly number[]>();
  return relate;

  function relate(slot: number): RelatedRecord {
    const place = slots.placeOf(slot);
    const text: RelatedRecord['text'] = (part) => slots.textOf(slot, part);
    return {
      type: index.documentOf(place.file)?.type ?? around.type,
      place,
      text,
      refusesChildren: refusesChildren(place.says),
      get twins() {
        const others = withIdentity(text('identity')).filter((other) => other !== slot);
        if (others.length === 0) return [];
        const isHere = (other: number) => slots.placeOf(other).file === place.file;
        return [...others.filter(isHere), ...others.filter((other) => !isHere(other))].map(relate);
      },
      get parent() {
        const parent = parents.of(slot);
        return parent < 0 || parent === slot ? undefined : relate(parent);
      },
      get lacksParent() {
        return text('parent') !== undefined && !parents.isThere(slot) && around.areParentsHere(place.file);
      },
      get cycle() {
        const { cycle, at } = parents.cycleOf(slot) ?? { cycle: [], at: 0 };
        const count = Math.min(cycle.length, MOST_OF_CYCLE);
        return Array.from({ length: count }, (_, step) =>
          relate(cycle[(at + step) % cycle.length] as number),
        );
      },
    };
  }

  /** All with an identity, in order, but for those of which there may be another version in a merge conflict. */
  function withIdentity(id: string | undefined): readonly number[] {
    if (id === undefined) return [];
    const before = sameIdentity.get(id);
    if (before) return before;
    const some = [...slots.having('identity', id)].filter((slot) => !slots.placeOf(slot).says.conflict);
    const all = slots.sorted(some);
    sameIdentity.set(id, all);
    return all;
  }
}
