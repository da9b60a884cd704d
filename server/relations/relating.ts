import type { RecordType } from '../spec/record-type';
import { type Linked, type LinkPart, linkText, refusesChildren } from './links';
import type { Parents } from './parents';
import type { RelatedRecord, Twins } from './related-record';
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
export function relating(index: RelationIndex, parents: Parents, surroundings: Surroundings): Relate {
  const { slots } = index;
  const sameIdentity = new Map<string, SameIdentity>();
  const around: Around = { index, parents, surroundings, relate, twinsOf };
  return relate;

  function relate(slot: number): RelatedRecord {
    return new Related(slot, around);
  }

  function twinsOf(slot: number, file: string, id: string): Twins {
    const { count, byFile } = withIdentity(id);
    const here = byFile.get(file) ?? [];
    if (count < 2) return NO_TWINS;
    const wanted = count > MOST_TWINS ? OF_MANY_TWINS : MOST_TWINS;
    const some: number[] = [];
    for (const ofFile of new Set([here, ...byFile.values()])) {
      if (some.length === wanted) break;
      for (const other of ofFile) {
        if (some.length === wanted) break;
        if (other !== slot) some.push(other);
      }
    }
    return { count: count - 1, here: here.length - 1, some: some.map(relate) };
  }

  /** All with an identity, in order, but for those of which there may be another version in a merge conflict. */
  function withIdentity(id: string): SameIdentity {
    const before = sameIdentity.get(id);
    if (before) return before;
    const some = [...slots.having('identity', id)].filter((slot) => !slots.saidBy(slot).conflict);
    const byFile = new Map<string, number[]>();
    for (const slot of slots.sorted(some)) {
      const file = slots.fileOf(slot);
      const ofFile = byFile.get(file);
      if (ofFile) ofFile.push(slot);
      else byFile.set(file, [slot]);
    }
    const all = { count: some.length, byFile };
    sameIdentity.set(id, all);
    return all;
  }
}

interface Around {
  readonly index: RelationIndex;
  readonly parents: Parents;
  readonly surroundings: Surroundings;
  readonly relate: Relate;
  readonly twinsOf: (slot: number, file: string, id: string) => Twins;
}

/** A class, as one is made of each record that has a parent: an object with getters of its own takes ten times as long. */
class Related implements RelatedRecord {
  readonly says: Linked;
  private foundParent: RelatedRecord | undefined | null = null;

  constructor(
    private readonly slot: number,
    private readonly around: Around,
  ) {
    this.says = around.index.slots.saidBy(slot);
  }

  get type() {
    const { index, surroundings } = this.around;
    return index.documentOf(this.file)?.type ?? surroundings.type;
  }

  get place() {
    return this.around.index.slots.placeOf(this.slot);
  }

  text(part: LinkPart) {
    return linkText(this.says, part);
  }

  get refusesChildren() {
    return refusesChildren(this.says);
  }

  get twins() {
    const id = this.around.index.slots.hasTwins(this.slot) ? this.text('identity') : undefined;
    return id === undefined ? NO_TWINS : this.around.twinsOf(this.slot, this.file, id);
  }

  get parent() {
    if (this.foundParent === null) this.foundParent = this.findParent();
    return this.foundParent;
  }

  get lacksParent() {
    const { parents, surroundings, index } = this.around;
    return (
      index.slots.namesParent(this.slot) &&
      !parents.isThere(this.slot) &&
      surroundings.areParentsHere(this.file)
    );
  }

  get cycle(): readonly RelatedRecord[] {
    const { parents, relate } = this.around;
    const found = parents.cycleOf(this.slot);
    if (!found) return NO_RECORDS;
    const { cycle, at } = found;
    const count = Math.min(cycle.length, MOST_OF_CYCLE);
    return Array.from({ length: count }, (_, step) => relate(cycle[(at + step) % cycle.length] as number));
  }

  private get file() {
    return this.around.index.slots.fileOf(this.slot);
  }

  private findParent() {
    const { parents, relate } = this.around;
    const parent = parents.cycleOf(this.slot) ? NO_PARENT : parents.of(this.slot);
    return parent === NO_PARENT || parent === this.slot ? undefined : relate(parent);
  }
}

const NO_RECORDS: readonly RelatedRecord[] = [];

/** The records with an identity, file by file, in order. */
interface SameIdentity {
  readonly count: number;
  readonly byFile: ReadonlyMap<string, readonly number[]>;
}

const NO_PARENT = -1;

const NO_TWINS: Twins = { count: 0, here: 0, some: [] };

/** So many of a record's twins are named; where there are more, fewer, as each of them names some. */
const MOST_TWINS = 20;
const OF_MANY_TWINS = 3;
