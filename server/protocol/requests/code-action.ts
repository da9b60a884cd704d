import type { CodeAction, CodeActionParams, CodeActionTriggerKind } from 'vscode-languageserver';
import { COMPLETE, codeActions, FIX_ALL, FIX_RECORD } from '../actions';
import { fromRange } from '../convert';
import type { Request } from '../request';
import { range, textDocument } from '../shapes';

export const codeActionRequest: Request<CodeActionParams, CodeAction[]> = {
  method: 'textDocument/codeAction',
  capability: { codeActionProvider: { codeActionKinds: ['quickfix', COMPLETE, FIX_ALL, FIX_RECORD] } },
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
  answer({ range, context: { only, triggerKind } }, asked) {
    const { start, end } = fromRange(asked.checked.document, range);
    return codeActions(asked, start, end, only, triggerKind !== AUTOMATIC);
  },
};

/** How the protocol says that a client asks by itself, as for a light bulb. */
const AUTOMATIC: CodeActionTriggerKind = 2;
