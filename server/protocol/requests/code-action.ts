import type { CodeAction, CodeActionParams, CodeActionTriggerKind } from 'vscode-languageserver';
import { codeActions, FIX_ALL, FIX_RECORD, REWRITE } from '../actions';
import { fromRange } from '../convert';
import { copyActions, MOVE } from '../copies';
import type { Request } from '../request';
import { range, textDocument } from '../shapes';

export const codeActionRequest: Request<CodeActionParams, CodeAction[]> = {
  method: 'textDocument/codeAction',
  capability: { codeActionProvider: { codeActionKinds: ['quickfix', REWRITE, MOVE, FIX_ALL, FIX_RECORD] } },
  params: {
    parts: {
      textDocument,
      range,
      context: {
        optional: { parts: { only: { optional: { listOf: 'text' } }, triggerKind: { optional: 'number' } } },
      },
    },
  },
  near: ({ range }) => range.end,
  isAboutProblems: true,
  async answer({ range, context: { only, triggerKind } }, asked) {
    const { start, end } = fromRange(asked.checked.document, range);
    const isAsked = triggerKind !== AUTOMATIC;
    const actions = await codeActions(asked, start, end, only, isAsked);
    return isAsked ? [...actions, ...copyActions(asked, start, only)] : actions;
  },
};

/** How the protocol says that a client asks by itself, as for a light bulb. */
const AUTOMATIC: CodeActionTriggerKind = 2;
