import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { datesBeside } from './dates';
import type { Surroundings } from './draft';
import { usedValues } from './used-values';

/**
 * What the records beside it, or its own dates, make likely for a field that a record lacks, as JSON text; undefined where
 * they tell nothing of it. Completion writes it, and the quick fix of one record.
 */
export function valueBeside(
  field: Field,
  record: OpenRecord,
  around: Pick<Surroundings, 'document' | 'index' | 'now'>,
): string | undefined {
  // Most records of a file come from the same application, and from one place.
  const isShared = field.kind === 'dbid' || field.role === 'utcOffset';
  const used = isShared ? usedValues(field, around)[0]?.json : undefined;
  if (used !== undefined) return used;
  const date = field.type === 'date/time' ? datesBeside(field, record, around)[0]?.date : undefined;
  return date === undefined ? undefined : JSON.stringify(date);
}
