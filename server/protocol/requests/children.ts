import type { Location } from 'vscode-languageserver';
import { chunkAt, chunkIndexAt } from '../../document/document';
import { offsetAt } from '../../document/positions';
import { childrenOf } from '../../features/relatives';
import { CHILDREN_METHOD, type RelativesParams } from '../own-messages';
import { toLocation } from '../record-places';
import type { Request } from '../request';
import { atPosition } from '../shapes';

/** The records that name the one with the cursor as their parent. */
export const childrenRequest: Request<RelativesParams, Location[]> = {
  method: CHILDREN_METHOD,
  capability: {},
  params: atPosition,
  answer({ position }, { uri, checked: { document }, relations }) {
    const index = chunkIndexAt(document, offsetAt(document, position));
    const children = childrenOf(relations, { file: uri, chunk: chunkAt(document, index), index });
    return children.flatMap((child) => toLocation(child, relations) ?? []);
  },
};
