import { chunkAt } from '../../../document/document';
import { indentAt } from '../../../edit/insert-members';
import type { ValueKind } from '../../../json/problem';
import { startsLine } from '../../../json/white-space';
import { nextIdentifier } from '../../../record/next-identifier';
import { groupByKey } from '../../../rules/common/by-key';
import { misnamedAmong, misnamedFor, misnamedMembers } from '../../../rules/common/misnamed';
import { describe, summary } from '../../../spec/describe';
import type { Field, FieldType } from '../../../spec/field';
import { t, translated } from '../../../words/language';
import type { KeyPlace } from '../where/place';
import { valueBeside } from './beside';
import { withCompanions } from './companions';
import type { Draft, Surroundings } from './draft';
import { hasMadeValues } from './made-values';
import { inOrderOf, modelRecord } from './model-record';
import { type Part, plainOf } from './part';
import { placeholderFor } from './placeholder';
import { searchWords } from './search-words';
import { statedValues } from './stated-values';

/**
 * Suggests the fields that the object does not have: where somebody asks for suggestions all that are mandatory at
 * once, then those that are mandatory and missing one by one, those that it needs because of another one, and the rest
 * in the order in which they are stated. What stands there under another name is not missing, and comes last: its key is
 * to be renamed.
 */
export function keyDrafts(place: KeyPlace, around: Surroundings): readonly Draft[] {
  const { keys, members, valueKind } = place;
  const absent = members.fields.filter(({ name, type }) => !keys.has(name) && isFor(type, valueKind));
  const isNeeded = ({ mandatory, mandatoryWith }: Field) =>
    !mandatory && mandatoryWith.some((owner) => keys.has(owner));
  const wanted = [...absent.filter(({ mandatory }) => mandatory), ...absent.filter(isNeeded)];
  const isMisnamed = wanted.length > 0 ? misnamedIn(place) : () => false;
  const missing = wanted.filter((field) => !isMisnamed(field));
  const optional = absent.filter((field) => !wanted.includes(field));
  const drafts = [...missing, ...optional, ...wanted.filter(isMisnamed)].map((field) =>
    keyDraft(field, place, around),
  );
  if (valueKind || missing.length < 2 || around.occasion === 'typing' || !isOwnWord(around.typed))
    return drafts;
  const all = withCompanions(missing, members).filter((field) => !keys.has(field.name) && !isMisnamed(field));
  return [allMissing(all, place, around), ...drafts];
}

/** Tells of a field whether another member stands for it, as the rule about missing fields sees it. */
function misnamedIn({ of, record, members, others }: KeyPlace): (field: Field) => boolean {
  const found =
    of === 'record'
      ? misnamedAmong({ ...record, entries: others })
      : misnamedMembers('', groupByKey({ entries: others }), members);
  return ({ name }) => misnamedFor(found, name) !== undefined;
}

/** Whether a field of a type can be the key of a value that is there, where that is an object or an array. */
function isFor(type: FieldType, valueKind: ValueKind | undefined): boolean {
  if (valueKind !== 'object' && valueKind !== 'array') return true;
  return type === 'list' || type === valueKind;
}

function keyDraft(field: Field, place: KeyPlace, around: Surroundings): Draft {
  const within = place.within.map(({ name }) => name);
  const parts = place.valueKind
    ? [JSON.stringify(field.name)]
    : member(field, place, around, indentOfOwnLine(place, around));
  return {
    label: field.name,
    kind: 'field',
    detail: duty(field),
    documentation: describe(field, { within }),
    // A date is whole, and nobody writes over it digit by digit: in a hole it would be selected, and gone with Enter.
    parts: field.type === 'date/time' ? [plainOf(parts)] : parts,
    filterText: searchWords(field, around.typed),
    retrigger: !place.valueKind && opensValues(field, around),
  };
}

/** Whether there is something to choose from once the key is there. */
export function opensValues(field: Field, { document }: Surroundings): boolean {
  const { type, codes, refersTo, members } = field;
  if (type === 'list' || type === 'object') {
    const isFilled = members !== undefined && members.mandatory.length > 0;
    return !isFilled && (type === 'list' || members !== undefined);
  }
  return (
    codes.length > 0 ||
    hasMadeValues(field) ||
    statedValues(field).length > 0 ||
    (refersTo.length > 0 && document.count > 2)
  );
}

