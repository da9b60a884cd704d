import { offsetAt } from '../../document/positions';
import { placesOfItems, recordItemAt, recordItems } from '../call-hierarchy';
import { findIdentities } from '../look-up';
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
    const id = recordItemAt({ uri, version, document }, offsetAt(document, position))?.parent;
    if (id === undefined) return null;
    return { id, places: placesOfItems(recordItems(await findIdentities(id, asked))) };
  },
};
