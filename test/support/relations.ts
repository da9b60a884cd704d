import type { Document } from '../../server/document/document';
import { createRelationIndex, type RelationIndex } from '../../server/relations/relation-index';
import { HASH_SEED } from './engines';

/** An index of settled documents by their addresses. */
export function relationsOf(documents: Readonly<Record<string, Document>>): RelationIndex {
  const index = createRelationIndex(HASH_SEED);
  for (const [file, document] of Object.entries(documents)) index.put(file, document);
  return index;
}
