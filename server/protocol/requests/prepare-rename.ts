import type { PrepareRenameParams, PrepareRenameResult } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { nameAt } from '../../features/navigate/names';
import { t } from '../../words/language';
import { toRange } from '../convert';
import type { Request } from '../request';
import { atPosition } from '../shapes';

export const prepareRenameRequest: Request<PrepareRenameParams, PrepareRenameResult> = {
  method: 'textDocument/prepareRename',
  capability: { renameProvider: { prepareProvider: true } },
  params: atPosition,
  near: ({ position }) => position,
  answer({ position }, { checked: { document } }) {
    const name = nameAt(document, offsetAt(document, position));
    if (!name) return { refused: t`Only IDs that records share can be renamed.` };
    return { range: toRange(document, name.start, name.end), placeholder: name.text };
  },
};
