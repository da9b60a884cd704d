import { offsetOf } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import type { FixContext } from '../rules/rule';
import type { CheckedDocument } from './check';
import { enoughReadings } from './document-proof';
import { alternatives, fixContext, sharedByFixes } from './fixes';
import type { LocatedFinding } from './locate';
import { holds, mending } from './proof';

/** A way to mend a finding, with its places in the document. */
export interface LocatedFix {
  readonly title: string;
  readonly isSafe: boolean;
  /** Offsets are UTF-16 code units in the document. */
  readonly edits: readonly TextEdit[];
}

/**
 * Makes the ways to mend findings of a settled document, best first, each alone and each when it is asked for. What they need is
 * found out once for all that are asked for in the order of the text. `now` is the time as the specification writes it.
 */
export function fixingEach(
  checked: CheckedDocument,
  now: string,
): (located: LocatedFinding) => Generator<LocatedFix> {
  const { document } = checked;
  const shared = sharedByFixes(checked);
  const readings = enoughReadings(document);
  let last: { readonly chunk: number; readonly context: FixContext } | undefined;
  return function* fixes({ finding, chunk }) {
    if (last?.chunk !== chunk)
      last = { chunk, context: fixContext(checked, chunk, now, { shared, readings }) };
    const { context } = last;
    const offset = offsetOf(document, chunk);
    for (const fix of alternatives(finding, context)) {
      if (!holds(mending(finding, fix), context)) continue;
      const edits = fix.edits.map(({ start, end, text }) => ({
        start: start + offset,
        end: end + offset,
        text,
      }));
      yield { title: fix.title, isSafe: fix.isSafe, edits };
    }
  };
}