/** A member of which the key stands after white space at the start of its line, `indent`; else that is undefined. */
function member(
  field: Field,
  place: KeyPlace,
  around: Surroundings,
  indent: string | undefined,
): readonly Part[] {
  const { style } = around;
  const key = `${JSON.stringify(field.name)}${style.colon}`;
  const isObject = field.type === 'list' || field.type === 'object';
  const isEmpty = isObject && (field.members?.mandatory.length ?? 0) === 0;
  if (isEmpty && style.mayBreakLines && indent !== undefined) {
    const line = `${style.lineEnd}${indent}`;
    return [`${key}{${line}${style.indentUnit}`, { hole: '' }, `${line}}`];
  }
  return [key, ...memberValue(field, place, around, indent)];
}

/** What the records beside it make likely, else what the record itself does. */
function memberValue(
  field: Field,
  { record }: KeyPlace,
  around: Surroundings,
  indent: string | undefined,
): readonly Part[] {
  const beside = valueBeside(field, record, around);
  if (beside?.startsWith('"')) return ['"', { hole: beside.slice(1, -1) }, '"'];
  if (beside !== undefined) return [{ hole: beside }];
  return placeholderFor(field, record, around.now, { style: around.style, indent });
}

/** Type and duty in a few words. */
function duty(field: Field): string {
  return field.describes ? t`${translated(field.type)} · for ${field.describes}` : summary(field);
}

/** Whether what was typed starts one of the words that "Add the 6 missing mandatory fields" is asked for by. */
function isOwnWord(typed: string): boolean {
  const word = typed.replaceAll(/["']/g, '').toLowerCase();
  return t`add the, all, missing, mandatory`.split(', ').some((own) => own.startsWith(word));
}

/** All missing fields in one go, on lines of their own where the record's members are. */
function allMissing(missing: readonly Field[], place: KeyPlace, around: Surroundings): Draft {
  const { before, between, after, indent } = layout(place, around);
  const { document, index, style, taken } = around;
  const ordered =
    place.of === 'record'
      ? inOrderOf(document.type, modelRecord(around, false), (field) => missing.includes(field))
      : missing;
  const members = ordered.map((field) => {
    // Whoever writes the key alone gets a list of identifiers with it; here it is a new record that goes on.
    const next = field.nextRecord === 'next' && nextIdentifier(document, index, field.name, false, taken);
    if (!next) return member(field, place, around, indent);
    return [
      `${JSON.stringify(field.name)}${style.colon}"`,
      { hole: JSON.stringify(next.id).slice(1, -1) },
      '"',
    ];
  });
  const label = t`Add the ${missing.length} missing mandatory fields`;
  return {
    label,
    kind: 'field',
    detail: missing.map(({ name }) => name).join(', '),
    parts: [
      ...(before === '' ? [] : [before]),
      ...members.flatMap((parts, at) => (at === 0 ? parts : [`,${between}`, ...parts])),
      after,
    ],
    filterText: t`add the missing mandatory fields, all`,
  };
}

/** The white space before, between and after members that are inserted together, and of their lines. */
function layout(place: KeyPlace, around: Surroundings) {
  const { style, document, index } = around;
  const { of, keys, end, indent, isOnOneLine } = place;
  const text = chunkAt(document, index).text;
  // A record that is just being opened says nothing about lines yet, nor does a file without another one.
  const isNew = of === 'record' && keys.size === 0 && document.form === 'json' && document.count <= 2;
  if (isOnOneLine || !(style.mayBreakLines || isNew)) {
    return { before: '', between: style.afterComma, after: '', indent: undefined };
  }
  const lineIndent = indentOfOwnLine(place, around);
  if (lineIndent !== undefined) {
    // The members are indented like it.
    return { before: '', between: `${style.lineEnd}${lineIndent}`, after: '', indent: lineIndent };
  }
  const line = `${style.lineEnd}${indent}`;
  const isClosedAfter = /^\}/.test(text.slice(end));
  return {
    before: `${line}${style.indentUnit}`,
    between: `${line}${style.indentUnit}`,
    after: isClosedAfter ? line : '',
    indent: `${indent}${style.indentUnit}`,
  };
}

/** The white space before a key that starts its line, once it is inserted; undefined where it does not. */
function indentOfOwnLine({ start, lead }: KeyPlace, { document, index }: Surroundings): string | undefined {
  const { text } = chunkAt(document, index);
  return startsLine(text, start) ? `${indentAt(text, start) ?? ''}${lead}` : undefined;
}
