import { scanValue } from '../document/scan-value';
import { isContainer } from '../document/what-is-a-record';
import { combineFixes } from '../edit/combine-fixes';
import { applyEdits, type TextEdit } from '../edit/text-edit';
import { lastIndexWhere } from '../json/last-index';
import type { Problem } from '../json/problem';
import { hasProblemAt } from '../record/problems';
import type { Finding, Fix, FixContext } from '../rules/rule';

/*
 * What looks like a defect, or like a member, can be the consequence of a defect before it: a lost quote turns text
 * into keys and keys into text. In a record with syntax errors a fix therefore has to prove itself: the record is read
 * again as it would be then.
 */

/** A fix with the finding that it is to mend. */
export interface Mending {
  readonly finding: Finding;
  readonly fix: Fix;
  /** Those of the fix. */
  readonly edits: readonly TextEdit[];
  readonly adds?: readonly string[] | undefined;
}

/** A fix made ready for being combined with others. */
export function mending(finding: Finding, fix: Fix): Mending {
  return { finding, fix, edits: fix.edits, adds: fix.adds };
}

/** Whether a fix leaves its record and its file as readable as they were, or, if it is to mend a syntax error, more so. */
export function holds(one: Mending, context: FixContext): boolean {
  if (needsProof(one, context) && !(context.mayRead(context.text.length) && judge([one], context)[0]))
    return false;
  const added = context.errorsAdded(one.edits);
  return added !== undefined && (one.finding.problem === undefined ? added <= 0 : added < 0);
}

/** How many UTF-16 code units are read again to tell those of a record's fixes apart that hold: about a second. */
const MOST_UNITS = 1 << 25;

/** A record is read again at least so often, however long it is. */
const FEWEST_READINGS = 16;

/**
 * Of several fixes of one record those that can be made together and then hold, in the order of the list. The record is
 * read once for all of them, and more often only where some do not hold. The generator pauses after each time.
 */
export function* holdingTogether<Kind extends Mending>(
  fixes: readonly Kind[],
  context: FixContext,
): Generator<undefined, readonly Kind[]> {
  let readings = Math.max(FEWEST_READINGS, Math.ceil(MOST_UNITS / (context.text.length + 1)));
  return yield* accept([], fixes);

  function* accept(accepted: readonly Kind[], list: readonly Kind[]): Generator<undefined, readonly Kind[]> {
    const together = combineFixes([...accepted, ...list]).fixes;
    const joining = new Set(together.slice(accepted.length));
    const inDoubt = together.filter((one) => needsProof(one, context));
    if (inDoubt.length === 0) return together;
    if (joining.size === 0) return accepted;
    if (readings === 0)
      return combineFixes([...accepted, ...list.filter((one) => !needsProof(one, context))]).fixes;
    readings--;
    const verdicts = judge(inDoubt, context);
    yield undefined;
    const failing = new Set(inDoubt.filter((_, index) => !verdicts[index]));
    if (failing.size === 0) return together;
    if (list.length === 1) return accepted;
    const good = list.filter((one) => joining.has(one) && !failing.has(one));
    const isToldApart = good.length > 0 && !accepted.some((one) => failing.has(one));
    const first = isToldApart ? good : list.slice(0, list.length >> 1);
    const chosen = new Set(first);
    const rest = list.filter((one) => !chosen.has(one));
    return yield* accept(yield* accept(accepted, first), rest);
  }
}

/** Whether a fix changes a record that has syntax errors. What stands after a record does not change how it reads. */
function needsProof({ finding: { problem, start } }: Mending, { record }: FixContext): boolean {
  // What a merge conflict leaves can go on in the records that follow.
  if (!record || record.isIntact || problem === 'merge-conflict') return false;
  return problem === undefined || hasProblemAt(record, problem, start);
}

/**
 * Reads a record again with all of these fixes made, and says of each whether it holds. Problems are counted from the
 * place of one fix to that of the next one. All fail where the record would then end elsewhere and so take from what is
 * around it, or be no record any more.
 */
function judge(fixes: readonly Mending[], context: FixContext): readonly boolean[] {
  const { text, type, before } = context.once(readBefore);
  const edits = fixes.flatMap((one) => one.edits);
  const changed = applyEdits(text, edits);
  const after = scanValue(changed, 0, changed.length, type);
  const isSameShape =
    after.closed === before.closed &&
    isContainer(after.evidence) === isContainer(before.evidence) &&
    (!after.closed || changed.length - after.end === text.length - before.end);
  if (!isSameShape) return fixes.map(() => false);

  const places = placesOf(fixes);
  const added = fixes.map(() => 0);
  count(before.problems, places.before, -1);
  count(after.problems, places.after, 1);
  return fixes.map(({ finding }, index) => {
    const sum = added[index] as number;
    return finding.problem === undefined ? sum <= 0 : sum < 0;
  });

  function count(problems: readonly Problem[], starts: readonly number[], step: number): void {
    for (const { start } of problems) {
      // What is before the first place belongs to it, too.
      const place = lastIndexWhere(starts.length, (at) => at === 0 || (starts[at] as number) <= start);
      const owner = places.owners[place] as number;
      added[owner] = (added[owner] as number) + step;
    }
  }
}

/** The record by itself: what stands after it has no say in how it reads before or after a change. */
function readBefore({ record, text }: FixContext) {
  const type = record?.type;
  const problems = record?.record.problems ?? [];
  const end = problems.reduce((last, problem) => Math.max(last, problem.end), record?.record.end ?? 0);
  const own = text.slice(0, end);
  return { text: own, type, before: scanValue(own, 0, own.length, type) };
}

/** The places of fixes in text order: where their findings and their edits start, before and after all are made. */
interface Places {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** The index of the fix that each place belongs to. */
  readonly owners: readonly number[];
}

function placesOf(fixes: readonly Mending[]): Places {
  const ends = fixes
    .flatMap(({ edits }, owner) =>
      edits.map(({ start, end, text }) => ({ end, owner, grows: text.length - (end - start) })),
    )
    .sort((a, b) => a.end - b.end);
  const starts = fixes
    .flatMap(({ finding, edits }, owner) => [
      // An edit for a missing comma stands after the token that the problem is on.
      ...(finding.problem === undefined ? [] : [{ start: finding.start, owner }]),
      ...edits.map(({ start }) => ({ start, owner })),
    ])
    .sort((a, b) => a.start - b.start);
  const after: number[] = [];
  let shift = 0;
  let at = 0;
  for (const { start, owner } of starts) {
    // What a fix puts at its own place is counted with what comes after.
    for (let edit = ends[at]; edit && edit.end <= start; edit = ends[++at]) {
      if (edit.end === start && edit.owner === owner) break;
      shift += edit.grows;
    }
    after.push(start + shift);
  }
  return { before: starts.map(({ start }) => start), after, owners: starts.map(({ owner }) => owner) };
}
