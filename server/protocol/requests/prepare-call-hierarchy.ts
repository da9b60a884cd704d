import type { CallHierarchyItem, CallHierarchyPrepareParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { nameAt } from '../../features/navigate/names';
import { itemWriter, recordItemAt, recordItems } from '../call-hierarchy';
import { findIdentities } from '../look-up';
import type { Request } from '../request';
import { atPosition } from '../shapes';

/** A record is what its parent calls, and calls its children. */
export const prepareCallHierarchyRequest: Request<CallHierarchyPrepareParams, CallHierarchyItem[]> = {
  method: 'textDocument/prepareCallHierarchy',
  capability: { callHierarchyProvider: true },
  params: atPosition,
  async answer({ position }, asked) {
    const { uri, version, checked } = asked;
    const { document } = checked;
    const offset = offsetAt(document, position);
    const name = nameAt(document, offset);
    const identity = document.type.identity;
    // On the name of another record that one is meant, else the record with the cursor.
    const named =
      name && identity && name.field.refersTo.includes(identity.name)
        ? recordItems(await findIdentities(name.text, asked))
        : [];
    const here = named.length > 0 ? undefined : recordItemAt({ uri, version, document }, offset);
    const items = here ? [here] : named;
    return items.length > 0 ? items.map(itemWriter()) : null;
  },
};
