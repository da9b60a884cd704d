import type { Code, Field } from './field';

/** What the record at hand says about the field. */
export interface Current {
  /** The code that stands in the record; it is marked and moves to the top of the table. */
  readonly code?: number | undefined;
}

/**
 * Gives the whole documentation of a field as Markdown, for a hover or a completion item: a headline with
 * name, type and duty, and below it what `explain` gives.
 */
export function describe(field: Field, current: Current = {}): string {
  return `**\`${field.name}\`** · ${typeAndUnit(field)} · ${duty(field)}\n\n${explain(field, current)}`;
}

/** Gives the documentation of a field without its headline, as Markdown. */
export function explain(field: Field, current: Current = {}): string {
  const parts = [
    meaningOf(field),
    field.codes.length > 0 ? codeTable(field.codes, current.code) : undefined,
    field.knownValues.length > 0
      ? `Known values: ${field.knownValues.map(inlineCode).join(', ')}; others are allowed.`
      : undefined,
    facts(field),
  ];
  return parts.filter((part) => part !== undefined).join('\n\n');
}

/** Gives type, unit and duty in one line of plain text, such as `integer, seconds · optional`. */
export function summary(field: Field): string {
  const when = field.mandatoryWith === undefined ? 'optional' : `mandatory with ${field.mandatoryWith}`;
  return `${typeAndUnit(field)} · ${field.mandatory ? 'mandatory' : when}`;
}

/** Gives the type of a field with its unit, such as `integer, seconds`. */
export function typeAndUnit(field: Field): string {
  return field.unit === undefined ? field.type : `${field.type}, ${field.unit}`;
}

function duty(field: Field): string {
  if (field.mandatory) return 'mandatory';
  return field.mandatoryWith === undefined
    ? 'optional'
    : `mandatory when ${inlineCode(field.mandatoryWith)} is present`;
}

function meaningOf(field: Field): string {
  if (field.companions.length === 0) return field.description;
  return `${field.description} Its presence makes ${field.companions.map(inlineCode).join(' and ')} mandatory.`;
}

/** The form, least value, default, example and source of a field, in one line. */
function facts(field: Field): string {
  const parts = [
    field.form === undefined ? undefined : `Form: ${field.form}`,
    field.minimum === undefined ? undefined : `Least value: ${inlineCode(field.minimum)}`,
    field.default === undefined ? undefined : `Default: ${inlineCode(JSON.stringify(field.default))}`,
    `Example: ${inlineCode(JSON.stringify(field.example))}`,
    `[Source](${field.source})`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function codeTable(codes: readonly Code[], current: number | undefined): string {
  const isCurrent = (entry: Code) => entry.value === current;
  const ordered = [...codes.filter(isCurrent), ...codes.filter((entry) => !isCurrent(entry))];
  const rows = ordered.map(({ value, name, meaning }) =>
    value === current
      ? `| **${value}** | **${name}** (current) | ${meaning} |`
      : `| ${value} | ${name} | ${meaning} |`,
  );
  return ['| value | name | meaning |', '| ---: | :--- | :--- |', ...rows].join('\n');
}

function inlineCode(text: string | number): string {
  return `\`${text}\``;
}
