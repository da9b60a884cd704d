import type { DocumentFormattingParams, FormattingOptions, TextEdit } from 'vscode-languageserver';
import type { Document } from '../../document/document';
import { format } from '../../features/format';
import { toTextEdits } from '../convert';
import type { Request } from '../request';
import { options, textDocument } from '../shapes';

export const formattingRequest: Request<DocumentFormattingParams, TextEdit[]> = {
  method: 'textDocument/formatting',
  capability: { documentFormattingProvider: true },
  params: { parts: { textDocument, options } },
  answer: ({ options }, { checked: { document } }) => formatted(document, options),
};

/** The edits that lay out a document, or the part of it in a range of UTF-16 offsets. */
export async function formatted(
  document: Document,
  options: FormattingOptions,
  range?: { readonly start: number; readonly end: number },
): Promise<TextEdit[]> {
  // The formatter is a package of its own: it is loaded by the first who formats.
  const { layOut } = await import('../../features/json-layout');
  return toTextEdits(document, format(document, layOut, options, range));
}
