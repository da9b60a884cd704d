import type { RecordType } from '../spec/record-type';
import type { Linked, LinkPart } from './links';
import type { RecordPlace } from './record-place';

/** A record among all that are known. */
export interface RelatedRecord {
  readonly type: RecordType;
  readonly place: RecordPlace;
  readonly says: Linked;
  /** What it has in a part; undefined where that is absent, empty or no text. */
  readonly text: (part: LinkPart) => string | undefined;
  /** Whether it says that it takes no children. */
  readonly refusesChildren: boolean;
  /** The others with its identity. */
  readonly twins: Twins;
  /**
   * The record that it names as its parent: undefined where there is none, where several have that identity, and in a circle,
   * as nobody knows which one is meant. One of the same file is preferred to those of others.
   */
  readonly parent: RelatedRecord | undefined;
  /** Whether it names a parent that no record is, though others tell that it should be there. */
  readonly lacksParent: boolean;
  /** The first of the records that are each other's parents, from this one on upwards; empty where it is in no such circle. */
  readonly cycle: readonly RelatedRecord[];
}

/** Records that have the same identity as another one. */
export interface Twins {
  readonly count: number;
  /** How many of them are in the same file. */
  readonly here: number;
  /** Some of them, those of the same file first: there can be very many. */
  readonly some: readonly RelatedRecord[];
}
