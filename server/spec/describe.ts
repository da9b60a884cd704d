import { codeSpan } from '../words/code-span';
import { harmless } from '../words/harmless';
import type { Code, Field } from './field';

/** What the record at hand says about the field. */
export interface Current {
  /** Whether long lists of values are shown whole, as a page has room for; a hover has not. */
  readonly areAllValuesShown?: boolean;
  /** The code that stands in the record: its row is marked. */
  readonly code?: Code['value'] | undefined;
}

/**
 * Gives the whole documentation of a field as Markdown, for a hover or a completion item: a headline with
 * name, type and duty, and below it what `explain` gives.
 */
export function describe(field: Field, current: Current = {}): string {
  return `**${inlineCode(field.name)}** · ${typeAndUnit(field)} · ${duty(field)}\n\n${explain(field, current)}`;
}

/** Gives the documentation of a field without its headline, as Markdown. */
export function explain(field: Field, current: Current = {}): string {
  const parts = [
    meaningOf(field),
    field.codes.length > 0 ? codeTable(field.codes, current.code) : undefined,
    field.knownValues.length > 0
      ? `Known values: ${shownValues(field.knownValues, current.areAllValuesShown)}; others are allowed.`
      : undefined,
    facts(field),
  ];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

/** Gives type, unit and duty in one line of plain text, such as `integer, seconds · optional`. */
export function summary(field: Field): string {
  const owners = field.mandatoryWith.map(harmless).join(' or ');
  const when = owners === '' ? 'optional' : `mandatory with ${owners}`;
  return `${typeAndUnit(field)} · ${field.mandatory ? 'mandatory' : when}`;
}

/** What the specification calls otherwise than anybody who writes JSON. */
const SHOWN_TYPES: Readonly<Record<string, string>> = { list: 'object', url: 'URL' };

/** Gives the type of a field with its unit, such as `integer, seconds`. */
export function typeAndUnit(field: Field): string {
  const type = SHOWN_TYPES[field.type] ?? field.type;
  return field.unit === undefined ? type : `${type}, ${field.unit}`;
}

function duty(field: Field): string {
  if (field.mandatory) return 'mandatory';
  return field.mandatoryWith.length === 0
    ? 'optional'
    : `mandatory when ${field.mandatoryWith.map(inlineCode).join(' or ')} is present`;
}

function meaningOf(field: Field): string {
  if (field.companions.length === 0) return field.description;
  return `${field.description} Its presence makes ${field.companions.map(inlineCode).join(' and ')} mandatory.`;
}

/** The form, least value, default, example and source of a field, in one line. */
function facts(field: Field): string {
  const parts = [
    field.form === undefined ? undefined : `Form: ${field.form}`,
    field.minimum === undefined ? undefined : `Minimum: ${inlineCode(field.minimum)}`,
    field.default === undefined ? undefined : `Default: ${inlineCode(JSON.stringify(field.default))}`,
    field.example === undefined ? undefined : `Example: ${inlineCode(JSON.stringify(field.example))}`,
    field.source === undefined ? undefined : `[Genesys documentation ↗](${field.source})`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function codeTable(codes: readonly Code[], current: Code['value'] | undefined): string {
  const rows = codes.map(({ value, name, meaning }) =>
    value === current
      ? `| ● **${value}** | **${name}** | ${meaning} |`
      : `| ${value} | ${name} | ${meaning} |`,
  );
  return ['| value | name | meaning |', '| ---: | :--- | :--- |', ...rows].join('\n');
}

/** So many values are read at a glance. */
const MOST_VALUES = 8;

/** Values one after the other; of many those that start alike together, and only the first ones. */
function shownValues(values: readonly string[], areAllShown = false): string {
  if (areAllShown || values.length <= MOST_VALUES) return values.map(inlineCode).join(', ');
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
  const shown = values.slice(0, most).map(inlineCode).join(', ');
  return values.length > most ? `${shown} and ${values.length - most} more` : shown;
}

function inlineCode(text: string | number): string {
  return codeSpan(harmless(String(text)));
}
