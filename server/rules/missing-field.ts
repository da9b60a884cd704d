import { insertMembers } from '../edit/insert-members';
import { recordObject } from '../edit/object-text';
import type { TextStyle } from '../edit/text-style';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { placeholder } from '../values/placeholder';
import { listed } from '../words/quote';
import { entryWithKey } from './common/find-entry';
import {
  type Misnamed,
  misnamedFinding,
  misnamedFor,
  misnamedKeys,
  misnamedWithKey,
  renameFix,
  ruleOfMisnamed,
} from './common/misnamed';
import { defineRule, type Fix, type ReportedFinding } from './rule';

export default defineRule({
  id: 'missing-field',
  severity: 'error',
  source: 'specification',
  summary: 'A mandatory field is absent.',
  why: 'The Universal Contact Server refuses an interaction that lacks a mandatory field.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([], ['creator_app_id']),
        fixed: exampleRecord(['"creator_app_id": 135'], ['creator_app_id']),
      },
      {
        text: exampleRecord(['"sub_type": "OutboundNew"'], ['type']),
        fixed: exampleRecord(['"sub_type": "OutboundNew"', '"type": "Outbound"'], ['type']),
      },
      {
        text: exampleRecord([], ['creator_app_id', 'media_type']),
        fixed: exampleRecord(
          ['"media_type": "voice"', '"creator_app_id": 135'],
          ['creator_app_id', 'media_type'],
        ),
      },
      {
        text: exampleRecord(['"mediaType": "voice"'], ['media_type']),
        fixed: exampleRecord(['"media_type": "voice"'], ['media_type']),
      },
    ],
    good: [exampleRecord()],
  }),
  quiet: ['mandatory-there'],
  check(record, report) {
    if (!record.isIntact) return;
    const { absent, misnamed } = missingFrom(record);
    for (const known of misnamed) report(misnamedFinding(known));
    if (absent.length > 0) report(absentFinding(absent.map(({ name }) => name)));
  },
  *fixes(finding, context) {
    const { record, style, now } = context;
    if (!record) return;
    const { absent, misnamed } = missingFrom(record);
    const key = entryWithKey(record, finding);
    const known = key && misnamedWithKey(record, key.key);
    if (absent.length + misnamed.length > 1 && misnamed.length > 0) yield completion(record, style, now);
    if (known) yield* known.fields.map(({ name }) => renameFix(known, name));
    // A sure name leaves nothing to add; any other may be a coincidence.
    if (known?.isSure) return;
    const wanted = known ? known.fields.slice(0, 1) : absent;
    if (wanted.length > 1) yield addition(wanted, misnamed.length === 0, record, style, now);
    for (const field of wanted) {
      const value = placeholder(field, record, now);
      yield {
        title: `Add "${field.name}": ${value}`,
        edits: added([field], record, style, now),
        isSafe: false,
        ...(wanted.length === 1 && !known && { isPreferred: true }),
      };
    }
  },
});

/** The mandatory fields that a record lacks, and the members that have one under another name. */
interface Missing {
  readonly absent: readonly Field[];
  readonly misnamed: readonly Misnamed[];
}

function missingFrom(record: OpenRecord): Missing {
  return record.once(findMissing);
}

function findMissing(record: OpenRecord): Missing {
  const lacking = record.type.mandatory.filter(({ name }) => record.entryOf(name) === undefined);
  if (lacking.length === 0) return { absent: [], misnamed: [] };
  const keys = misnamedKeys(record);
  return {
    absent: lacking.filter(({ name }) => misnamedFor(keys, name) === undefined),
    misnamed: keys.filter((known) => ruleOfMisnamed(record, known) === 'missing-field'),
  };
}

function absentFinding(names: readonly string[]): ReportedFinding {
  const [first] = names;
  const brace = { start: 0, end: 1 };
  if (names.length < 2)
    return { ...brace, ...(first && { field: first }), message: `Missing mandatory field "${first}".` };
  return { ...brace, fields: names, message: listed(`Missing ${names.length} mandatory fields: `, names) };
}

/** Adds fields that a record lacks; with `isAll` they are all that it lacks, misnamed ones included. */
function addition(
  wanted: readonly Field[],
  isAll: boolean,
  record: OpenRecord,
  style: TextStyle,
  now: string,
): Fix {
  return {
    title: isAll ? completionTitle(wanted.length) : `Add the ${wanted.length} missing mandatory fields`,
    edits: added(wanted, record, style, now),
    isSafe: false,
    ...(isAll && { isPreferred: true }),
  };
}

/** Gives a record all of its mandatory fields: those under another name are renamed, the others added. */
function completion(record: OpenRecord, style: TextStyle, now: string): Fix {
  const { absent, misnamed } = missingFrom(record);
  const renames = misnamed.flatMap((known) =>
    known.fields.slice(0, 1).map(({ name }) => renameFix(known, name)),
  );
  return {
    title: completionTitle(absent.length + misnamed.length),
    edits: [...renames.flatMap(({ edits }) => edits), ...added(absent, record, style, now)],
    isSafe: absent.length === 0 && renames.every(({ isSafe }) => isSafe),
    isWhole: true,
    isPreferred: true,
  };
}

function completionTitle(count: number): string {
  return `Complete the ${count} mandatory fields`;
}

function added(fields: readonly Field[], record: OpenRecord, style: TextStyle, now: string) {
  if (fields.length === 0) return [];
  const members = fields.map((field) => ({ key: field.name, valueText: placeholder(field, record, now) }));
  return insertMembers(recordObject(record), members, style);
}
