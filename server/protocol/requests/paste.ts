import { pasting } from '../../features/copy/paste';
import { fromRange, toTextEdits } from '../convert';
import { PASTE_METHOD, type PasteAnswer, type PasteWish } from '../own-messages';
import type { Request } from '../request';
import { range, textDocument } from '../shapes';
import { runInSlices } from '../slices';

/** A message of ours: a text that is pasted, as records. */
export const pasteRequest: Request<PasteWish, PasteAnswer> = {
  method: PASTE_METHOD,
  capability: {},
  params: { parts: { textDocument, range, text: 'text' } },
  async answer({ range, text }, { engine, checked, configuration, host, isCurrent }) {
    const { document } = checked;
    const options = { now: host.now(), severityOf: configuration.severityOf };
    const work = pasting(engine, document, fromRange(document, range), text, options);
    const pasted = await runInSlices(host.clock, work, isCurrent);
    return pasted ? { edits: toTextEdits(document, pasted.edits) } : null;
  },
};
