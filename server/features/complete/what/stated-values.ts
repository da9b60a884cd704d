import type { Field } from '../../../spec/field';
import { t } from '../../../words/language';
import { isAllowed } from './allowed';
import type { OfferedValue } from './draft';

/** So many numbers are chosen from rather than typed. */
const MOST_NUMBERS = 10;

/** The values that a team states for a field without codes: its default, its examples, and the numbers of a short range. */
export function statedValues(field: Field): readonly OfferedValue[] {
  if (field.statedBy === undefined) return [];
  const byDefault = field.default === undefined ? [] : [offered(field.default, 'default')];
  const examples = field.examples.map((value) => offered(value, 'example'));
  return [...byDefault, ...examples, ...numbersOf(field)].filter(({ value }) => isAllowed(field, value));
}

function numbersOf({ type, minimum: least, limits }: Field) {
  const { minimum = least, maximum } = limits;
  if (type !== 'integer' || minimum === undefined || maximum === undefined) return [];
  const first = Math.ceil(minimum);
  const count = Math.floor(maximum) - first + 1;
  if (!(count > 0 && count <= MOST_NUMBERS)) return [];
  return Array.from({ length: count }, (_, at) => offered(first + at, t`${minimum} to ${maximum}`));
}

function offered(value: unknown, detail: string) {
  return { kind: 'value', value, json: JSON.stringify(value), detail } as const;
}
