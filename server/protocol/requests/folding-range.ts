import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import { folding, type RecordFolds } from '../../features/folding';
import type { Request } from '../request';
import { aboutFile } from '../shapes';

export const foldingRangeRequest: Request<FoldingRangeParams, FoldingRange[]> = {
  method: 'textDocument/foldingRange',
  capability: { foldingRangeProvider: true },
  params: aboutFile,
  answer: (_, { checked, client, remembered }) => [
    ...folding(checked.document, client.textDocument?.foldingRange?.rangeLimit, remembered(newFolds)),
  ],
};

const newFolds = (): RecordFolds => new WeakMap();
