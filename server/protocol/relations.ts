import type { CheckedDocument } from '../check/check';
import { createRelationIndex, type RelationIndex } from '../relations/relation-index';
import type { Clock } from './host';
import { runInSlices } from './slices';

/** What the records of all open files refer to, followed version by version. */
export interface Relations {
  readonly index: RelationIndex;
  /** Takes over what was found in a version of a file. */
  readonly join: (uri: string, checked: CheckedDocument) => CheckedDocument;
  /** A file is closed, or left alone. */
  readonly forget: (uri: string) => void;
}

/** Begins without files. */
export function createRelations(clock: Clock): Relations {
  const index = createRelationIndex();
  let isLooking = false;
  return {
    index,
    join(uri, checked) {
      index.put(uri, checked.document);
      look();
      return checked;
    },
    forget: index.remove,
  };

  /** Looks at what came, when what is waited for is done. */
  function look(): void {
    if (isLooking) return;
    isLooking = true;
    clock.soon(() => {
      void runInSlices(clock, index.linking(), () => true).finally(() => {
        isLooking = false;
      });
    });
  }
}
