import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { complete } from '../../features/complete/complete';
import { isTakenIn } from '../../relations/is-taken';
import { indentUnitOf, occasionOf, toCompletionItem } from '../completion-items';
import type { Request } from '../request';
import { position, textDocument } from '../shapes';

export const completionRequest: Request<CompletionParams, CompletionList> = {
  method: 'textDocument/completion',
  // A blank counts after a colon only. A comma does not: Enter after it is a line end, and no answer to a list.
  capability: { completionProvider: { triggerCharacters: ['"', ':', ' '] } },
  params: {
    parts: {
      textDocument,
      position,
      context: {
        optional: { parts: { triggerKind: { optional: 'number' }, triggerCharacter: { optional: 'text' } } },
      },
    },
  },
  near: ({ position }) => position,
  answer(params, { checked: { document }, isFirstLook, client, host, relations }) {
    const offset = offsetAt(document, params.position);
    const occasion = occasionOf(document, offset, params.context, isFirstLook);
    const items = complete(document, offset, {
      now: host.now(),
      occasion,
      indentUnit: indentUnitOf(client),
      isTaken: (id) => isTakenIn(relations, id),
    });
    return {
      // A list that opened by itself closes by itself. One that was asked for would stay though nothing in it fits.
      isIncomplete: occasion !== 'typing',
      items: items.map((item) => toCompletionItem(document, item, client)),
    };
  },
};
