import type { Field, Limits, TextPattern } from '../spec/field';
import { misfit } from '../spec/misfit';
import { textPattern } from '../spec/text-pattern';
import { t } from '../words/language';
import { wordsIn } from './keywords';
import type { Part, Parts } from './part';
import { quoted } from './shortened';
import { numberIn } from './stated-values';

/** Reads the limits that are stated of a field, as far as they leave something, and no more than there is. */
export function readLimits(parts: Parts, field: Field): { readonly limits?: Limits } {
  const minimum = numberFrom('minimum', field.minimum, t`what the specification allows`);
  const above = minimum ?? field.minimum;
  const least = field.type === 'integer' && above !== undefined ? Math.ceil(above) : above;
  const maximum = numberFrom('maximum', least, t`the least value`);
  const minLength = lengthFrom('minLength', 0);
  const maxLength = lengthFrom('maxLength', minLength ?? 0);
  const pattern = patternIn(parts.get('pattern'));
  const limits: Limits = {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(pattern && { pattern }),
  };
  const [keyword] = Object.keys(limits);
  if (keyword === undefined) return {};
  const isCodeLeft = ({ value }: Field['codes'][number]) =>
    misfit({ ...field, codes: [], limits }, value) === undefined;
  if (field.codes.length === 0 || field.codes.some(isCodeLeft)) return { limits };
  parts.get(keyword)?.tellName(t`No value of ${quoted(field.name)} would be left.`);
  return {};

  function numberFrom(keyword: string, least: number | undefined, what: string): number | undefined {
    const part = parts.get(keyword);
    const value = numberIn(part);
    if (part === undefined || value === undefined || least === undefined || value >= least) return value;
    return part.tell(t`${part.shown()} is below ${what}: write ${least} or more.`);
  }

  function lengthFrom(keyword: string, least: number): number | undefined {
    const part = parts.get(keyword);
    const value = numberIn(part);
    if (part === undefined || value === undefined) return undefined;
    if (Number.isInteger(value) && value >= least) return value;
    return part.mustBe(t`a whole number, ${least} or more`);
  }
}

function patternIn(part: Part | undefined): TextPattern | undefined {
  const source = wordsIn(part);
  if (part === undefined || source === undefined) return undefined;
  const pattern = textPattern(source);
  return 'refused' in pattern ? part.tell(t`This pattern cannot be used: ${pattern.refused}.`) : pattern;
}
