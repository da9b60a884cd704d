import { inlineCode } from '../words/inline-code';
import { t } from '../words/language';
import type { Field } from './field';

/** What a field's values have to keep to besides its type, as Markdown, such as `1 to 5`; empty where that is nothing. */
export function limitsInWords({ limits, minimum: least }: Field): readonly string[] {
  const { minimum = least, maximum, minLength, maxLength, pattern } = limits;
  const length = range(minLength, maxLength);
  return [
    range(minimum, maximum),
    length && ((maxLength ?? minLength) === 1 ? t`${length} character` : t`${length} characters`),
    pattern && t`matches ${inlineCode(pattern.source)}`,
  ].filter((part) => part !== undefined);
}

function range(least: number | undefined, most: number | undefined): string | undefined {
  if (least === undefined) return most === undefined ? undefined : t`at most ${most}`;
  if (most === undefined) return t`at least ${least}`;
  return least === most ? t`exactly ${least}` : t`${least} to ${most}`;
}
