import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { parseString } from '../../../values/json-text';
import { placeholder } from '../../../values/placeholder';
import { datesFor, secondsBetween } from './dates';
import { fitOf, fittingFirst, mimeTypeFor } from './fitting';
import { likeliest } from './likely';
import type { Part } from './part';

/** A valid address to write over: the shortest that shows the form. */
const ADDRESS = 'https://example.com/';

/**
 * The value to insert with a key: of the right type, with what is to be filled in as holes or choices. The default is
 * what a quick fix would write, where the record at hand does not tell a better one. `now` is the time as the
 * specification writes it.
 */
export function placeholderFor(field: Field, record: OpenRecord, now: string): readonly Part[] {
  const plain = placeholder(field, record, now);
  switch (field.type) {
    case 'boolean':
      return [{ choices: first(plain, ['true', 'false']) }];
    case 'integer':
      // Codes are no choices: editors show of those nothing but the numbers, and no names.
      if (field.codes.length > 0) return [{ hole: likeliest(field, record) ?? plain }];
      // No object of Configuration Server has the number 0: the example is possible, and there to write over.
      if (field.kind === 'dbid') return [{ hole: String(field.example) }];
      return [{ hole: String((field.name === 'duration' ? secondsBetween(record) : undefined) ?? plain) }];
    case 'date/time':
      return ['"', { hole: datesFor(field, record, now)[0]?.date ?? now }, '"'];
    case 'url':
      return ['"', { hole: ADDRESS }, '"'];
    case 'list':
      return ['{', { hole: '' }, '}'];
    default:
      return ['"', textFor(field, record, parseString(plain) ?? ''), '"'];
  }
}

/** A choice of the known values with the likeliest first, or a hole. Known values need no escapes in JSON. */
function textFor(field: Field, record: OpenRecord, likely: string): Part {
  if (field.knownValues.length === 0) return { hole: likely };
  const ordered = fittingFirst(field.knownValues, (value) => fitOf(field, value, record) !== undefined);
  return { choices: first(mimeTypeFor(field, record) ?? likely, ordered) };
}

/** The values with this one in front, unless it is empty. */
function first(value: string, values: readonly string[]): readonly string[] {
  return value === '' ? values : [value, ...values.filter((other) => other !== value)];
}
