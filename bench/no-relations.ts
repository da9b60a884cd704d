import type { createRelations as product } from '../server/protocol/relations';
import { createRelationIndex } from '../server/relations/relation-index';

/** In the place of the product's: a server that knows nothing of records among each other. */
export const createRelations: typeof product = () => ({
  index: createRelationIndex(0),
  join: (_uri, checked) => checked,
  isToWait: () => false,
  endWaiting: () => false,
  forget() {},
  putClosed() {},
  joinClosed: (_address, checked) => checked,
  isFound: () => false,
  isLookingUpFor: () => false,
  judge() {},
  isSettled: () => true,
});
