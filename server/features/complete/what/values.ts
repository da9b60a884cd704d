import { chunkAt } from '../../../document/document';
import { indentAt } from '../../../edit/insert-members';
import { parseString } from '../../../json/string-token';
import type { OpenRecord } from '../../../record/open-record';
import { explain } from '../../../spec/describe';
import type { Code, Field } from '../../../spec/field';
import { fitOf } from '../../../values/fitting';
import { t, translated } from '../../../words/language';
import type { ValuePlace } from '../where/place';
import { isAllowedJson } from './allowed';
import { datesBeside, secondsBetween } from './dates';
import { inShort } from './detail';
import type { Draft, OfferedValue, Surroundings } from './draft';
import { bareFilter, mayFind, stringFilter } from './filter';
import { opensValues } from './keys';
import { likeliest } from './likely';
import { madeValues } from './made-values';
import { plainOf } from './part';
import { placeholderFor } from './placeholder';
import { referenceValues } from './references';
import { statedValues } from './stated-values';
import { UTC } from './time-shifts';
import { udataValues } from './udata';
import { usedValues } from './used-values';

/**
 * Suggests values for the member at the cursor, none twice: those of the specification in its order, others with the
 * likeliest first. The one that is there already, else the first that starts like it, else the likeliest one, is marked.
 */
export function valueDrafts(place: ValuePlace, around: Surroundings): readonly Draft[] {
  const { field, record, isMissing } = place;
  if (field === undefined && place.of !== 'userData') return [];
  const used = place.of === 'userData' ? udataValues(place.key, around) : [];
  const offered = distinct(field ? allowedValues(field, place, around, used) : used);
  // What is only there to be written over is in the way of whoever types already.
  const isAsked = around.occasion !== 'typing';
  if (offered.length === 0) return field && isMissing && isAsked ? [emptyValue(field, place, around)] : [];
  const present = isMissing ? undefined : presentValue(place, around);
  const isPresent = ({ json }: OfferedValue) => json === present;
  const typed = typedText(around);
  // Whoever looks at what else there is keeps by Enter what is there.
  const isKept = around.occasion === 'asked' && isOther(present, field, offered);
  const values = isKept
    ? [{ kind: 'value', json: present, detail: t`present value` } as const, ...offered]
    : offered;
  const isBegun = ({ json }: OfferedValue) => typed !== '' && parseString(json)?.startsWith(typed);
  const likely = values.some(isPresent)
    ? present
    : (values.find(isBegun)?.json ?? (field && likeliestOf(field, record, around)));
  const isNumber = present !== undefined && /^-?[0-9]/.test(present);
  // Once a number is typed it stays, whatever else starts like it.
  const shown = isNumber && around.occasion === 'refining' ? values.filter(isPresent) : values;
  const isWhole = isNumber || values.some(isPresent) || isText(present, field);
  // Whoever asks for suggestions at a whole value wants others, and at one that finds none of them, too.
  const wantsAll = around.occasion === 'asked' && (isWhole || !findsAny(typed, values, place));
  const filter = isNumber || wantsAll ? typed : undefined;
  return shown.map((value) => {
    const filterText = filter || filterOf(value, place);
    return { ...toDraft(value, filterText), ...(value.json === likely ? { isLikeliest: true } : {}) };
  });
}

/** What stands where a value is to be inserted. */
function presentValue({ start, end }: ValuePlace, { document, index }: Surroundings): string {
  return chunkAt(document, index).text.slice(start, end).trim();
}

/** Whether a string is all that its field wants: of those with a form it has that, and none of a few is known. */
function isText(json: string | undefined, field: Field | undefined): boolean {
  const text = parseString(json);
  if (!text || (field && (field.codes.length > 0 || field.knownValues.length > 0))) return false;
  return field?.pattern?.test(text) ?? true;
}

