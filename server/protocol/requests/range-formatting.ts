import type { DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver';
import { fromRange } from '../convert';
import type { Request } from '../request';
import { options, range, textDocument } from '../shapes';
import { formatted } from './formatting';

export const rangeFormattingRequest: Request<DocumentRangeFormattingParams, TextEdit[]> = {
  method: 'textDocument/rangeFormatting',
  capability: { documentRangeFormattingProvider: true },
  params: { parts: { textDocument, range, options } },
  answer: ({ options, range }, { checked: { document } }) =>
    formatted(document, options, fromRange(document, range)),
};
