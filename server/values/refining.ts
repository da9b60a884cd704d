import type { Field } from '../spec/field';

/** The known value of a field that a value of the one which refines it begins with: InboundNew is an Inbound. */
export function beginningOf({ knownValues, codes }: Field, text: string): string | undefined {
  const known = [...knownValues, ...codes.map(({ value }) => String(value))];
  return known.find((value) => text.startsWith(value) && /^[A-Z]/.test(text.slice(value.length)));
}

/**
 * What a known value of a field begins with instead of the value that it is to refine; undefined where nothing is known
 * against the two, as where no known value refines that one.
 */
export function mismatch(field: Field, refined: Field, text: string, present: string): string | undefined {
  if (text.startsWith(present) || !field.knownValues.includes(text)) return undefined;
  const isRefined = field.knownValues.some((value) => beginningOf(refined, value) === present);
  return isRefined ? beginningOf(refined, text) : undefined;
}
