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

function count(value: string): string {
  return value.length === 1 ? t`1 character` : t`${value.length} characters`;
}
