import type { Chunk } from '../document/chunk';
import type { Key } from '../relations/by-keys';
import { type LinkPart, linkText } from '../relations/links';
import { indexOfPlace, type RecordPlace } from '../relations/record-place';
import type { RelationIndex } from '../relations/relation-index';

/** What the records of a file are among. */
export interface Surroundings {
  /** The address of the file. */
  readonly file: string;
  readonly relations: RelationIndex;
}

/** A record whose relatives are looked for. */
export interface Subject {
  /** The address of its file. */
  readonly file: string;
  readonly chunk: Chunk;
  /** The index of the chunk in its file. */
  readonly index: number;
}

/** The record that one names as its parent, of its own file rather than of another one; undefined where there is none. */
export function parentOf(relations: RelationIndex, { file, chunk }: Subject): RecordPlace | undefined {
  let parent: RecordPlace | undefined;
  for (const place of sharing(relations, chunk, 'parent', 'identity')) {
    if (place.file === file) return place;
    parent ??= place;
  }
  return parent;
}

/** The records that name one as their parent, by file and place. */
export function childrenOf(relations: RelationIndex, { chunk }: Subject): readonly RecordPlace[] {
  const id = linkText(chunk, 'identity');
  return id === undefined ? [] : relations.placesOf('parent', id).filter((place) => place.chunk !== chunk);
}

/** Whether there are any: costs less than to list them. */
export function hasChildren(relations: RelationIndex, { chunk }: Subject): boolean {
  for (const _ of sharing(relations, chunk, 'identity', 'parent')) return true;
  return false;
}

/** What more records share says nothing about any of them. */
const MOST_SHARING = 1000;

/**
 * How many records have the same thread, or customer, as one, itself among them, where it is the first of them in its
 * file; undefined where it is not, where it is alone, and where there are very many.
 */
export function countFromFirst(
  relations: RelationIndex,
  { file, chunk, index }: Subject,
  part: 'thread' | 'customer',
): number | undefined {
  const document = relations.documentOf(file);
  let count = 1;
  for (const place of sharing(relations, chunk, part, part)) {
    if (++count > MOST_SHARING) return undefined;
    if (place.file === file && document && indexOfPlace(document, place) < index) return undefined;
  }
  return count > 1 ? count : undefined;
}

/** The other records that have in `key` what one has in `part`, in any order. */
function* sharing({ slots }: RelationIndex, chunk: Chunk, part: LinkPart, key: Key): Generator<RecordPlace> {
  const text = linkText(chunk, part);
  if (text === undefined) return;
  for (const slot of slots.having(key, text)) {
    const place = slots.placeOf(slot);
    if (place.chunk !== chunk) yield place;
  }
}
