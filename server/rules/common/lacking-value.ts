import type { OpenRecord } from '../../record/open-record';
import type { Field } from '../../spec/field';
import { placeholder } from '../../values/placeholder';
import type { FixContext } from '../rule';

/** What a fix writes for a field that a record lacks, as JSON text. */
export function lackingValue(field: Field, record: OpenRecord, { now, valueBeside }: FixContext): string {
  return valueBeside?.(field, record) ?? placeholder(field, record, now);
}
