import type { Document } from '../../server/document/document';
import { createRelationIndex, type RelationIndex } from '../../server/relations/relation-index';

/** An index of settled documents by their addresses. */
export function relationsOf(documents: Readonly<Record<string, Document>>): RelationIndex {
  const index = createRelationIndex();
  for (const [file, document] of Object.entries(documents)) index.put(file, document);
  return index;
}
