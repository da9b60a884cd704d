import type { TextStyle } from '../../../edit/text-style';
import { parseString } from '../../../json/string-token';
import type { OpenRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import { fitOf, mimeTypeFor } from '../../../values/fitting';
import { placeholder } from '../../../values/placeholder';
import { isAllowed } from './allowed';
import { withCompanions } from './companions';
import { datesFor, secondsBetween } from './dates';
import { likeliest } from './likely';
import type { Part } from './part';

/** A valid address to write over: the shortest that shows the form. */
const ADDRESS = 'https://example.com/';

/** How an object that is inserted is laid out. */
export interface Layout {
  readonly style: TextStyle;
  /** The white space before the line that the object starts on; undefined where all of it is to be on one line. */
  readonly indent: string | undefined;
}

/**
 * The value to insert with a key: of the right type, with what is to be filled in as holes or choices, and with the members
 * that it must have. The default is what a quick fix would write, where the record at hand does not tell a better one.
 * `now` is the time as the specification writes it.
 */
export function placeholderFor(
  field: Field,
  record: OpenRecord,
  now: string,
  layout: Layout,
): readonly Part[] {
  const plain = placeholder(field, record, now);
  if (field.codes.length > 0) return codePlaceholder(field, record, plain);
  switch (field.type) {
    case 'boolean':
      return [{ choices: first(plain, ['true', 'false']) }];
    case 'integer':
    case 'number':
      // No object of Configuration Server has the number 0: the example is possible, and there to write over.
      if (field.kind === 'dbid') return [{ hole: String(field.example) }];
      return [numberFor(field, record, plain)];
    case 'date/time':
      return ['"', { hole: datesFor(field, record, now)[0]?.date ?? now }, '"'];
    case 'url':
      return ['"', { hole: inQuotes(wantedText(field) ?? ADDRESS) }, '"'];
    case 'array':
      return ['[', { hole: '' }, ']'];
    case 'object':
    case 'list':
      return objectFor(field, record, now, layout);
    default:
      return ['"', textFor(field, record, parseString(plain) ?? ''), '"'];
  }
}

/** Codes are no choices where they have names: editors show of those nothing but the values. */
function codePlaceholder(field: Field, record: OpenRecord, plain: string): readonly Part[] {
  const hasNames = field.codes.some(({ name }) => name !== '');
  const values = field.codes.map(({ value }) => JSON.stringify(value));
  const likely = likeliest(field, record) ?? (values.includes(plain) ? plain : (values[0] ?? plain));
  if (!likely.startsWith('"')) return [hasNames ? { hole: likely } : { choices: first(likely, values) }];
  const likelyText = inQuotes(parseString(likely) ?? '');
  const texts = values.filter((json) => json.startsWith('"')).map((json) => json.slice(1, -1));
  return ['"', hasNames ? { hole: likelyText } : { choices: first(likelyText, texts) }, '"'];
}

/**
 * What the record tells, as a whole: selected it would be gone with Enter. Else what is usual, as near to it as is allowed, to
 * write over.
 */
function numberFor(field: Field, record: OpenRecord, plain: string): Part {
  const seconds = field.role === 'duration' ? secondsBetween(record) : undefined;
  if (isAllowed(field, seconds)) return String(seconds);
  const wanted = [field.default, field.examples[0], Number(plain), field.limits.minimum];
  const found = wanted.find((value) => isAllowed(field, value));
  return { hole: String(found ?? field.limits.maximum ?? plain) };
}

/** An object with the members that it must have, on lines of their own where that is how the file is written. */
function objectFor(
  { members }: Field,
  record: OpenRecord,
  now: string,
  { style, indent }: Layout,
): readonly Part[] {
  const wanted = members ? withCompanions(members.mandatory, members) : [];
  if (wanted.length === 0) return ['{', { hole: '' }, '}'];
  const isOnLines = style.mayBreakLines && indent !== undefined;
  const inner = isOnLines ? `${indent}${style.indentUnit}` : undefined;
  const line = isOnLines ? `${style.lineEnd}${indent}` : '';
  const innerLine = isOnLines ? `${style.lineEnd}${inner}` : '';
  const between = isOnLines ? '' : style.afterComma;
  return [
    '{',
    ...wanted.flatMap((field, at) => [
      `${at === 0 ? '' : `,${between}`}${innerLine}${JSON.stringify(field.name)}${style.colon}`,
      ...placeholderFor(field, record, now, { style, indent: inner }),
    ]),
    `${line}}`,
  ];
}

/** A choice of the known values with the likeliest first, or a hole. Known values need no escapes in JSON. */
function textFor(field: Field, record: OpenRecord, likely: string): Part {
  const known = field.knownValues.filter((value) => isAllowed(field, value));
  if (known.length === 0) {
    const wanted = isAllowed(field, likely) ? undefined : wantedText(field);
    return { hole: inQuotes(wanted ?? likely) };
  }
  const fits = (value: string) => fitOf(field, value, record) !== undefined;
  const ordered = [...known.filter(fits), ...known.filter((value) => !fits(value))];
  const best = mimeTypeFor(field, record) ?? likely;
  return { choices: first(isAllowed(field, best) ? best : '', ordered) };
}

/** The text that a team states as its default or as an example. */
function wantedText(field: Field): string | undefined {
  return [field.default, ...field.examples].find(
    (value): value is string => typeof value === 'string' && isAllowed(field, value),
  );
}

/** A text as it stands between the quotes of JSON. */
function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The values with this one before, unless it is empty. */
function first(value: string, values: readonly string[]): readonly string[] {
  return value === '' ? values : [value, ...values.filter((other) => other !== value)];
}
