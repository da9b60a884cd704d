import { inlineCode } from '../words/inline-code';
import type { Field } from './field';

/** What a field's values have to keep to besides its type, as Markdown, such as `1 to 5`; empty where that is nothing. */
export function limitsInWords({ limits, minimum: least }: Field): readonly string[] {
  const { minimum = least, maximum, minLength, maxLength, pattern } = limits;
  const length = range(minLength, maxLength);
  return [
    range(minimum, maximum),
    length && `${length} ${(maxLength ?? minLength) === 1 ? 'character' : 'characters'}`,
    pattern && `matches ${inlineCode(pattern.source)}`,
  ].filter((part) => part !== undefined);
}

function range(least: number | undefined, most: number | undefined): string | undefined {
  if (least === undefined) return most === undefined ? undefined : `at most ${most}`;
  if (most === undefined) return `at least ${least}`;
  return least === most ? `exactly ${least}` : `${least} to ${most}`;
}
