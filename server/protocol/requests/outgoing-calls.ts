import type { CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams } from 'vscode-languageserver';
import { aboutItem, dataOf, itemWriter, recordItems } from '../call-hierarchy';
import { findRecords } from '../look-up';
import { rangesInFiles } from '../navigation';
import type { RequestAboutAll } from '../request';

/** The children of a record. */
export const outgoingCallsRequest: RequestAboutAll<
  CallHierarchyOutgoingCallsParams,
  CallHierarchyOutgoingCall[]
> = {
  method: 'callHierarchy/outgoingCalls',
  capability: { callHierarchyProvider: true },
  isAboutAll: true,
  params: aboutItem,
  async answer({ item }, asked) {
    const { parent } = asked.engine.type;
    const { id } = dataOf(item);
    if (!parent || id === undefined) return [];
    const children = recordItems(await findRecords({ text: id, fields: [parent] }, asked));
    const toItem = itemWriter();
    const rangeOf = rangesInFiles();
    return children.map((child) => ({
      to: toItem(child),
      // Editors show these places in the file of the record that was asked about: there a child says whose it is.
      fromRanges: [
        child.uri === item.uri ? rangeOf(child, child.parentStart, child.parentEnd) : item.selectionRange,
      ],
    }));
  },
};
