import { isLineEnd, LONGEST_GAP } from '../json/tokens';
import type { Frame } from './frame';

/*
 * A closing bracket that does not fit what is open. Either one lacks before it, or it is of the wrong kind: `]` for `}`, or
 * one too many. What follows says which.
 */

/** More open brackets than this are not looked at. */
const MOST_OPEN = 64;

/** So much is looked at after the bracket. */
export const AFTER_BRACKET = 2 * LONGEST_GAP;

/** What is open where a bracket stands. */
interface Open {
  /** Of each, the innermost last, whether it is an object. */
  readonly areObjects: readonly boolean[];
  /** Whether there is nothing around these. */
  readonly isAll: boolean;
  /** Whether all of it ends with its line. */
  readonly endsWithLine: boolean;
}

/** What is open in a frame, and in that (`inner`); a value alone, of which no frame is known, has nothing around it. */
export function openIn(frame: Frame | undefined, inner: readonly { readonly isObject: boolean }[]): Open {
  const areObjects = inner.slice(-MOST_OPEN).map(({ isObject }) => isObject);
  let around = frame;
  for (; around?.parent && areObjects.length < MOST_OPEN; around = around.parent)
    areObjects.unshift(around.kind === 'object');
  const isAll = !around || around.kind === 'root' || around.kind === 'lines';
  return { areObjects, isAll, endsWithLine: frame?.lines !== undefined };
}

const BEFORE_KEY = /^,\s*(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[\w$]+)\s*:/;
const BEFORE_ELEMENT = /^,(?!\s*(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[\w$]+)\s*:)/;

/**
 * Whether the bracket at `at`, which closes another kind than what is open, is of the wrong kind: what follows, to `limit` at
 * most, goes on after what it then closes, and would not so with one bracket more before it.
 */
export function isOfWrongKind(text: string, at: number, limit: number, open: Open): boolean {
  const after = textAfter(text, at, limit, open);
  return !closesOuter(after, open) && goesOn(after, open, 1);
}

/** Whether the bracket at `at` is one too many: what follows goes on with all that is open, and not after something that it closes. */
export function isTooMany(text: string, at: number, limit: number, open: Open): boolean {
  const after = textAfter(text, at, limit, open);
  const isOther = (text.charAt(at) === '}') !== open.areObjects.at(-1);
  if (isOther && closesOuter(after, open)) return false;
  return !goesOn(after, open, 1) && goesOn(after, open, 0);
}

/** What follows the bracket at `at`, as far as it is looked at: many brackets can be on one line. */
function textAfter(text: string, at: number, limit: number, { endsWithLine }: Open): string {
  const last = Math.min(limit, at + 1 + AFTER_BRACKET);
  if (!endsWithLine) return text.slice(at + 1, last);
  let end = at + 1;
  while (end < last && !isLineEnd(text.charCodeAt(end))) end++;
  return text.slice(at + 1, end);
}

/** Whether a bracket that closes another kind than what is open closes what is around that. */
function closesOuter(after: string, open: Open): boolean {
  const { areObjects } = open;
  return areObjects.length > 1 && areObjects.at(-2) !== areObjects.at(-1) && goesOn(after, open, 2);
}

/** Whether what follows a bracket goes on after it has closed so many of what is open. */
function goesOn(after: string, { areObjects, isAll }: Open, closed: number): boolean {
  const [, closers = '', next = ''] = /^([\s}\]]*)(.*)/s.exec(after) ?? [];
  const open = areObjects.slice(0, areObjects.length - closed);
  for (const bracket of closers.replaceAll(/\s/g, ''))
    if (open.pop() !== (bracket === '}')) return open.length === 0 && !isAll;
  const around = open.at(-1);
  if (around === undefined) return !isAll || !next.startsWith(',');
  return next === '' ? after.length === AFTER_BRACKET : (around ? BEFORE_KEY : BEFORE_ELEMENT).test(next);
}
