import type { Shape } from '../spec/facts';
import type { Field } from '../spec/field';
import { t, translated } from '../words/language';

/**
 * A sentence on what the shape of an identifier says about it, as information; undefined where it says nothing. Shapes are
 * hints: where a Genesys ID of 16 letters and digits is usual, the specification allows other IDs as well.
 */
export function shapeOfIdentifier({ shapes, mistakenFor }: Field, value: string): string | undefined {
  const [usual] = shapes;
  if (!usual || value === '' || value.trim() !== value) return undefined;
  const looksLike = ({ name, form }: Shape) => t`Looks like a ${translated(name)} (${translated(form)}).`;
  const hasShape = ({ pattern }: Shape) => pattern.test(value);
  const right = shapes.find(hasShape);
  if (right) return looksLike(right);
  const wrong = mistakenFor.find(hasShape);
  const name = translated(usual.name);
  const form = translated(usual.form);
  return wrong ? t`${looksLike(wrong)} A ${name} has ${form}.` : t`${count(value)}; a ${name} has ${form}.`;
}

/** What an identifier should be that is none of those which its field usually has. */
export interface Malformed {
  readonly wanted: Shape;
  /** What it is instead, where that is known. */
  readonly mistakenFor?: Shape;
}

/**
 * What is surely wrong with an identifier; undefined where nothing is. Where its field may have others than the usual
 * ones, it is wrong only as a slip of the pen: one character too few or too many, or white space around.
 */
export function malformed({ shapes, mistakenFor }: Field, value: string): Malformed | undefined {
  const [usual] = shapes;
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

function count(value: string): string {
  return value.length === 1 ? t`1 character` : t`${value.length} characters`;
}
