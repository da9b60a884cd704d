import type { Shape } from '../spec/facts';
import type { Field } from '../spec/field';
import { mangledDigits } from './mangled';
import { visible } from './visible';

/** Whether a field holds identifiers: texts whose characters matter one by one. */
export function isIdentifier({ isIdentifier, shapes }: Field): boolean {
  return isIdentifier || shapes.length > 0;
}

/** What an identifier should be that is none of those which its field usually has. */
export interface Malformed {
  readonly wanted?: Shape;
  /** What is left of it in what a program wrote in its place; empty where that is nothing. */
  readonly digits?: string;
  /** Whether it has characters that nobody sees. */
  readonly isHidden?: true;
  /** What it is instead, where that is known. */
  readonly mistakenFor?: Shape;
}

/**
 * What is surely wrong with an identifier; undefined where nothing is. Where its field may have others than the usual
 * ones, it is wrong only as a slip of the pen: one character too few or too many, or white space around.
 */
export function malformed({ shapes, mistakenFor }: Field, value: string): Malformed | undefined {
  const [usual] = shapes;
  const digits = usual?.isExact ? undefined : mangledDigits(value);
  if (digits !== undefined) return { digits };
  if (!usual?.isExact && /\p{Cf}/u.test(value)) return { digits: visible(value), isHidden: true };
  if (!usual || value.trim() === '' || shapes.some(({ pattern }) => pattern.test(value))) return undefined;
  if (usual.isExact) {
    const mistaken = mistakenFor.find(({ pattern }) => pattern.test(value));
    return { wanted: usual, ...(mistaken && { mistakenFor: mistaken }) };
  }
  const wanted = shapes.find((shape) => isNearly(shape, value));
  return wanted && { wanted };
}

/** Whether a value that has not a shape was surely meant to have it. */
function isNearly({ pattern, length, fresh }: Shape, value: string): boolean {
  if (pattern.test(value.trim())) return true;
  // Words and plain numbers are people's own identifiers.
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (fresh && value[0] !== fresh.start[0]) return false;
  if (value.length === length - 1) return pattern.test(`${value}${value.at(-1)}`);
  return value.length === length + 1 && pattern.test(value.slice(1)) && pattern.test(value.slice(0, -1));
}
