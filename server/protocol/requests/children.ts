import type { Location } from 'vscode-languageserver';
import { chunkIndexAt } from '../../document/document';
import { offsetAt } from '../../document/positions';
import { recordItems } from '../call-hierarchy';
import { findRecords } from '../look-up';
import { rangesInFiles } from '../navigation';
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
    const chunks = [chunkIndexAt(document, offsetAt(document, position))];
    const [record] = recordItems([{ uri, version, document, chunks }]);
    if (record?.id === undefined || !parent) return [];
    const found = recordItems(await findRecords({ text: record.id, fields: [parent] }, asked));
    const children = found.filter((child) => child.uri !== uri || child.start !== record.start);
    const rangeOf = rangesInFiles();
    return children.map((child) => ({
      uri: child.uri,
      range: rangeOf(child, child.selectionStart, child.selectionEnd),
    }));
  },
};
