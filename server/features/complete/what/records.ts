import type { TextStyle } from '../../../edit/text-style';
import { type OpenRecord, openRecord } from '../../../record/open-record';
import type { Field } from '../../../spec/field';
import type { RecordType, Template } from '../../../spec/record-type';
import { t, translated } from '../../../words/language';
import type { RecordPlace } from '../where/place';
import { isAllowedJson } from './allowed';
import { withCompanions } from './companions';
import type { Draft, Surroundings } from './draft';
import { stringFilter } from './filter';
import { inOrderOf, type ModelRecord, modelRecord } from './model-record';
import { type Part, plainOf } from './part';
import { type Layout, placeholderFor } from './placeholder';

/** Suggests whole records that look like the one beside them, and in an empty file an array of them. */
export function recordDrafts(place: RecordPlace, around: Surroundings): readonly Draft[] {
  const { style } = around;
  const model = modelRecord(around, true);
  const name: readonly Part[] =
    place.name === undefined
      ? []
      : ['"', { hole: JSON.stringify(place.name).slice(1, -1) }, `"${style.colon}`];
  const drafts = around.document.type.templates.map((template): Draft => {
    const members = membersOf(template, model, around);
    const detail = model && !template.optional ? t`like the one beside it` : translated(template.detail);
    return draftOf(translated(template.label), detail, place, style, (indent, layout) => [
      ...name,
      ...recordParts(members, indent, layout),
    ]);
  });
  return place.isWholeFile ? [...drafts, arrayDraft(place, around)] : drafts;
}

function arrayDraft(place: RecordPlace, around: Surroundings): Draft {
  const [plainest] = around.document.type.templates;
  const members = membersOf(plainest as Template, undefined, around);
  return draftOf(t`New array of records`, t`with one record`, place, around.style, (indent, layout) => {
    const line = layout.mayBreakLines ? `${layout.lineEnd}${indent}` : '';
    const unit = layout.mayBreakLines ? layout.indentUnit : '';
    return [`[${line}${unit}`, ...recordParts(members, `${indent}${unit}`, layout), `${line}]`];
  });
}

/** A suggestion that shows what it inserts. */
function draftOf(
  label: string,
  detail: string,
  place: RecordPlace,
  style: TextStyle,
  partsIn: (indent: string, style: TextStyle) => readonly Part[],
): Draft {
  const preview = plainOf(partsIn('', { ...style, lineEnd: '\n', indentUnit: '  ' }));
  return {
    label,
    kind: 'record',
    detail,
    documentation: `\`\`\`json\n${preview}\n\`\`\``,
    parts: partsIn(place.indent, style),
    filterText: filterOf(label, place),
  };
}

/** A member of a new record. */
export interface Member {
  readonly name: string;
  readonly valueIn: (layout: Layout) => readonly Part[];
}

function membersOf(
  template: Template,
  model: ModelRecord | undefined,
  around: Surroundings,
): readonly Member[] {
  const { optional } = template;
  const isWanted = (field: Field) => {
    if (field.mandatory) return true;
    if (optional) return optional.includes(field.name);
    const { nextRecord } = field;
    if (!model?.fields.includes(field) || nextRecord === undefined) return false;
    // What cannot be taken over from a record that is wrong is left out.
    return nextRecord === 'empty' || model.next(field) !== undefined;
  };
  const { type } = around.document;
  const all = withCompanions(type.fields.filter(isWanted), type);
  const wanted = inOrderOf(type, model, (field) => all.includes(field));
  const startField = wanted.find(({ role }) => role === 'start');
  const start = startField && model?.next(startField);
  return wanted.map((field) => ({
    name: field.name,
    valueIn: (layout) => memberValue(field, template, model, start, around, layout),
  }));
}

/** A record of which nothing is known. */
export function emptyRecord(type: RecordType): OpenRecord {
  return openRecord({ type, text: '{}', end: 2, closed: true, problems: [] });
}

/** What repeats stands as it is, so that whoever fills in the rest need not step over it. */
function memberValue(
  field: Field,
  { values, likely }: Template,
  model: ModelRecord | undefined,
  start: string | undefined,
  { now, document: { type } }: Surroundings,
  layout: Layout,
): readonly Part[] {
  const isRight = (json: string | undefined) => json !== undefined && isAllowedJson(field, json);
  const value = values.get(field.name);
  if (value !== undefined && isRight(value)) return [value];
  const likelyValue = likely.get(field.name);
  if (likelyValue !== undefined && isRight(likelyValue)) return [{ hole: likelyValue }];
  const next = model?.next(field);
  // Nothing ends before it starts.
  const json = next ?? (field.role === 'end' ? start : undefined);
  if (json === undefined) return placeholderFor(field, emptyRecord(type), now, layout);
  if (field.nextRecord === 'same') return [json];
  return ['"', { hole: json.slice(1, -1) }, '"'];
}

/** A new record on lines of its own, the first one of which is so far in, or on one line where the file has them so. */
export function recordParts(members: readonly Member[], indent: string, style: TextStyle): readonly Part[] {
  const line = style.mayBreakLines ? `${style.lineEnd}${indent}` : '';
  const unit = style.mayBreakLines ? style.indentUnit : '';
  const between = style.mayBreakLines ? '' : style.afterComma;
  const layout = { style, indent: `${indent}${unit}` };
  return [
    '{',
    ...members.flatMap(({ name, valueIn }, at) => [
      `${at === 0 ? '' : `,${between}`}${line}${unit}${JSON.stringify(name)}${style.colon}`,
      ...valueIn(layout),
    ]),
    `${line}}`,
  ];
}

/** A name that was typed for the record stands for itself; otherwise records are found by their label. */
function filterOf(label: string, { typed }: RecordPlace): string {
  return /^["']/.test(typed) ? stringFilter(typed.replaceAll("'", '')) : label.toLowerCase();
}
