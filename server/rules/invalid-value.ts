import { editDistance } from '../spec/edit-distance';
import type { Code, Field } from '../spec/field';
import type { RecordType } from '../spec/record-type';
import { codeForWord, codeOfText, codeTitle } from '../values/code-words';
import { t, translated } from '../words/language';
import { anyOf, quote, shorten } from '../words/quote';
import { defineValueRule } from './common/checked-values';
import { codeFix, valueFix } from './common/value-fixes';

export default defineValueRule({
  id: 'invalid-value',
  severity: 'error',
  source: 'specification',
  summary: 'A value is not one of those that its field can have.',
  why: 'A code that the specification does not name means nothing to the services that read the record.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"status": 4']), fixed: exampleRecord(['"status": 0']) },
      { text: exampleRecord(['"entity_type": 4']), fixed: exampleRecord(['"entity_type": 0']) },
    ],
    good: [exampleRecord(['"status": 2']), exampleRecord(['"entity_type": 3.0'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: ({ record, field, entry }) =>
    field.codes.length > 0 && !codeOfText(field, record.valueText(entry)),
  say: ({ record, field, entry }) =>
    t`${shorten(record.valueText(entry))} is not ${nameOf(field)}${adviceFor(field, record.type)}.`,
  fix({ record, field, entry }) {
    const text = entry.kind === 'string' ? record.stringValue(entry) : undefined;
    const meant = text === undefined ? undefined : codeForWord(field, text);
    if (meant) return [valueFix(entry, JSON.stringify(meant.value), codeTitle(meant), true)];
    return nearestFirst(field.codes, text).map((code) => codeFix(entry, code));
  },
});

/** Nobody chooses among more. */
const MOST_OFFERED = 20;

/** Longer texts are no slips of the keyboard; comparing them would cost much. */
const LONGEST_COMPARED = 60;

/** The codes to choose from; those of texts with what is spelled most alike first. */
function nearestFirst(codes: readonly Code[], text: string | undefined): readonly Code[] {
  if (text === undefined || text.length > LONGEST_COMPARED) return codes.slice(0, MOST_OFFERED);
  const distanceTo = ({ value }: Code) => {
    const other = String(value);
    return other.length > LONGEST_COMPARED
      ? Infinity
      : editDistance(text.toLowerCase(), other.toLowerCase(), text.length >> 1);
  };
  return codes
    .slice(0, MOST_COMPARED)
    .map((code) => ({ code, distance: distanceTo(code) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_OFFERED)
    .map(({ code }) => code);
}

/** `a status`, `an entity type`; other names than those are quoted. */
function nameOf({ name, type }: Field): string {
  if (type === 'boolean' || !/^[a-z]+(?:_[a-z]+)*$/.test(name)) return t`a value of ${quote(name)}`;
  const words = name.replaceAll('_', ' ');
  return /^[aeiou]/.test(name) ? t`an ${words}` : t`a ${words}`;
}

/** So many codes are compared with a text. */
const MOST_COMPARED = 200;

/** More codes than this make a message too long to be read. */
const MOST_LISTED = 4;

function adviceFor(field: Field, { noun }: RecordType): string {
  const { codes, example, statedBy } = field;
  if (codes.length <= MOST_LISTED) return t`: use ${anyOf(codes.map(codeTitle))}`;
  const usual = codes.find(({ value }) => value === example);
  if (statedBy === undefined && usual) return t`; a ${translated(noun)} is ${codeTitle(usual)}`;
  const listed = codes.slice(0, MOST_LISTED - 1).map(codeTitle);
  return t`: use ${anyOf([...listed, t`${codes.length - listed.length} others`])}`;
}
