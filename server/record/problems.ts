import { lastIndexWhere } from '../json/last-index';
import type { Problem } from '../json/problem';
import type { OpenRecord } from './open-record';

/** The first syntax problem of a record that starts after an offset. */
export function problemAfter({ record: { problems } }: OpenRecord, offset: number): Problem | undefined {
  return problems[indexAfter(problems, offset)];
}

/** Whether one of the record's own syntax problems is of this kind and starts at this offset. */
export function hasProblemAt(
  { record: { problems } }: OpenRecord,
  kind: Problem['kind'],
  start: number,
): boolean {
  for (let at = indexAfter(problems, start) - 1; problems[at]?.start === start; at--) {
    if (problems[at]?.kind === kind) return true;
  }
  return false;
}

/** Whether there is a syntax problem within a stretch of the record's text. */
export function hasProblemBetween(record: OpenRecord, start: number, end: number): boolean {
  const { problems } = record.record;
  const last = indexAfter(problems, end - 1) - 1;
  return last >= 0 && (record.once(farthestEnds)[last] as number) > start;
}

/** For each problem the farthest that it, or one before it, reaches. */
function farthestEnds({ record: { problems } }: OpenRecord): readonly number[] {
  let farthest = 0;
  return problems.map(({ end }) => {
    farthest = Math.max(farthest, end);
    return farthest;
  });
}

/** The index of the first of some problems, which stand in text order, that starts after an offset. */
function indexAfter(problems: readonly Problem[], offset: number): number {
  const first = problems[0];
  if (first === undefined || first.start > offset) return 0;
  return lastIndexWhere(problems.length, (at) => (problems[at] as Problem).start <= offset) + 1;
}
