import { chunkAt } from '../../../document/document';
import { indentAt } from '../../../edit/insert-members';
import type { ValueKind } from '../../../json/problem';
import { startsLine } from '../../../json/white-space';
import { describe, summary } from '../../../spec/describe';
import type { Field, FieldType } from '../../../spec/field';
import type { KeyPlace } from '../where/place';
import { datesBeside } from './dates';
import type { Draft, Surroundings } from './draft';
import { hasMadeValues } from './made-values';
import { inOrderOf, modelRecord } from './model-record';
import { nextIdentifier } from './next-identifier';
import type { Part } from './part';
import { placeholderFor } from './placeholder';
import { searchWords } from './search-words';
import { usedValues } from './used-values';

/**
 * Suggests the fields that the record does not have: where somebody asks for suggestions all that are mandatory at
 * once, then those that are mandatory and missing one by one, those that the record needs because of another one, and
 * the rest in the specification's order.
 */
export function keyDrafts(place: KeyPlace, around: Surroundings): readonly Draft[] {
  const { keys, valueKind } = place;
  const absent = around.document.type.fields.filter(
    ({ name, type }) => !keys.has(name) && isFor(type, valueKind),
  );
  const isNeeded = ({ mandatoryWith }: Field) => mandatoryWith.some((owner) => keys.has(owner));
  const missing = [...absent.filter(({ mandatory }) => mandatory), ...absent.filter(isNeeded)];
  const optional = absent.filter((field) => !missing.includes(field));
  const drafts = [...missing, ...optional].map((field) => keyDraft(field, place, around));
  if (valueKind || missing.length < 2 || around.occasion === 'typing' || !isOwnWord(around.typed))
    return drafts;
  return [allMissing(missing, place, around), ...drafts];
}

/** Whether a field of a type can be the key of a value that is there: only user data is an object or a list. */
function isFor(type: FieldType, valueKind: ValueKind | undefined): boolean {
  return type === 'list' || (valueKind !== 'object' && valueKind !== 'array');
}

function keyDraft(field: Field, place: KeyPlace, around: Surroundings): Draft {
  const { document } = around;
  const opensValues =
    field.type === 'list' ||
    field.codes.length > 0 ||
    hasMadeValues(field) ||
    (field.refersTo.length > 0 && document.count > 2);
  return {
    label: field.name,
    kind: 'field',
    detail: duty(field),
    documentation: describe(field),
    parts: place.valueKind ? [JSON.stringify(field.name)] : member(field, place, around),
    filterText: searchWords(field, around.typed),
    retrigger: opensValues && !place.valueKind,
  };
}

function member(field: Field, place: KeyPlace, around: Surroundings): readonly Part[] {
  const { style } = around;
  const lineIndent = indentOfOwnLine(place, around);
  if (field.type === 'list' && style.mayBreakLines && lineIndent !== undefined) {
    const line = `${style.lineEnd}${lineIndent}`;
    return [
      `${JSON.stringify(field.name)}${style.colon}{${line}${style.indentUnit}`,
      { hole: '' },
      `${line}}`,
    ];
  }
  return [`${JSON.stringify(field.name)}${style.colon}`, ...memberValue(field, place, around)];
}

/** What the records beside it make likely, else what the record itself does. */
function memberValue(field: Field, { record }: KeyPlace, around: Surroundings): readonly Part[] {
  // Most records of a file come from the same application, and from one place.
  const isShared = field.kind === 'dbid' || field.name === 'timeshift';
  const used = isShared ? usedValues(field, around)[0]?.json : undefined;
  if (used) return [{ hole: used }];
  const date = field.type === 'date/time' ? datesBeside(field, record, around)[0]?.date : undefined;
  if (date) return ['"', { hole: date }, '"'];
  return placeholderFor(field, record, around.now);
}

/** Type and duty in a few words. */
function duty(field: Field): string {
  return field.describes ? `${field.type} · for ${field.describes}` : summary(field);
}

/** Whether what was typed starts one of the words that "Add the 6 missing mandatory fields" is asked for by. */
function isOwnWord(typed: string): boolean {
  const word = typed.replaceAll(/["']/g, '').toLowerCase();
  return ['add the', 'all', 'missing', 'mandatory'].some((own) => own.startsWith(word));
}

/** All missing fields in one go, on lines of their own where the record's members are. */
function allMissing(missing: readonly Field[], place: KeyPlace, around: Surroundings): Draft {
  const { before, between, behind } = layout(place, around);
  const { document, index, style } = around;
  const ordered = inOrderOf(document.type, modelRecord(document, index, false), (field) =>
    missing.includes(field),
  );
  const members = ordered.map((field) => {
    // Whoever writes the key alone gets a list of identifiers with it; here it is a new record that goes on.
    const next = field.nextRecord === 'next' && nextIdentifier(document, index, field.name);
    if (!next) return member(field, place, around);
    return [
      `${JSON.stringify(field.name)}${style.colon}"`,
      { hole: JSON.stringify(next.id).slice(1, -1) },
      '"',
    ];
  });
  const label = `Add the ${missing.length} missing mandatory fields`;
  return {
    label,
    kind: 'field',
    detail: missing.map(({ name }) => name).join(', '),
    parts: [
      ...(before === '' ? [] : [before]),
      ...members.flatMap((parts, at) => (at === 0 ? parts : [`,${between}`, ...parts])),
      behind,
    ],
    filterText: 'add the missing mandatory fields, all',
  };
}

/** The white space in front of, between and behind members that are inserted together. */
function layout(place: KeyPlace, around: Surroundings) {
  const { style, document, index } = around;
  const { record, keys, end } = place;
  const text = chunkAt(document, index).text;
  const membersEnd = record.entries.at(-1)?.valueEnd ?? 0;
  const isOnOneLine = keys.size > 0 && !/[\n\r]/.test(record.text.slice(0, membersEnd));
  // A record that is just being opened says nothing about lines yet, nor does a file without another one.
  const isNew = keys.size === 0 && document.form === 'json' && document.count <= 2;
  if (isOnOneLine || !(style.mayBreakLines || isNew)) {
    return { before: '', between: style.afterComma, behind: '' };
  }
  const lineIndent = indentOfOwnLine(place, around);
  if (lineIndent !== undefined) {
    // The members are indented like it.
    return { before: '', between: `${style.lineEnd}${lineIndent}`, behind: '' };
  }
  const line = `${style.lineEnd}${style.recordIndent}`;
  const isClosedBehind = /^\}/.test(text.slice(end));
  return {
    before: `${line}${style.indentUnit}`,
    between: `${line}${style.indentUnit}`,
    behind: isClosedBehind ? line : '',
  };
}

/** The white space in front of a key that starts its line, once it is inserted; undefined where it does not. */
function indentOfOwnLine({ start, lead }: KeyPlace, { document, index }: Surroundings): string | undefined {
  const { text } = chunkAt(document, index);
  return startsLine(text, start) ? `${indentAt(text, start) ?? ''}${lead}` : undefined;
}
