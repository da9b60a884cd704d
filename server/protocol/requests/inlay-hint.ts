import type { InlayHint, InlayHintLabelPart, InlayHintParams } from 'vscode-languageserver';
import { positionReader } from '../../document/position-reader';
import { type Hint, hints } from '../../features/hints/hints';
import type { RecordPlace } from '../../relations/record-place';
import type { RelationIndex } from '../../relations/relation-index';
import { harmless } from '../../words/harmless';
import { fromRange } from '../convert';
import { toLocation } from '../record-places';
import type { Request } from '../request';
import { range, textDocument } from '../shapes';

/** What a hint keeps for its explanation: the client hands it back, so nothing in it is trusted. */
export interface HintData {
  readonly uri: string;
  readonly version: number;
  /** The UTF-16 offset of what it is about. */
  readonly about: number;
}

export const inlayHintRequest: Request<InlayHintParams, InlayHint[]> = {
  method: 'textDocument/inlayHint',
  capability: { inlayHintProvider: { resolveProvider: true } },
  params: { parts: { textDocument, range } },
  near: ({ range }) => range.end,
  answer({ range }, { uri, version, checked, configuration, relations, client }) {
    const { start, end } = fromRange(checked.document, range);
    const positionOf = positionReader(checked.document);
    const canAskLater = client.textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip');
    const toHint = ({ at, text, isAfter, about, leadsTo }: Hint): InlayHint => {
      const data: HintData = { uri, version, about };
      return {
        position: positionOf(at),
        label: leadsTo ? [linked(harmless(text), leadsTo, relations)] : harmless(text),
        ...(isAfter ? { paddingLeft: true } : { paddingRight: true }),
        ...(canAskLater && { data }),
      };
    };
    const { hints: wanted, severityOf } = configuration;
    return hints(checked, start, end, wanted, severityOf, { file: uri, relations }).map(toHint);
  },
};

/** A label that leads to a record: to its identity. */
function linked(value: string, place: RecordPlace, relations: RelationIndex): InlayHintLabelPart {
  const location = toLocation(place, relations);
  return location ? { value, location } : { value };
}