/** Whether a whole value is none of those that are offered, nor the beginning of one. */
function isOther(
  json: string | undefined,
  field: Field | undefined,
  offered: readonly OfferedValue[],
): json is string {
  const isNumber = field?.type === 'integer' || field?.type === 'number';
  const isWhole = isNumber ? isCount(json, field) : isText(json, field);
  return isWhole && !offered.some((value) => value.json.startsWith(json?.replace(/"$/, '') ?? ''));
}

/** Whether a number is all that its field wants: none of a few codes is. */
function isCount(json: string | undefined, { codes, type }: Field): boolean {
  const form = type === 'integer' ? /^-?[0-9]{1,15}$/ : /^-?[0-9]{1,15}(?:\.[0-9]+)?$/;
  return codes.length === 0 && json !== undefined && form.test(json);
}

/** Whether an editor may find one of the values by what is typed. */
function findsAny(typed: string, values: readonly OfferedValue[], place: ValuePlace): boolean {
  return values.some((value) => mayFind(typed.toLowerCase(), filterOf(value, place)));
}

/** What goes together with the record, else what the records beside it have. */
function likeliestOf(field: Field, record: OpenRecord, around: Surroundings): string | undefined {
  if (field.role !== 'utcOffset') return likeliest(field, record);
  return usedValues(field, around)[0]?.json ?? String(UTC);
}

function typedText({ typed }: Surroundings): string {
  return typed.replaceAll(/^["']|["']$/g, '');
}

/** What a field takes of the values worth offering; `used` are those that near user data has. */
function allowedValues(
  field: Field,
  place: ValuePlace,
  around: Surroundings,
  used: readonly OfferedValue[],
): readonly OfferedValue[] {
  if (field.codes.length > 0) return field.codes.map(offeredCode);
  const stated = statedValues(field);
  const likely = valuesOf(field, place, around);
  // An example of a date is only an example; what the record tells is meant.
  const best = field.type === 'date/time' ? [...likely, ...stated] : [...stated, ...likely];
  const all = [...best, ...used];
  // What the specification alone states is right as it is.
  return field.statedBy === undefined ? all : all.filter(({ json }) => isAllowedJson(field, json));
}

/** A code: a number is shown with its name, and a text, which says more by itself, with the name beside it. */
function offeredCode({ value, name, meaning }: Code): OfferedValue {
  const isText = typeof value === 'string';
  const more = [isText ? name : '', inShort(translated(meaning))].filter((part) => part !== '');
  return {
    kind: 'code',
    json: JSON.stringify(value),
    detail: more.join(' · ') || (name === '' ? t`allowed value` : ''),
    ...(name !== '' && (isText ? { words: name } : { name })),
  };
}

function valuesOf(field: Field, { record }: ValuePlace, around: Surroundings): readonly OfferedValue[] {
  if (field.type === 'boolean') {
    return [true, false].map((value) =>
      plain(
        value,
        value === field.default ? (value ? t`yes (default)` : t`no (default)`) : value ? t`yes` : t`no`,
      ),
    );
  }
  if (field.type === 'date/time') {
    return datesBeside(field, record, around).map(({ date, origin }) => ({
      ...plain(date, origin),
      words: origin,
    }));
  }
  const seconds = field.role === 'duration' ? secondsBetween(record) : undefined;
  if (seconds !== undefined) {
    const { start, end } = record.type;
    return [plain(seconds, t`from ${start?.name ?? ''} to ${end?.name ?? ''}`)];
  }
  const fit = (value: string) => fitOf(field, value, record);
  const used = usedValues(field, around);
  return [
    ...referenceValues(field, record, around),
    ...field.knownValues.map((value) => plain(value, detailOf(fit(value)))),
    ...used,
    ...madeValues(field, used, around),
  ];
}

function detailOf(fit: string | undefined): string {
  return fit ? t`goes with ${fit}` : t`known value`;
}

/** A value to fill in, for a field that there is nothing to choose for. */
function emptyValue(field: Field, place: ValuePlace, around: Surroundings): Draft {
  const { now } = around;
  const { style } = around;
  const parts = placeholderFor(field, place.record, now, { style, indent: indentOfLine(place, around) });
  const isObject = field.type === 'list' || field.type === 'object';
  const isNumber = field.type === 'integer' || field.type === 'number';
  const fixed = parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  const label = isObject ? '{}' : isNumber ? plainOf(parts) : fixed;
  return {
    label,
    kind: 'value',
    detail: t`${translated(field.type)} to fill in`,
    documentation: explain(field),
    parts,
    filterText: field.name,
    retrigger: isObject && opensValues(field, around),
  };
}

/** The white space before the line that a value stands on; undefined in the first line, whose start is not known. */
function indentOfLine({ start }: ValuePlace, { document, index }: Surroundings): string | undefined {
  return indentAt(chunkAt(document, index).text, start);
}

function toDraft({ kind, json, detail, name }: OfferedValue, filterText: string): Draft {
  const label = parseString(json) ?? (name === undefined ? json : `${json} ${name}`);
  return { label, kind, detail, parts: [json], filterText };
}

function filterOf({ json, name, words }: OfferedValue, { quote }: ValuePlace): string {
  const isString = json.startsWith('"');
  const more = [name, words].filter((word) => word !== undefined).join(' ');
  if (quote !== '') return stringFilter(`${json} ${more}`.trim());
  // A number is typed and not searched for: it must not be replaced by one that starts like it.
  return bareFilter(isString ? `${json.slice(1, -1)} ${more}`.trim() : more || json);
}

function plain(value: string | number | boolean, detail: string): OfferedValue {
  return { kind: 'value', json: JSON.stringify(value), detail };
}

function distinct(values: readonly OfferedValue[]): readonly OfferedValue[] {
  const seen = new Set<string>();
  return values.filter(({ json }) => !seen.has(json) && seen.add(json));
}
