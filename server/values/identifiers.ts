import type { Shape } from '../spec/facts';
import type { Field } from '../spec/field';

/**
 * A sentence on what the shape of an identifier says about it, as information; undefined where it says nothing. Shapes are
 * hints: where a Genesys ID of 16 letters and digits is usual, the specification allows other IDs as well.
 */
export function shapeOfIdentifier({ shapes, mistakenFor }: Field, value: string): string | undefined {
  const [usual] = shapes;
  if (!usual || value === '' || value.trim() !== value) return undefined;
  const looksLike = ({ name, form }: Shape) => `Looks like a ${name} (${form}).`;
  const hasShape = ({ pattern }: Shape) => pattern.test(value);
  const right = shapes.find(hasShape);
  if (right) return looksLike(right);
  const wrong = mistakenFor.find(hasShape);
  const wanted = `${usual.name} has ${usual.form}.`;
  return wrong ? `${looksLike(wrong)} A ${wanted}` : `${count(value)}; a ${wanted}`;
}

function count(value: string): string {
  return value.length === 1 ? '1 character' : `${value.length} characters`;
}
