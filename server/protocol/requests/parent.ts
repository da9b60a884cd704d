import { chunkIndexAt } from '../../document/document';
import { offsetAt } from '../../document/positions';
import { recordItems } from '../call-hierarchy';
import { findIdentities } from '../look-up';
import { rangesInFiles } from '../navigation';
import { PARENT_METHOD, type ParentOfRecord, type RelativesParams } from '../own-messages';
import type { Request } from '../request';
import { atPosition } from '../shapes';

/** The records that the one with the cursor names as its parent. */
export const parentRequest: Request<RelativesParams, ParentOfRecord> = {
  method: PARENT_METHOD,
  capability: {},
  params: atPosition,
  async answer({ position }, asked) {
    const { uri, version, checked } = asked;
    const { document } = checked;
    const chunks = [chunkIndexAt(document, offsetAt(document, position))];
    const [child] = recordItems([{ uri, version, document, chunks }]);
    if (child?.parent === undefined) return null;
    const parents = recordItems(await findIdentities(child.parent, asked));
    const rangeOf = rangesInFiles();
    return {
      id: child.parent,
      places: parents.map((parent) => ({
        uri: parent.uri,
        range: rangeOf(parent, parent.selectionStart, parent.selectionEnd),
      })),
    };
  },
};
