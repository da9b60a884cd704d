import type { Location } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { placesOfItems, recordItemAt, recordItems } from '../call-hierarchy';
import { findRecords } from '../look-up';
import { CHILDREN_METHOD, type RelativesParams } from '../own-messages';
import type { Request } from '../request';
import { atPosition } from '../shapes';

/** The records that name the one with the cursor as their parent. */
export const childrenRequest: Request<RelativesParams, Location[]> = {
  method: CHILDREN_METHOD,
  capability: {},
  params: atPosition,
  async answer({ position }, asked) {
    const { uri, version, checked } = asked;
    const { document } = checked;
    const { parent } = document.type;
    const record = recordItemAt({ uri, version, document }, offsetAt(document, position));
    if (record?.id === undefined || !parent) return [];
    const found = recordItems(await findRecords({ text: record.id, fields: [parent] }, asked));
    return placesOfItems(found.filter((child) => child.uri !== uri || child.start !== record.start));
  },
};
