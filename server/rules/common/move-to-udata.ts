import type { Entry } from '../../document/record';
import { insertMembers } from '../../edit/insert-members';
import { nestedObject, recordObject } from '../../edit/object-text';
import { removeMembers } from '../../edit/remove-members';
import { replaceValue } from '../../edit/replace';
import type { TextEdit } from '../../edit/text-edit';
import type { TextStyle } from '../../edit/text-style';
import type { OpenRecord } from '../../record/open-record';
import { hasProblemIn } from '../../values/value-type';
import { t } from '../../words/language';
import { quote } from '../../words/quote';
import type { Fix } from '../rule';
import { isUnknown, type Misnamed } from './misnamed';
import { objectOfPairs } from './object-of-pairs';

/**
 * The fix that moves an unknown member, as it stands, into the record's user data, which takes any key. None where user
 * data has that key already, or is no object that could take it.
 */
export function moveToUdata(
  record: OpenRecord,
  { entry, same }: Misnamed,
  style: TextStyle,
): Fix | undefined {
  const name = record.type.userData?.name;
  if (name === undefined || same.length > 1 || entry.keyStart < 0) return undefined;
  const [udata, ...others] = record.once(udataOf).filter((other) => other !== entry);
  if (others.length > 0) return undefined;
  const title = t`Move ${quote(entry.key)} to ${quote(name)}`;
  if (!udata) return { title, does: 'Move', edits: wrapped(entry, name, style), isSafe: false, adds: [name] };
  if (udata.kind === 'array') return convertAndMove(record, udata, entry, style);
  const addition = added(record, udata, entry, style);
  if (!addition) return undefined;
  const edits = [...removeMembers(recordObject(record), [entry]), ...addition];
  return { title, does: 'Move', edits: edits.sort((a, b) => a.start - b.start), isSafe: false };
}

/** Makes an object of user data that is an array of pairs, with the member in it; undefined where that loses something. */
function convertAndMove(record: OpenRecord, udata: Entry, entry: Entry, style: TextStyle): Fix | undefined {
  if (!udata.intact || hasProblemIn(record, udata)) return undefined;
  const key = record.text.slice(entry.keyStart, entry.keyEnd);
  const text = `${key}${style.colon}${record.valueText(entry)}`;
  const made = objectOfPairs(record, udata, style, { key: entry.key, text });
  if (!made || made.lost.length > 0) return undefined;
  const edits = [...removeMembers(recordObject(record), [entry]), replaceValue(udata, made.text)];
  return {
    title: t`Convert ${quote(udata.key)} to an object and move ${quote(entry.key)} to it`,
    does: 'Move',
    edits: edits.sort((a, b) => a.start - b.start),
    isSafe: false,
  };
}

/** The members that are user data, under its own name or under another one that they will be freed from. */
function udataOf({ entries, type }: OpenRecord): readonly Entry[] {
  const fieldOf = (entry: Entry) =>
    entry.field ?? (isUnknown(entry) ? type.fieldMeant(entry.key) : undefined);
  const { userData } = type;
  return userData ? entries.filter((entry) => fieldOf(entry) === userData) : [];
}

/** The first object that is user data, opened for editing, and the keys that it has. */
function openedUdata(record: OpenRecord) {
  const entry = record.once(udataOf).find(({ kind }) => kind === 'object');
  const object = entry && nestedObject(record, entry);
  return object && { entry, object, keys: new Set(object.entries.map(({ key }) => key)) };
}

/** Puts user data around the member where it stands. */
function wrapped(entry: Entry, name: string, { colon }: TextStyle): TextEdit[] {
  const space = spaceIn(colon);
  return [
    { start: entry.keyStart, end: entry.keyStart, text: `${JSON.stringify(name)}${colon}{${space}` },
    { start: entry.valueEnd, end: entry.valueEnd, text: `${space}}` },
  ];
}

/** Adds the member to user data that is there; undefined where that cannot take it. */
function added(
  record: OpenRecord,
  udata: Entry,
  entry: Entry,
  style: TextStyle,
): readonly TextEdit[] | undefined {
  if (!udata.intact || hasProblemIn(record, udata)) return undefined;
  const key = record.text.slice(entry.keyStart, entry.keyEnd);
  const valueText = record.valueText(entry);
  const space = spaceIn(style.colon);
  // Null says nothing that could get lost.
  if (udata.kind === 'null')
    return [replaceValue(udata, `{${space}${key}${style.colon}${valueText}${space}}`)];
  const opened = record.once(openedUdata);
  if (opened?.entry !== udata || opened.keys.has(entry.key)) return undefined;
  return insertMembers(opened.object, [{ key: entry.key, valueText }], style);
}

function spaceIn(colon: string): string {
  return colon.endsWith(':') ? '' : ' ';
}
