import type { InlayHint } from 'vscode-languageserver';
import { hover } from '../../features/hover/hover';
import { markup } from '../markup';
import type { Request } from '../request';
import type { HintData } from './inlay-hint';

/** Adds to a hint, when the pointer is on it, what a hover says of the value that it is about. */
export const inlayHintResolveRequest: Request<InlayHint, InlayHint> = {
  method: 'inlayHint/resolve',
  capability: { inlayHintProvider: { resolveProvider: true } },
  // What a client hands back may be anything.
  params: 'anything',
  answer(hint, { version, checked, configuration, client }) {
    const { about, version: ofHint } = (hint.data ?? {}) as Partial<Record<keyof HintData, unknown>>;
    // Of another version the offset is that of something else.
    if (typeof about !== 'number' || ofHint !== version) return hint;
    const found = hover(checked, about, configuration.severityOf);
    return found
      ? { ...hint, tooltip: markup(found.markdown, client.textDocument?.hover?.contentFormat) }
      : hint;
  },
};
