import type { Entry } from '../../document/record';
import { editDistance } from '../../spec/edit-distance';
import type { Code, Field } from '../../spec/field';
import type { RecordType } from '../../spec/record-type';
import { codeTitle } from '../../values/code-words';
import { t, translated } from '../../words/language';
import { anyOf, quote, shorten } from '../../words/quote';
import type { Fix } from '../rule';
import type { CheckedValue } from './checked-values';
import { codeFix } from './value-fixes';

/** What is wrong with a value that is none of its field's codes. */
export function messageOfNoCode({ record, field, entry }: CheckedValue): string {
  return t`${shorten(record.valueText(entry))} is not ${nameOf(field)}${adviceFor(field, record.type)}.`;
}

/** `a status`, `an entity type`; other names than those are quoted. */
function nameOf({ name, type }: Field): string {
  if (type === 'boolean' || !/^[a-z]+(?:_[a-z]+)*$/.test(name)) return t`a value of ${quote(name)}`;
  const words = name.replaceAll('_', ' ');
  return /^[aeiou]/.test(name) ? t`an ${words}` : t`a ${words}`;
}

/** More codes than this make a message too long to be read. */
const MOST_LISTED = 4;

function adviceFor(field: Field, { noun }: RecordType): string {
  const { codes } = field;
  if (codes.length <= MOST_LISTED) return t`: use ${anyOf(codes.map(codeTitle))}`;
  const usual = usualOf(field);
  if (usual) return t`; a ${translated(noun)} is ${codeTitle(usual)}`;
  const listed = codes.slice(0, MOST_LISTED - 1).map(codeTitle);
  return t`: use ${anyOf([...listed, t`${codes.length - listed.length} others`])}`;
}

/** The code that is advised where there are too many to list them. */
function usualOf({ codes, example, statedBy }: Field): Code | undefined {
  if (statedBy !== undefined || codes.length <= MOST_LISTED) return undefined;
  return codes.find(({ value }) => value === example);
}

/** The codes to take instead of a value, the advised one first; `text` is what it says where it is a string. */
export function fixesOfNoCode(field: Field, entry: Entry, text: string | undefined): readonly Fix[] {
  const usual = usualOf(field);
  const others = nearestFirst(field.codes, text).filter((code) => code !== usual);
  return [...(usual ? [usual] : []), ...others].map((code) => codeFix(entry, code));
}

/** Nobody chooses among more. */
const MOST_OFFERED = 20;

/** Longer texts are no slips of the keyboard; comparing them would cost much. */
const LONGEST_COMPARED = 60;

/** So many codes are compared with a text. */
const MOST_COMPARED = 200;

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
