import { decodeKey } from '../document/collect';
import type { Entry } from '../document/record';
import { indexOfKeyAt } from '../edit/find-member';
import { type ObjectText, recordObject } from '../edit/object-text';
import { removeMembers, removerOfOthers } from '../edit/remove-members';
import { type ObjectWithRepeats, repeatedKeys } from '../json/repeated-keys';
import { type Once, onceFor } from '../record/once';
import type { OpenRecord } from '../record/open-record';
import { hasFieldType, hasProblemIn } from '../values/value-type';
import { t } from '../words/language';
import { quote, shorten } from '../words/quote';
import { groupByKey } from './common/by-key';
import { onKey } from './common/places';
import { defineChunkRule, type Fix, type Place } from './rule';

export default defineChunkRule({
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
  *find({ record, problems, text }): Generator<Again> {
    for (const { kind, start, end } of problems) {
      if (kind !== 'repeated-key') continue;
      const name = nameOf(text.slice(start, end));
      yield { field: name, name, key: { start, end } };
    }
    // Both sides of a merge conflict give the same fields: which one stays is asked there.
    if (!record || record.record.problems.some(({ kind }) => kind === 'merge-conflict')) return;
    const second = mayRepeat(record) ? secondRecord(record) : undefined;
    if (second) yield second;
    else if (mayRepeat(record)) yield* againInRecord(record);
    if (record.mayRepeatNested) yield* againInUdata(record);
  },
  at: ({ key }) => key,
  say({ field, key, first, isSecond }, { text }) {
    const shown = shorten(text.slice(key.start, key.end));
    const message = isSecond
      ? t`All from ${shown} on is there twice: is this a second record?`
      : t`Duplicate ${shown}: readers keep only the last one.`;
    return { field, message, ...(first && { related: { ...first, message: t`The first ${shown}.` } }) };
  },
  *fix({ name, key, object: once }) {
    const group = once?.(groupsIn).get(name);
    if (!group) return;
    const { object, same, isAlike, removeOthers } = group;
    const entry = same[indexOfKeyAt(same, key.start)] as Entry;
    const isSame = sameValue(object, same[0] as Entry, entry);
    const removeThis = (): Fix => ({
      title: t`Remove this ${quote(entry.key)}`,
      does: 'Remove',
      edits: removeMembers(object, [entry]),
      // Beside yet another value it can be this one that readers keep.
      isSafe: isAlike,
      ...(!isAlike && { isLoss: true }),
    });
    const keepThis = (): Fix => ({
      title:
        same.length > 2
          ? t`Keep this ${quote(entry.key)}, remove the other ${same.length - 1}`
          : t`Keep this ${quote(entry.key)}, remove the first`,
      does: 'Keep',
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

/** A member whose key is there again. */
interface Again {
  /** The field that it is told of, and its own name. */
  readonly field: string;
  readonly name: string;
  readonly key: Place;
  /** The key of the first member of its name; undefined around records, where nothing is removed. */
  readonly first?: Place;
  /** What is found out of its object, once for all of its members; undefined where nothing can be removed. */
  readonly object?: Once<ObjectText>;
  /** Whether all that follows is there again, as where the brackets between two records are lost. */
  readonly isSecond?: true;
}

/** Whether some key of the record itself can be there twice: a quick look that most records end with. */
function mayRepeat({ entries, entryOf }: OpenRecord): boolean {
  let unknown = 0;
  for (const entry of entries) {
    if (entry.field ? entryOf(entry.field.name) !== entry : ++unknown > 1) return true;
  }
  return false;
}

/** So many members in the order of the first ones are a second record. */
const SECOND_RECORD = 4;

/** Where a record starts again with its first members: then the brackets between two are lost. */
function secondRecord({ entries }: OpenRecord): Again | undefined {
  const firstKey = entries[0]?.key;
  const at = entries.findIndex(({ key }, index) => index >= SECOND_RECORD && key === firstKey);
  const again = entries[at];
  const first = entries[0];
  if (!again || !first || entries.length < at + SECOND_RECORD) return undefined;
  for (let next = 1; next < SECOND_RECORD; next++)
    if (entries[at + next]?.key !== entries[next]?.key) return undefined;
  return { field: again.key, name: again.key, key: onKey(again), first: onKey(first), isSecond: true };
}

function* againInRecord(record: OpenRecord): Generator<Again> {
  const object = onceFor(() => recordObject(record));
  const firsts = new Map<string, Entry>();
  for (const entry of record.entries) {
    const { key: name } = entry;
    const first = firsts.get(name);
    // A key whose value is lacking, as it is still being typed, is told as that.
    if (!first || first.kind === 'missing') firsts.set(name, entry);
    else if (entry.intact) yield { field: name, name, key: onKey(entry), first: onKey(first), object };
  }
}

function* againInUdata(record: OpenRecord): Generator<Again> {
  for (const entry of record.entries) {
    const { field } = entry;
    if (field?.type !== 'list' || !entry.intact || hasProblemIn(record, entry)) continue;
    // What is in a value of another type is nobody's matter.
    if (!hasFieldType(record, entry, field)) continue;
    const objects = new Map<ObjectWithRepeats, Once<ObjectText>>();
    for (const again of repeatedKeys(record.text, entry.valueStart, entry.valueEnd)) {
      const { member, first } = again;
      const object = objects.get(again.object) ?? onceFor(() => opened(record, again.object));
      objects.set(again.object, object);
      yield { field: field.name, name: member.key, key: onKey(member), first: onKey(first), object };
    }
  }
}

/** An object of user data as one to edit. */
function opened({ text }: OpenRecord, { start, end, members }: ObjectWithRepeats): ObjectText {
  const entries = members.map((member): Entry => {
    const kind = text[member.valueStart] === '"' ? 'string' : 'object';
    return { ...member, field: undefined, kind, intact: true };
  });
  return { text, start, end, closed: true, entries };
}

function nameOf(key: string): string {
  return key.startsWith('"') ? decodeKey(key, 1, key.length - 1) : key;
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

/** The names that several members of an object have. */
function groupsIn(object: ObjectText): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const [name, same] of groupByKey(object)) {
    const [first, ...others] = same;
    if (!first || others.length === 0) continue;
    const isAlike = others.every((other) => sameValue(object, first, other));
    let remover: ReturnType<typeof removerOfOthers> | undefined;
    const removeOthers = () => (remover ??= removerOfOthers(object, same));
    groups.set(name, { object, same, isAlike, removeOthers });
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
