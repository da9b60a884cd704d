import type { CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams } from 'vscode-languageserver';
import { aboutItem, dataOf, itemWriter, recordItems } from '../call-hierarchy';
import { findIdentities } from '../look-up';
import type { RequestAboutAll } from '../request';

/** The parents of a record. */
export const incomingCallsRequest: RequestAboutAll<
  CallHierarchyIncomingCallsParams,
  CallHierarchyIncomingCall[]
> = {
  method: 'callHierarchy/incomingCalls',
  capability: { callHierarchyProvider: true },
  isAboutAll: true,
  params: aboutItem,
  async answer({ item }, asked) {
    const { parent } = dataOf(item);
    if (parent === undefined) return [];
    const parents = recordItems(await findIdentities(parent, asked));
    return parents.map(itemWriter()).map((from) => ({ from, fromRanges: [from.selectionRange] }));
  },
};
