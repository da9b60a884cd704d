import { asMarkdown } from '../words/as-markdown';
import { harmless } from '../words/harmless';
import { inlineCode, inlineCodes } from '../words/inline-code';
import { t, translated } from '../words/language';
import { allOf, anyOf } from '../words/quote';
import type { Code, Field } from './field';
import { limitsInWords } from './limits-in-words';

/** What the record at hand says about the field. */
export interface Current {
  /** Whether long lists of values are shown whole, as a page has room for; a hover has not. */
  readonly areAllValuesShown?: boolean;
  /** The code that stands in the record: its row is marked. */
  readonly code?: Code['value'] | undefined;
  /** The names of the fields that it stands in, from the record's one on; none for a field of the record itself. */
  readonly within?: readonly string[];
}

/**
 * Returns the whole documentation of a field as Markdown, for a hover or a completion item: a headline with
 * name, type and duty, and below it what `explain` gives.
 */
export function describe(field: Field, current: Current = {}): string {
  const title = field.title === undefined ? '' : ` · ${asMarkdown(field.title)}`;
  const head = `**${inlineCode(nameOf(field, current))}**${title} · ${typeAndUnit(field)} · ${duty(field)}`;
  return `${head}\n\n${explain(field, current)}`;
}

/** The name of a field with those that it stands in, such as `udata.case_id`. */
export function nameOf({ name }: Field, { within = [] }: Current): string {
  return [...within, name].join('.');
}

/** Returns the documentation of a field without its headline, as Markdown. */
export function explain(field: Field, current: Current = {}): string {
  const { codes, knownValues } = field;
  const { areAllValuesShown } = current;
  const parts = [
    meaningOf(field) || undefined,
    codes.some(isExplained) ? codeTable(codes, current.code) : undefined,
    codes.length > 0 && !codes.some(isExplained)
      ? t`Allowed values: ${shownValues(
          codes.map(({ value }) => String(value)),
          areAllValuesShown,
        )}.`
      : undefined,
    codes.length === 0 && knownValues.length > 0
      ? t`Known values: ${shownValues(knownValues, areAllValuesShown)}; others are allowed.`
      : undefined,
    facts(field) || undefined,
  ];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

/** Returns type, unit and duty in one line of plain text, such as `integer, seconds · optional`. */
export function summary(field: Field): string {
  const owners = anyOf(field.mandatoryWith.map(harmless));
  const when = owners === '' ? t`optional` : t`mandatory with ${owners}`;
  return `${typeAndUnit(field)} · ${field.mandatory ? t`mandatory` : when}`;
}

/** What the specification calls otherwise than anybody who writes JSON. */
export const SHOWN_TYPES: Readonly<Record<string, string>> = { list: 'object', url: 'URL' };

/** Returns the type of a field with its unit, such as `integer, seconds`. */
export function typeAndUnit(field: Field): string {
  const type = translated(SHOWN_TYPES[field.type] ?? field.type);
  return field.unit === undefined ? type : `${type}, ${translated(field.unit)}`;
}

function duty(field: Field): string {
  if (field.mandatory) return t`mandatory`;
  return field.mandatoryWith.length === 0
    ? t`optional`
    : t`mandatory when ${anyOf(field.mandatoryWith.map(inlineCode))} is present`;
}

function meaningOf(field: Field): string {
  const description = translated(field.description);
  const { companions } = field;
  if (companions.length === 0) return description;
  return t`${description} Its presence makes ${allOf(companions.map(inlineCode))} mandatory.`.trim();
}

/** The form, limits, default, example and source of a field, in one line. */
function facts(field: Field): string {
  const { form, minimum, source } = field;
  // Of a team's field any code is an example.
  const example = source === undefined ? field.examples[0] : field.example;
  const isLimited = Object.keys(field.limits).length > 0;
  const parts = [
    form === undefined ? undefined : t`Form: ${translated(form)}`,
    minimum === undefined || isLimited ? undefined : t`Minimum: ${inlineCode(String(minimum))}`,
    isLimited ? t`Limits: ${limitsInWords(field).join(', ')}` : undefined,
    field.default === undefined ? undefined : t`Default: ${inlineCode(JSON.stringify(field.default))}`,
    example === undefined ? undefined : t`Example: ${inlineCode(JSON.stringify(example))}`,
    source === undefined ? undefined : `[${t`Genesys documentation`} ↗](${source})`,
    statement(field),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Which project file states a field, or more of it than the specification, as Markdown; undefined where none does. */
export function statement({ source, statedBy }: Field): string | undefined {
  if (statedBy === undefined) return undefined;
  const file = inlineCode(statedBy);
  return source === undefined ? t`Stated in ${file}` : t`Narrowed in ${file}`;
}

/** Whether a code says more than its value. */
function isExplained({ name, meaning }: Code): boolean {
  return name !== '' || meaning !== '';
}

/** A row for each code; a column in which nothing would stand is left out. */
function codeTable(codes: readonly Code[], current: Code['value'] | undefined): string {
  const column = (head: string, line: string, isText: boolean, cellOf: (code: Code) => string) => ({
    head,
    line,
    isText,
    cells: codes.map(cellOf),
  });
  const columns = [
    column(t`value`, '---:', false, ({ value }) => shownCode(value)),
    column(t`name`, ':---', false, ({ name }) => asMarkdown(name)),
    column(t`meaning`, ':---', true, ({ meaning }) => translated(meaning)),
  ].filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows = codes.map(({ value }, at) => {
    const isCurrent = value === current;
    const shown = columns.map(({ isText, cells }) => {
      const cell = cells[at] as string;
      return isCurrent && !isText && cell !== '' ? `**${cell}**` : cell;
    });
    return `| ${isCurrent ? '● ' : ''}${shown.join(' | ')} |`;
  });
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(columns.map(({ head }) => head)), row(columns.map(({ line }) => line)), ...rows].join('\n');
}

/** A value in a table, where a bar would end the cell, in code too. */
function shownCode(value: Code['value']): string {
  if (typeof value === 'number') return String(value);
  const text = String(value);
  return text.includes('|') ? asMarkdown(text) : inlineCode(text);
}

/** So many values are read at a glance. */
const MOST_VALUES = 8;

/** Values one after the other; of many those that start alike together, and only the first ones. */
function shownValues(values: readonly string[], areAllShown = false): string {
  if (areAllShown || values.length <= MOST_VALUES) return inlineCodes(values);
  const groups = new Map<string, string[]>();
  for (const value of values) {
    const start = /^[A-Z][a-z]+(?=[A-Z])/.exec(value)?.[0] ?? '';
    groups.set(start, [...(groups.get(start) ?? []), start === '' ? value : value.slice(start.length)]);
  }
  if (groups.size > 1 && !groups.has('')) {
    const most = Math.max(1, Math.floor(MOST_VALUES / groups.size));
    return [...groups].map(([start, ends]) => `\`${start}…\` ${cut(ends, most)}`).join('; ');
  }
  return cut(values, MOST_VALUES);
}

function cut(values: readonly string[], most: number): string {
  const shown = inlineCodes(values.slice(0, most));
  return values.length > most ? t`${shown} and ${values.length - most} more` : shown;
}
