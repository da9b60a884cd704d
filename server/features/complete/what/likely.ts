import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { likeliestOf } from '../../../values/fitting';
import { isAllowed } from './allowed';

/**
 * The likeliest of a field's codes, known values or booleans in a record, as JSON text: what goes together with the
 * rest of the record, else what phone calls usually have. Undefined where none is likelier than the others.
 */
export function likeliest(field: Field, record: OpenRecord): string | undefined {
  const { codes, knownValues, type } = field;
  if (type === 'boolean' && codes.length === 0)
    return field.default === undefined ? undefined : JSON.stringify(field.default);
  const values =
    codes.length > 0
      ? codes.map(({ value }) => value)
      : knownValues.filter((value) => isAllowed(field, value));
  const found = likeliestOf(field, values, record, [field.usual, field.default, field.example]);
  return found === undefined ? undefined : JSON.stringify(found);
}
