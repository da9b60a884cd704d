import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { type ChunkLinks, links } from '../../features/links';
import { rangeReader } from '../convert';
import type { Request } from '../request';
import { aboutFile } from '../shapes';

export const documentLinkRequest: Request<DocumentLinkParams, DocumentLink[]> = {
  method: 'textDocument/documentLink',
  capability: { documentLinkProvider: {} },
  params: aboutFile,
  answer(_, { checked: { document }, remembered }) {
    const rangeOf = rangeReader(document);
    return links(document, undefined, remembered(newLinks)).map(({ start, end, target }) => ({
      range: rangeOf(start, end),
      target,
    }));
  },
};

const newLinks = (): ChunkLinks => new WeakMap();
