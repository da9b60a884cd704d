import type { Hover, HoverParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { hover } from '../../features/hover/hover';
import { markup, toRange } from '../convert';
import type { Request } from '../request';
import { atPosition } from '../shapes';

export const hoverRequest: Request<HoverParams, Hover> = {
  method: 'textDocument/hover',
  capability: { hoverProvider: true },
  params: atPosition,
  near: ({ position }) => position,
  answer({ position }, { checked, configuration, client }) {
    const { document } = checked;
    const found = hover(checked, offsetAt(document, position), configuration.severityOf);
    if (!found) return null;
    const { markdown, start, end } = found;
    return {
      contents: markup(markdown, client.textDocument?.hover?.contentFormat),
      range: toRange(document, start, end),
    };
  },
};
