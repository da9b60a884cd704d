import { nearRecords, scalarOf, whereIs } from '../../../record/near-records';
import type { Field } from '../../../spec/field';
import { t } from '../../../words/language';
import { isAllowedJson } from './allowed';
import type { OfferedValue, Surroundings } from './draft';
import { nameOfTimeShift } from './time-shifts';

/** How far to look, and when there is enough to choose from. */
const MOST_RECORDS = 300;
const MOST_VALUES = 30;

/** The values that near records have for a field in which values repeat, nearest first. */
export function usedValues(
  field: Field,
  { document, index }: Pick<Surroundings, 'document' | 'index'>,
): readonly OfferedValue[] {
  if (!field.repeats && field.knownValues.length === 0) return [];
  const found = new Map<string, OfferedValue>();
  for (const near of nearRecords(document, index, MOST_RECORDS)) {
    if (found.size >= MOST_VALUES) break;
    const json = scalarOf(near.record, field.name);
    if (json === undefined || found.has(json) || !isAllowedJson(field, json) || json === '""') continue;
    const name = field.role === 'utcOffset' ? nameOfTimeShift(Number(json)) : undefined;
    found.set(json, { kind: 'value', json, detail: t`used ${whereIs(near)}`, ...(name ? { name } : {}) });
  }
  return [...found.values()];
}
