import { type CheckedDocument, chunksWithFindings } from '../check/check';
import { type LocatedFinding, type SeverityOf, severityOfFinding } from '../check/locate';
import { chunkIndexAt, offsetOf } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import { noLayouts } from '../edit/text-style';
import { enoughReadings } from '../rules/document-proof';
import { fixContext, fixesOf } from '../rules/fixes';
import type { Finding } from '../rules/rule';

/** A way to mend findings, with edits that have UTF-16 offsets in the document. */
export interface QuickFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The findings that the change is offered for. */
  readonly findings: readonly LocatedFinding[];
  /** Whether it is the one to apply without further thought: the best fix of its finding, and safe. */
  readonly isPreferred: boolean;
  /** Whether it is what `fixAll` would do for its finding: the best fix, and not one of several equal answers. */
  readonly isBest: boolean;
}

/** More findings than anybody chooses fixes for at once: it bounds the work where a whole large file is selected. */
const MOST_FINDINGS = 100;

/**
 * The fixes for the first findings that touch the offsets `start` to `end` of a document, in text order and for each
 * finding best first. A fix that mends several findings alike is offered once, for all of them.
 */
export function quickFixes(
  checked: CheckedDocument,
  start: number,
  end: number,
  severityOf: SeverityOf,
  now: string,
): readonly QuickFix[] {
  const { document } = checked;
  const fixes = new Map<string, QuickFix>();
  // A finding at a chunk's end touches the offset where the next chunk starts.
  const first = chunkIndexAt(document, Math.max(0, start - 1));
  const last = chunkIndexAt(document, end);
  const layouts = noLayouts();
  const readings = enoughReadings();
  let left = MOST_FINDINGS;
  for (const { index, findings } of chunksWithFindings(checked, first)) {
    if (index > last || left === 0) break;
    const offset = offsetOf(document, index);
    const touching = located(findings, index, offset, severityOf)
      .filter((finding) => finding.start <= end && finding.end >= start)
      .slice(0, left);
    if (touching.length === 0) continue;
    left -= touching.length;
    const context = fixContext(document, index, now, layouts, readings);
    for (const found of touching) {
      const { finding } = found;
      const ofFinding = fixesOf(finding, context);
      const best = ofFinding.find(({ isWhole }) => !isWhole);
      for (const [rank, fix] of ofFinding.entries()) {
        const edits = fix.edits.map((edit) => shifted(edit, offset));
        const key = JSON.stringify([fix.title, edits]);
        const known = fixes.get(key);
        fixes.set(key, {
          title: fix.title,
          edits,
          findings: [...(known?.findings ?? []), found],
          isPreferred: known?.isPreferred ?? (rank === 0 && (fix.isSafe || fix.isPreferred === true)),
          isBest: known?.isBest || (fix === best && !fix.isChoice),
        });
      }
    }
  }
  return [...fixes.values()];
}

function located(
  findings: readonly Finding[],
  chunk: number,
  offset: number,
  severityOf: SeverityOf,
): LocatedFinding[] {
  return findings.flatMap((finding) => {
    const severity = severityOfFinding(finding, severityOf);
    if (severity === 'off') return [];
    return [{ finding, severity, start: offset + finding.start, end: offset + finding.end, chunk }];
  });
}

function shifted({ start, end, text }: TextEdit, offset: number): TextEdit {
  return { start: start + offset, end: end + offset, text };
}
