import { LONGEST_GAP } from '../json/tokens';
import type { Frame } from './frame';

/*
 * A closing bracket that does not fit what is open. Either one lacks before it, or it is of the wrong kind: `]` for `}`. What
 * follows says which.
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
}

/** What is open in a frame, and in that (`inner`); a value alone, of which no frame is known, has nothing around it. */
export function openIn(frame: Frame | undefined, inner: readonly { readonly isObject: boolean }[]): Open {
  const areObjects = inner.slice(-MOST_OPEN).map(({ isObject }) => isObject);
  let around = frame;
  for (; around?.parent && areObjects.length < MOST_OPEN; around = around.parent)
    areObjects.unshift(around.kind === 'object');
  return { areObjects, isAll: !around || around.kind === 'root' || around.kind === 'lines' };
}

const BEFORE_KEY = /^,\s*(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[\w$]+)\s*:/;
const BEFORE_ELEMENT = /^,(?!\s*(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[\w$]+)\s*:)/;

/**
 * Whether the bracket at `at`, which closes another kind than what is open, is of the wrong kind: what follows, to `limit` at
 * most, goes on after what it then closes, and would not so with one bracket more before it.
 */
export function isOfWrongKind(text: string, at: number, limit: number, { areObjects, isAll }: Open): boolean {
  const after = text.slice(at + 1, Math.min(limit, at + 1 + AFTER_BRACKET));
  const [, closers = '', next = ''] = /^([\s}\]]*)(.*)/s.exec(after) ?? [];
  const closesOuter = areObjects.length > 1 && areObjects.at(-2) !== areObjects.at(-1);
  return !(closesOuter && goesOn(-2)) && goesOn(-1);

  function goesOn(levels: number): boolean {
    const open = areObjects.slice(0, levels);
    for (const bracket of closers.replaceAll(/\s/g, ''))
      if (open.pop() !== (bracket === '}')) return open.length === 0 && !isAll;
    const around = open.at(-1);
    if (around === undefined) return !isAll || !next.startsWith(',');
    return next === '' ? after.length === AFTER_BRACKET : (around ? BEFORE_KEY : BEFORE_ELEMENT).test(next);
  }
}
