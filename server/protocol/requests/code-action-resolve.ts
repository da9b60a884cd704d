import type { CodeAction } from 'vscode-languageserver';
import { completeAction } from '../actions';
import { completeCopyAction, isCopyAction } from '../copies';
import type { Request } from '../request';

/** Makes the edit of an action that was chosen. */
export const codeActionResolveRequest: Request<CodeAction, CodeAction> = {
  method: 'codeAction/resolve',
  capability: { codeActionProvider: { resolveProvider: true } },
  // What a client hands back may be anything.
  params: 'anything',
  answer: (action, asked) =>
    isCopyAction(action) ? completeCopyAction(action, asked) : completeAction(action, asked),
};
