import { decodeKey } from '../document/collect';
import type { Entry } from '../document/record';
import { indexOfKeyAt } from '../edit/find-member';
import { type ObjectText, recordObject } from '../edit/object-text';
import { removeMembers, removerOfOthers } from '../edit/remove-members';
import { type ObjectWithRepeats, repeatedKeys } from '../json/repeated-keys';
import type { OpenRecord } from '../record/open-record';
import { hasFieldType, hasProblemIn } from '../values/value-type';
import { quote, shorten } from '../words/quote';
import { entriesByKey, entryWithKey } from './common/find-entry';
import { defineRule, type Finding, type Fix, type Report } from './rule';

export default defineRule({
  id: 'duplicate-field',
  severity: 'warning',
  source: 'judgement',
  summary: 'A key occurs twice, in the record, in an object of its user data, or around records.',
  why: 'JSON readers keep one of the values, nearly always the last, and drop the others silently.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"duration": 65', '"duration": 65']), fixed: exampleRecord(['"duration": 65']) },
      { text: exampleRecord(['"duration": 65', '"duration": 64']), fixed: exampleRecord(['"duration": 64']) },
      {
        text: exampleRecord(['"udata": { "Reason": "Delivery", "Queue": "A", "Reason": "Complaint" }']),
        fixed: exampleRecord(['"udata": { "Queue": "A", "Reason": "Complaint" }']),
      },
    ],
    good: [exampleRecord(['"udata": { "Reason": "Delivery", "details": { "Reason": "late" } }'])],
  }),
  quiet: ['no-key-twice'],
  check(record, report) {
    // Both sides of a merge conflict give the same fields: which one stays is asked there.
    if (record.record.problems.some(({ kind }) => kind === 'merge-conflict')) return;
    if (mayRepeat(record)) checkRecord(record, report);
    if (!record.mayRepeatNested) return;
    for (const entry of record.entries) {
      if (!isUdata(entry) || hasProblemIn(record, entry) || !isOfItsType(record, entry)) continue;
      for (const { member, first } of repeatedKeys(record.text, entry.valueStart, entry.valueEnd)) {
        reportRepeated(record, report, entry.field?.name ?? '', keyRange(member), keyRange(first));
      }
    }
  },
  ofProblem({ kind, start, end }, text) {
    if (kind !== 'repeated-key') return undefined;
    const key = text.slice(start, end);
    return { start, end, field: nameOf(key), message: messageOf(key) };
  },
  *fixes(finding, { record }) {
    const place = record && placeOf(record, finding);
    if (!place) return;
    const { object, entry, same, isAlike, removeOthers } = place;
    const first = same[0] as Entry;
    const isSame = first !== entry && sameValue(object, first, entry);
    const removeThis = (): Fix => ({
      title: `Remove this ${quote(entry.key)}`,
      edits: removeMembers(object, [entry]),
      // Beside yet another value it can be this one that readers keep.
      isSafe: isAlike,
      ...(!isAlike && { isLoss: true }),
    });
    const keepThis = (): Fix => ({
      title: `Keep this ${quote(entry.key)}, remove ${same.length > 2 ? `the other ${same.length - 1}` : 'the first'}`,
      edits: removeOthers()(entry),
      isSafe: false,
      isLoss: true,
    });
    // What readers make of the record stays the same: they take the last one.
    const isRemoved = isSame || same.at(-1) !== entry;
    yield isRemoved ? removeThis() : keepThis();
    yield isRemoved ? keepThis() : removeThis();
  },
});

/** Whether some key of the record itself can be there twice: a quick look that most records end with. */
function mayRepeat({ entries, entryOf }: OpenRecord): boolean {
  let unknown = 0;
  for (const entry of entries) {
    if (entry.field ? entryOf(entry.field.name) !== entry : ++unknown > 1) return true;
  }
  return false;
}

