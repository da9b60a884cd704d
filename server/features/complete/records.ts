import type { TextStyle } from '../../edit/text-style';
import { checkedRecord } from '../../rules/checked-record';
import { fields } from '../../spec/field';
import type { Draft, Surroundings } from './draft';
import { stringFilter } from './filter';
import type { RecordPlace } from './place';
import { placeholderFor } from './placeholder';
import type { Part } from './snippet';

/** A kind of record to start from. */
interface Template {
  readonly label: string;
  readonly detail: string;
  /** The fields besides the mandatory ones. */
  readonly optional: readonly string[];
  /** The status that it has, or that is most likely. */
  readonly status: number;
  readonly isStatusFixed: boolean;
}

const templates: readonly Template[] = [
  {
    label: 'New record (minimal)',
    detail: 'the mandatory fields',
    optional: [],
    status: 0,
    isStatusFixed: false,
  },
  {
    label: 'New record (typical)',
    detail: 'a call with number, owner, local time, subject and user data',
    optional: ['phone_number', 'sub_type', 'owner_id', 'timeshift', 'subject', 'udata'],
    status: 2,
    isStatusFixed: false,
  },
  {
    label: 'New record (with binary content)',
    detail: 'a call with a recording',
    optional: ['binary_content', 'binary_content_mime', 'binary_content_size'],
    status: 0,
    isStatusFixed: false,
  },
  {
    label: 'New record (stopped)',
    detail: 'a call that ended',
    optional: ['duration', 'outcome', 'end_date', 'stopped_reason'],
    status: 3,
    isStatusFixed: true,
  },
];

const emptyRecord = checkedRecord({ text: '{}', end: 2, closed: true, problems: [] });

/** Suggests whole records, and in an empty file an array of them. */
export function recordDrafts(place: RecordPlace, { style, now }: Surroundings): readonly Draft[] {
  const colon = style.colon;
  const name: readonly Part[] =
    place.name === undefined ? [] : ['"', { hole: JSON.stringify(place.name).slice(1, -1) }, `"${colon}`];
  const drafts = templates.map((template): Draft => {
    const { label, detail } = template;
    const parts = [...name, ...recordParts(template, place.indent, style, now)];
    return { label, kind: 'record', detail, parts, filterText: filterOf(label, place) };
  });
  return place.isWholeFile ? [...drafts, arrayDraft(place, style, now)] : drafts;
}

function arrayDraft(place: RecordPlace, style: TextStyle, now: string): Draft {
  const label = 'New array of records';
  const line = style.mayBreakLines ? `${style.lineEnd}${place.indent}` : '';
  const unit = style.mayBreakLines ? style.indentUnit : '';
  const record = recordParts(templates[0] as Template, `${place.indent}${unit}`, style, now);
  const parts = [`[${line}${unit}`, ...record, `${line}]`];
  return {
    label,
    kind: 'record',
    detail: 'an array with one record',
    parts,
    filterText: filterOf(label, place),
  };
}

function recordParts(
  { optional, status, isStatusFixed }: Template,
  indent: string,
  style: TextStyle,
  now: string,
) {
  const line = style.mayBreakLines ? `${style.lineEnd}${indent}` : '';
  const unit = style.mayBreakLines ? style.indentUnit : '';
  const parts: Part[] = ['{'];
  for (const field of fields) {
    if (!field.mandatory && !optional.includes(field.name)) continue;
    const between = style.mayBreakLines ? '' : style.afterComma;
    if (parts.length > 1) parts.push(`,${between}`);
    parts.push(`${line}${unit}"${field.name}"${style.colon}`);
    if (field.name === 'status') parts.push(isStatusFixed ? String(status) : { hole: String(status) });
    else parts.push(...placeholderFor(field, emptyRecord, now));
  }
  parts.push(`${line}}`);
  return parts;
}

/** A name that was typed for the record stands for itself; otherwise records are found by their label. */
function filterOf(label: string, { typed }: RecordPlace): string {
  return /^["']/.test(typed) ? stringFilter(typed.replaceAll("'", '')) : label.toLowerCase();
}
