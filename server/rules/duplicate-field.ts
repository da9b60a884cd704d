import type { Entry } from '../document/record';
import { nestedObject, type ObjectText, recordObject } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import type { CheckedRecord } from './checked-record';
import { exampleRecord } from './common/examples';
import { quote, shorten } from './common/quote';
import { repeatedKeys } from './common/repeated-keys';
import { hasFieldType, hasProblemIn } from './common/value-type';
import { defineRule, type Finding, type Fix, type Report } from './rule';

export default defineRule({
  id: 'duplicate-field',
  severity: 'warning',
  source: 'judgement',
  summary: 'A key is there again, in the record or in an object of its user data.',
  why: 'JSON readers keep one of the values, nearly always the last, and drop the others without a word.',
  examples: {
    bad: [
      { text: exampleRecord(['"duration": 65', '"duration": 65']), fixed: exampleRecord(['"duration": 65']) },
      { text: exampleRecord(['"duration": 65', '"duration": 64']), fixed: exampleRecord(['"duration": 64']) },
      {
        text: exampleRecord(['"udata": { "Reason": "Delivery", "Queue": "A", "Reason": "Complaint" }']),
        fixed: exampleRecord(['"udata": { "Queue": "A", "Reason": "Complaint" }']),
      },
    ],
    good: [exampleRecord(['"udata": { "Reason": "Delivery", "details": { "Reason": "late" } }'])],
  },
  check(record, report) {
    if (mayRepeat(record)) checkRecord(record, report);
    for (const entry of record.entries) {
      if (!isUdata(entry) || hasProblemIn(record, entry) || !isOfItsType(record, entry)) continue;
      for (const { start, end, firstStart, firstEnd } of repeatedKeys(
        record.text,
        entry.valueStart,
        entry.valueEnd,
      )) {
        reportRepeated(record, report, 'udata', { start, end }, { start: firstStart, end: firstEnd });
      }
    }
  },
  fixes(finding, { record }) {
    const object = record && objectAround(record, finding);
    const entry = object?.entries.find(({ keyStart }) => keyStart === finding.start);
    if (!record || !object || !entry) return [];
    const same = object.entries.filter(({ key }) => key === entry.key);
    const others = same.filter((other) => other !== entry);
    const first = same[0] as Entry;
    const isSame = first !== entry && sameValue(record, first, entry);
    const removeThis: Fix = {
      title: `Remove this ${quote(entry.key)}`,
      edits: removeMembers(object, [entry]),
      isSafe: isSame,
    };
    const keepThis: Fix = {
      title: `Keep this ${quote(entry.key)}, remove ${others.length > 1 ? `the other ${others.length}` : 'the first'}`,
      edits: removeMembers(object, others),
      isSafe: false,
    };
    // What readers make of the record stays the same: they take the last one.
    return isSame || same.at(-1) !== entry ? [removeThis, keepThis] : [keepThis, removeThis];
  },
});

/** Whether some key of the record itself can be there twice: a quick look that most records end with. */
function mayRepeat({ entries, entryOf }: CheckedRecord): boolean {
  let unknown = 0;
  for (const entry of entries) {
    if (entry.field ? entryOf(entry.field.name) !== entry : ++unknown > 1) return true;
  }
  return false;
}

function checkRecord(record: CheckedRecord, report: Report): void {
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

function keyRange({ keyStart, keyEnd }: Entry): Range {
  return { start: keyStart, end: keyEnd };
}

function reportRepeated(
  record: CheckedRecord,
  report: Report,
  field: string,
  again: Range,
  first: Range,
): void {
  const key = shorten(record.text.slice(again.start, again.end));
  report({
    ...again,
    field,
    message: `${key} is here already, and readers keep only the last: remove one.`,
    related: { ...first, message: `The first ${key}.` },
  });
}

/** Whether user data has one of its two shapes: what is in a value of another type is nobody's matter. */
function isOfItsType(record: CheckedRecord, entry: Entry): boolean {
  return entry.field !== undefined && hasFieldType(record, entry, entry.field);
}

function isUdata({ field, intact, kind }: Entry): boolean {
  return field?.type === 'list' && intact && (kind === 'object' || kind === 'array');
}

/** The object whose key a finding is on: the record, or one inside its user data. */
function objectAround(record: CheckedRecord, { start }: Finding): ObjectText | undefined {
  const object = recordObject(record);
  if (object.entries.some(({ keyStart }) => keyStart === start)) return object;
  const udata = record.entries.find(
    (entry) => isUdata(entry) && entry.valueStart < start && start < entry.valueEnd,
  );
  if (!udata || hasProblemIn(record, udata)) return undefined;
  const keys = repeatedKeys(record.text, udata.valueStart, udata.valueEnd);
  const found = keys.find((key) => key.start === start);
  if (!found) return undefined;
  return nestedObject(record.record, {
    ...udata,
    kind: 'object',
    valueStart: found.objectStart,
    valueEnd: found.objectEnd,
  });
}

/** Whether two members have the same value; numbers and objects only where they are written alike. */
function sameValue(record: CheckedRecord, a: Entry, b: Entry): boolean {
  if (record.valueText(a) === record.valueText(b)) return true;
  return (
    a.kind === 'string' &&
    b.kind === 'string' &&
    a.intact &&
    b.intact &&
    record.stringValue(a) === record.stringValue(b)
  );
}
