import { limits } from '../../../config/limits';
import type { Entry } from '../../../document/record';
import { scanValue } from '../../../document/scan-value';
import { OPEN_BRACE } from '../../../json/characters';
import { nearRecords, valueStartOf, whereIs } from '../../../record/near-records';
import { t, translated } from '../../../words/language';
import type { KeyPlace } from '../where/place';
import type { Draft, OfferedValue, Surroundings } from './draft';
import { stringFilter } from './filter';
import { keyDrafts } from './keys';

/** How far to look, and when there is enough to choose from. */
const MOST_RECORDS = 100;
const MOST_KEYS = 100;
const MOST_VALUES = 30;

/** A member of the user data of a near record. */
interface UdataMember {
  readonly key: string;
  readonly json: string;
  readonly kind: Entry['kind'];
  /** Where the record is. */
  readonly where: string;
}

/** Suggests keys of user data: those that a team states, those that near records use, then the well-known ones. */
export function udataKeyDrafts(place: KeyPlace, around: Surroundings): readonly Draft[] {
  const { fieldNamed } = place.members;
  const used = new Map<string, string>();
  for (const { key, where } of nearMembers(around)) {
    if (used.size >= MOST_KEYS) break;
    if (key !== '' && !used.has(key)) used.set(key, where);
  }
  const { udataKeys } = around.document.type;
  const known = udataKeys.map(({ name }) => name).filter((name) => !used.has(name));
  const others = [...used.keys(), ...known].filter((key) => !place.keys.has(key) && !fieldNamed(key));
  return [
    ...keyDrafts(place, around),
    ...others.map((key) => otherKeyDraft(key, used.get(key), place, around)),
  ];
}

function otherKeyDraft(key: string, where: string | undefined, place: KeyPlace, around: Surroundings): Draft {
  const meaning = around.document.type.udataKeyNamed(key)?.meaning;
  const token = JSON.stringify(key);
  return {
    label: key,
    kind: 'userData',
    detail: where === undefined ? t`well-known key` : t`used ${where}`,
    ...(meaning === undefined ? {} : { documentation: translated(meaning) }),
    parts: place.valueKind ? [token] : [`${token}${around.style.colon}"`, { hole: '' }, '"'],
    filterText: stringFilter(key),
    retrigger: where !== undefined && !place.valueKind,
  };
}

/** The values that near records have for a key of user data, nearest first. */
export function udataValues(key: string, around: Surroundings): readonly OfferedValue[] {
  const found = new Map<string, OfferedValue>();
  for (const member of nearMembers(around)) {
    if (found.size >= MOST_VALUES) break;
    const { json, kind, where } = member;
    const isScalar = kind === 'string' || kind === 'number' || kind === 'boolean';
    if (
      member.key !== key ||
      !isScalar ||
      json === '""' ||
      charactersOf(json) > limits.suggestionCharacters ||
      found.has(json)
    )
      continue;
    found.set(json, { kind: 'value', json, detail: t`used ${where}` });
  }
  return [...found.values()];
}

/** How many characters a scalar value has (UTF-16 units), without its quotes. */
function charactersOf(json: string): number {
  return json.startsWith('"') ? json.length - 2 : json.length;
}

/** The members of the user data around a record, those of the nearest record first. */
function* nearMembers({ document, index }: Surroundings): Generator<UdataMember> {
  for (const near of nearRecords(document, index, MOST_RECORDS)) {
    const { text, end } = near.record;
    const start = valueStartOf(text, end, document.type.userData?.name ?? '');
    if (start === undefined || text.charCodeAt(start) !== OPEN_BRACE) continue;
    const where = whereIs(near);
    for (const { key, kind, intact, valueStart, valueEnd } of scanValue(text, start, end, near.record.type)
      .entries) {
      if (!intact || key.length > limits.suggestionCharacters) continue;
      yield { key, kind, json: text.slice(start + valueStart, start + valueEnd), where };
    }
  }
}
