import type { Position, Range, SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { offsetAt } from '../../document/positions';
import { selectionRanges } from '../../features/selection';
import { rangeReader } from '../convert';
import type { Request } from '../request';
import { position, textDocument } from '../shapes';

/** More steps of an expanding selection than anybody takes; nested in each other they would overflow the stack. */
const MOST_SELECTIONS = 200;

export const selectionRangeRequest: Request<SelectionRangeParams, SelectionRange[]> = {
  method: 'textDocument/selectionRange',
  capability: { selectionRangeProvider: true },
  params: { parts: { textDocument, positions: { listOf: position } } },
  answer({ positions }, { checked: { document } }) {
    const rangeOf = rangeReader(document);
    return positions.map((position) => {
      const spans = selectionRanges(document, offsetAt(document, position));
      const kept = [...spans.slice(0, MOST_SELECTIONS - 1), ...spans.slice(MOST_SELECTIONS - 1).slice(-1)];
      return nested(
        kept.map((span) => rangeOf(span.start, span.end)),
        position,
      );
    });
  },
};

/** Ranges from the innermost outwards as the protocol nests them. */
function nested(ranges: readonly Range[], position: Position): SelectionRange {
  const innermost = ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => (parent ? { range, parent } : { range }),
    undefined,
  );
  return innermost ?? { range: { start: position, end: position } };
}
