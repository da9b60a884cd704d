import type { RelationIndex } from './relation-index';

/** Whether a record has this identity, or names it as its parent's: another one with it would be related to that. */
export function isTakenIn({ count }: Pick<RelationIndex, 'count'>, text: string): boolean {
  return count('identity', text) > 0 || count('parent', text) > 0;
}
