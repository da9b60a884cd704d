import { parseString } from '../../../json/string-token';
import { nearRecords, scalarOf, whereIs } from '../../../record/near-records';
import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { stringOfField } from '../../../values/plain-values';
import { t } from '../../../words/language';
import type { OfferedValue, Surroundings } from './draft';

/** How far to look, and when there is enough to choose from. */
const MOST_RECORDS = 500;
const MOST_VALUES = 100;

/**
 * The identifiers in the file that a referring field may name: interactions for a parent, threads and interactions
 * for a thread, customers for a customer. Those of the record's parent come first, because a reply shares its
 * thread and customer; then the nearest. Empty for other fields.
 */
export function referenceValues(
  field: Field,
  record: OpenRecord,
  { document, index }: Surroundings,
): readonly OfferedValue[] {
  const sources = field.refersTo;
  if (sources.length === 0) return [];
  const own = stringOfField(record, document.type.identity);
  const parent = stringOfField(record, document.type.parent);
  const identity = document.type.identity?.name ?? '';
  const first: OfferedValue[] = [];
  const found = new Map<string, OfferedValue>();
  // The first interaction of a thread gives it its name.
  if (field.role === 'thread' && own) {
    found.set(own, offered(own, t`this interaction itself`));
  }
  for (const near of nearRecords(document, index, MOST_RECORDS)) {
    if (found.size >= MOST_VALUES) break;
    const interaction = parseString(scalarOf(near.record, identity));
    const isParent = parent !== undefined && interaction === parent && field.role !== 'parent';
    for (const source of sources) {
      const value = source === identity ? interaction : parseString(scalarOf(near.record, source));
      if (!value || value === own) continue;
      const detail = `${source}, ${whereIs(near)}`;
      if (isParent && source === field.name) first.push(offered(value, t`${source} of the parent`));
      else if (!found.has(value)) found.set(value, offered(value, detail));
    }
  }
  return [...first, ...found.values()];
}

function offered(value: string, detail: string): OfferedValue {
  return { kind: 'value', json: JSON.stringify(value), detail };
}
