import type { Entry } from '../document/record';
import type { Field, Limits, TextPattern } from '../spec/field';
import { misfit } from '../spec/misfit';
import { textPattern } from '../spec/text-pattern';
import { wordsIn } from './keywords';
import { quoted } from './shortened';
import { numberIn } from './stated-values';
import type { Written } from './written';

/** Reads the limits that are stated of a field, as far as they leave something, and no more than there is. */
export function readLimits(
  written: Written,
  parts: ReadonlyMap<string, Entry>,
  field: Field,
): { readonly limits?: Limits } {
  const minimum = numberFrom('minimum', field.minimum, 'what the specification allows');
  const maximum = numberFrom('maximum', minimum ?? field.minimum, 'the least value');
  const minLength = lengthFrom('minLength', 0);
  const maxLength = lengthFrom('maxLength', minLength ?? 0);
  const pattern = patternIn(written, parts.get('pattern'));
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
  const part = parts.get(keyword);
  if (part) written.atKey(part, `No value of ${quoted(field.name)} would be left.`);
  return {};

  function numberFrom(keyword: string, least: number | undefined, what: string): number | undefined {
    const part = parts.get(keyword);
    const value = numberIn(written, part);
    if (part === undefined || value === undefined || least === undefined || value >= least) return value;
    written.atValue(part, `${written.shown(part)} is below ${what}: write ${least} or more.`);
    return undefined;
  }

  function lengthFrom(keyword: string, least: number): number | undefined {
    const part = parts.get(keyword);
    const value = numberIn(written, part);
    if (part === undefined || value === undefined) return undefined;
    if (Number.isInteger(value) && value >= least) return value;
    written.atValue(part, `"${keyword}" is a whole number, ${least} or more, not ${written.shown(part)}.`);
    return undefined;
  }
}

function patternIn(written: Written, part: Entry | undefined): TextPattern | undefined {
  const source = wordsIn(written, part);
  if (part === undefined || source === undefined) return undefined;
  const pattern = textPattern(source);
  if (!('refused' in pattern)) return pattern;
  written.atValue(part, `This pattern cannot be used: ${pattern.refused}.`);
  return undefined;
}