function checkRecord(record: OpenRecord, report: Report): void {
  const first = new Map<string, Entry>();
  for (const entry of record.entries) {
    const known = first.get(entry.key);
    if (!known) first.set(entry.key, entry);
    // A key whose value is still being typed is not held against its author.
    else if (entry.intact) reportRepeated(record, report, entry.key, keyRange(entry), keyRange(known));
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function keyRange({ keyStart, keyEnd }: { readonly keyStart: number; readonly keyEnd: number }): Range {
  return { start: keyStart, end: keyEnd };
}

function reportRepeated(record: OpenRecord, report: Report, field: string, again: Range, first: Range): void {
  const key = record.text.slice(again.start, again.end);
  report({
    ...again,
    field,
    message: messageOf(key),
    related: { ...first, message: `The first ${shorten(key)}.` },
  });
}

function nameOf(key: string): string {
  return key.startsWith('"') ? decodeKey(key, 1, key.length - 1) : key;
}

function messageOf(key: string): string {
  return `Duplicate ${shorten(key)}: readers keep only the last one.`;
}

/** Whether user data has one of its two shapes: what is in a value of another type is nobody's matter. */
function isOfItsType(record: OpenRecord, entry: Entry): boolean {
  return entry.field !== undefined && hasFieldType(record, entry, entry.field);
}

function isUdata({ field, intact, kind }: Entry): boolean {
  return field?.type === 'list' && intact && (kind === 'object' || kind === 'array');
}

/** The members of one name in an object, where there are several. */
interface Group {
  readonly object: ObjectText;
  /** In text order. */
  readonly same: readonly Entry[];
  /** Whether they all have the same value. */
  readonly isAlike: boolean;
  /** What removes all of them but one. */
  readonly removeOthers: () => ReturnType<typeof removerOfOthers>;
}

/** A member whose key is repeated, in its group. */
interface Place extends Group {
  readonly entry: Entry;
}

/** The member whose key a finding is on: of the record, or of an object inside its user data. */
function placeOf(record: OpenRecord, finding: Finding): Place | undefined {
  const entry = entryWithKey(record, finding);
  if (!entry) return record.once(placesInUdata).get(finding.start);
  const group = record.once(groupsOfRecord).get(entry.key);
  return group && { ...group, entry };
}

function groupsOfRecord(record: OpenRecord): ReadonlyMap<string, Group> {
  return repeatedIn(recordObject(record), entriesByKey(record));
}

/** The repeated members of objects inside user data by the offsets of their keys. */
function placesInUdata(record: OpenRecord): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  for (const udata of record.entries) {
    if (!isUdata(udata) || hasProblemIn(record, udata)) continue;
    const objects = new Map<ObjectWithRepeats, ReadonlyMap<string, Group>>();
    for (const { member, object } of repeatedKeys(record.text, udata.valueStart, udata.valueEnd)) {
      const groups = objects.get(object) ?? opened(record, object);
      objects.set(object, groups);
      const group = groups.get(member.key);
      const entry = group?.same[indexOfKeyAt(group.same, member.keyStart)];
      if (entry) places.set(member.keyStart, { ...group, entry });
    }
  }
  return places;
}

/** The repeated members of an object of user data. */
function opened(
  { text }: OpenRecord,
  { start, end, members }: ObjectWithRepeats,
): ReadonlyMap<string, Group> {
  const named = new Map<string, Entry[]>();
  const entries = members.map((member): Entry => {
    const kind = text[member.valueStart] === '"' ? 'string' : 'object';
    const entry = { ...member, field: undefined, kind, intact: true } as const;
    const known = named.get(entry.key);
    if (known) known.push(entry);
    else named.set(entry.key, [entry]);
    return entry;
  });
  return repeatedIn({ text, start, end, closed: true, entries }, named);
}

/** The names that several members of an object have. */
function repeatedIn(
  object: ObjectText,
  named: ReadonlyMap<string, readonly Entry[]>,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const [key, same] of named) {
    const [first, ...others] = same;
    if (!first || others.length === 0) continue;
    const isAlike = others.every((other) => sameValue(object, first, other));
    let remover: ReturnType<typeof removerOfOthers> | undefined;
    const removeOthers = () => (remover ??= removerOfOthers(object, same));
    groups.set(key, { object, same, isAlike, removeOthers });
  }
  return groups;
}

/** Whether two members have the same value; numbers and objects only where they are written alike. */
function sameValue({ text }: ObjectText, a: Entry, b: Entry): boolean {
  const lengthOfA = a.valueEnd - a.valueStart;
  const lengthOfB = b.valueEnd - b.valueStart;
  // An escape has six characters at most; comparing a very long value with many short ones would cost too much.
  if (Math.max(lengthOfA, lengthOfB) > 6 * Math.min(lengthOfA, lengthOfB)) return false;
  const textOfA = text.slice(a.valueStart, a.valueEnd);
  const textOfB = text.slice(b.valueStart, b.valueEnd);
  if (textOfA === textOfB) return true;
  const areStrings = a.kind === 'string' && b.kind === 'string' && a.intact && b.intact;
  return areStrings && JSON.parse(textOfA) === JSON.parse(textOfB);
}
