import type { OpenRecord } from '../record/open-record';
import type { GoesWith } from '../spec/facts';
import type { Code, Field } from '../spec/field';
import { plainWord } from './code-words';
import { mimeTypeOfUrl } from './mime-guess';
import { numberOfField, stringOfField } from './plain-values';

/** The name of the field that a value of `field` goes together with in this record; undefined if with none. */
export function fitOf(field: Field, value: Code['value'], record: OpenRecord): string | undefined {
  const { refines, refinedBy, goesWith, describes } = field;
  if (isBeginning(textIn(record, refines), value)) return refines;
  if (isBeginning(value, textIn(record, refinedBy))) return refinedBy;
  const found = goesWith.find((stated) => !stated.isAmong && holds(stated, value, record));
  return found?.field ?? (value === mimeTypeFor(field, record) ? describes : undefined);
}

/** The one of some values that goes together with the rest of the record, else the first of those wanted that is one. */
export function likeliestOf<Value extends Code['value']>(
  field: Field,
  values: readonly Value[],
  record: OpenRecord,
  wanted: readonly unknown[],
): Value | undefined {
  const [fitting] = fittingValues(field, values, record);
  return fitting ?? wanted.flatMap((one) => values.filter((value) => value === one))[0];
}

/** The values that go together with the rest of the record, those alone that do best. */
function fittingValues<Value extends Code['value']>(
  field: Field,
  values: readonly Value[],
  record: OpenRecord,
): readonly Value[] {
  const fitting = values.filter((value) => fitOf(field, value, record) !== undefined);
  const choices = field.goesWith.filter(({ isAmong }) => isAmong);
  const best = fitting.filter((value) => choices.some((stated) => holds(stated, value, record)));
  return best.length > 0 ? best : fitting;
}

/** The MIME type that the address of the content tells. */
export function mimeTypeFor({ kind, describes }: Field, record: OpenRecord): string | undefined {
  const url = kind === 'mimeType' ? textIn(record, describes) : undefined;
  return url === undefined ? undefined : mimeTypeOfUrl(url);
}

function textIn(record: OpenRecord, name: string | undefined): string | undefined {
  return name === undefined ? undefined : stringOfField(record, record.type.fieldNamed(name));
}

function isBeginning(beginning: Code['value'] | undefined, whole: Code['value'] | undefined): boolean {
  return (
    typeof beginning === 'string' &&
    beginning !== '' &&
    typeof whole === 'string' &&
    whole.startsWith(beginning)
  );
}

function holds({ field, pairs }: GoesWith, value: Code['value'], record: OpenRecord): boolean {
  if (!record.entryOf(field)) return false;
  const other = record.type.fieldNamed(field);
  const present = stringOfField(record, other) ?? numberOfField(record, other);
  return pairs.some(([one, wanted]) => one === value && (wanted === undefined || isSame(wanted, present)));
}

function isSame(wanted: unknown, present: string | number | undefined): boolean {
  if (typeof wanted !== 'string' || typeof present !== 'string') return wanted === present;
  return plainWord(wanted) === plainWord(present);
}
