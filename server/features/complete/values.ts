import { explain } from '../../spec/describe';
import type { Field } from '../../spec/field';
import { datesFor, secondsBetween } from './dates';
import type { Draft, OfferedValue, Surroundings } from './draft';
import { fitOf, fittingFirst } from './fitting';
import { parseString } from './json-text';
import type { ValuePlace } from './place';
import { placeholderFor } from './placeholder';
import { referenceValues } from './references';
import { udataValues } from './udata';
import { usedValues } from './used-values';

/** Suggests values for the member at the cursor, the likeliest first and none twice. */
export function valueDrafts(place: ValuePlace, around: Surroundings): readonly Draft[] {
  const { field, of } = place;
  if (of === 'udata') return distinct(udataValues(place.key, around)).map((value) => toDraft(value, place));
  if (field === undefined) return [];
  const values = distinct(valuesOf(field, place, around)).map((value) => toDraft(value, place));
  return values.length === 0 && place.isMissing ? [emptyValue(field, place, around)] : values;
}

function valuesOf(field: Field, { record }: ValuePlace, around: Surroundings): readonly OfferedValue[] {
  if (field.codes.length > 0) {
    const codes = fittingFirst(field.codes, ({ value }) => fitOf(field, value, record) !== undefined);
    return codes.map(({ value, name, meaning }) => ({
      kind: 'code',
      json: String(value),
      name,
      detail: meaning,
    }));
  }
  if (field.type === 'boolean') {
    return [true, false].map((value) => plain(value, value === field.default ? 'default' : ''));
  }
  if (field.type === 'date/time') {
    return datesFor(field, record, around.now).map(({ date, origin }) => ({
      ...plain(date, origin),
      words: origin,
    }));
  }
  const seconds = field.name === 'duration' ? secondsBetween(record) : undefined;
  if (seconds !== undefined) return [plain(seconds, 'from start_date to end_date')];
  const fit = (value: string) => fitOf(field, value, record);
  return [
    ...referenceValues(field, record, around),
    ...fittingFirst(field.knownValues, (value) => fit(value) !== undefined).map((value) =>
      plain(value, fit(value) ? `known value, goes with ${fit(value)}` : 'known value'),
    ),
    ...usedValues(field, around),
  ];
}

/** A value to fill in, for a field that there is nothing to choose for. */
function emptyValue(field: Field, place: ValuePlace, { now }: Surroundings): Draft {
  const parts = placeholderFor(field, place.record, now);
  const label =
    field.type === 'list' ? '{}' : parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return {
    label: label || '0',
    kind: 'value',
    detail: `${field.type} to fill in`,
    documentation: explain(field),
    parts,
    filterText: label || '0',
    retrigger: field.type === 'list',
  };
}

function toDraft(
  { kind, json, detail, name, words }: OfferedValue,
  { quote, start, end }: ValuePlace,
): Draft {
  const text = parseString(json);
  const label = text ?? (name === undefined ? json : `${json} ${name}`);
  // A string that is typed starts with its quote; a bare word, or nothing yet, is compared without.
  const filter = text === undefined ? label : json.slice(1, -1);
  const isTyped = start < end;
  return {
    label,
    kind,
    detail,
    parts: [json],
    filterText: `${isTyped || text === undefined ? quote : '"'}${filter}${words ? ` ${words}` : ''}`,
  };
}

function plain(value: string | number | boolean, detail: string): OfferedValue {
  return { kind: 'value', json: JSON.stringify(value), detail };
}

function distinct(values: readonly OfferedValue[]): readonly OfferedValue[] {
  const seen = new Set<string>();
  return values.filter(({ json }) => !seen.has(json) && seen.add(json));
}
