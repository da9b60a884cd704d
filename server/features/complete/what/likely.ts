import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { fitOf } from './fitting';

/**
 * The likeliest of a field's codes, known values or booleans in a record, as JSON text: what goes together with the
 * rest of the record, else what phone calls usually have. Undefined where none is likelier than the others.
 */
export function likeliest(field: Field, record: OpenRecord): string | undefined {
  if (field.name === 'status') {
    const name = record.entryOf('end_date') ? 'STOPPED' : 'IN_PROCESS';
    return String(field.codes.find((code) => code.name === name)?.value);
  }
  if (field.type === 'boolean')
    return field.default === undefined ? undefined : JSON.stringify(field.default);
  const values = [...field.codes.map(({ value }) => value), ...field.knownValues];
  const found =
    values.find((value) => typeof value !== 'boolean' && fitOf(field, value, record) !== undefined) ??
    values.find((value) => value === field.example);
  return found === undefined ? undefined : JSON.stringify(found);
}
