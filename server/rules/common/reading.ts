import { isContainer } from '../../document/collect';
import type { Record } from '../../document/record';
import { scanValue } from '../../document/scan-value';
import { applyEdits, type TextEdit } from '../../edit/text-edit';

/**
 * How many defects a change adds to a record when it is read again, as a negative number where it mends some;
 * undefined where the record would then end elsewhere and so take from what is around it, or be no record any more.
 *
 * What looks like a defect, or like a member, can be the consequence of a defect in front of it: a lost quote turns
 * text into keys and keys into text. In a record with syntax errors a change therefore has to prove itself.
 */
export function addedProblems(record: Record, edits: readonly TextEdit[]): number | undefined {
  const end = record.problems.reduce((last, problem) => Math.max(last, problem.end), record.end);
  const text = record.text.slice(0, end);
  const changed = applyEdits(text, edits);
  const before = scanValue(text, 0, text.length);
  const after = scanValue(changed, 0, changed.length);
  if (after.closed !== before.closed || isContainer(after) !== isContainer(before)) return undefined;
  if (after.closed && changed.length - after.end !== text.length - before.end) return undefined;
  return after.problems.length - before.problems.length;
}
