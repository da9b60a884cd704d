import { insertMembers } from '../edit/insert-members';
import { recordObject } from '../edit/object-text';
import type { TextStyle } from '../edit/text-style';
import { type Field, fieldNamed, mandatoryFields } from '../spec/field';
import type { CheckedRecord } from './checked-record';
import { exampleRecord } from './common/examples';
import { type Misnamed, misnamedFor, misnamedKeys, renameFix } from './common/misnamed';
import { placeholder } from './common/placeholder';
import { quote } from './common/quote';
import { defineRule, type Fix, type ReportedFinding } from './rule';

export default defineRule({
  id: 'missing-field',
  severity: 'error',
  source: 'specification',
  summary: 'A mandatory field is absent.',
  why: 'The Universal Contact Server refuses an interaction that lacks a mandatory field.',
  examples: () => ({
    bad: [
      {
        text: exampleRecord([], ['creator_app_id']),
        fixed: exampleRecord(['"creator_app_id": 0'], ['creator_app_id']),
      },
      {
        text: exampleRecord(['"sub_type": "OutboundNew"'], ['type']),
        fixed: exampleRecord(['"sub_type": "OutboundNew"', '"type": "Outbound"'], ['type']),
      },
    ],
    good: [exampleRecord()],
  }),
  check(record, report) {
    if (!record.isIntact) return;
    const absent = mandatoryFields.filter(({ name }) => record.entryOf(name) === undefined);
    if (absent.length === 0) return;
    const misnamed = misnamedKeys(record);
    for (const field of absent) report(findingFor(field, misnamedFor(misnamed, field.name)));
  },
  *fixes(finding, { record, style, now }) {
    const field = fieldNamed(finding.field ?? '');
    if (!record || !field) return;
    const absent = mandatoryFields.filter(({ name }) => record.entryOf(name) === undefined);
    const misnamed = misnamedKeys(record);
    const known = misnamedFor(misnamed, field.name);
    if (known) yield renameFix(known, field.name);
    const value = placeholder(field, record, now);
    yield {
      title: `Add "${field.name}": ${value}`,
      edits: added([field], record, style, now),
      isSafe: false,
    };
    if (absent.length > 1) yield allOf(absent, misnamed, record, style, now);
  },
});

function findingFor({ name }: Field, misnamed: Misnamed | undefined): ReportedFinding {
  const message = `Add the mandatory field "${name}"`;
  if (misnamed === undefined) return { start: 0, end: 1, field: name, message: `${message}.` };
  const { entry } = misnamed;
  return {
    start: 0,
    end: 1,
    field: name,
    message: `${message}, or rename ${quote(entry.key)} to it.`,
    related: { start: entry.keyStart, end: entry.keyEnd, message: 'This key may be meant for it.' },
  };
}

/** Adds all that is missing; a key that surely stands for a missing field is renamed instead. */
function allOf(
  absent: readonly Field[],
  misnamed: readonly Misnamed[],
  record: CheckedRecord,
  style: TextStyle,
  now: string,
): Fix {
  const renames: Fix[] = [];
  const toAdd: Field[] = [];
  for (const field of absent) {
    const known = misnamedFor(misnamed, field.name);
    if (known?.isSure) renames.push(renameFix(known, field.name));
    else toAdd.push(field);
  }
  return {
    title: `${renames.length > 0 ? 'Rename or add' : 'Add'} all ${absent.length} missing mandatory fields`,
    edits: [...renames.flatMap(({ edits }) => edits), ...added(toAdd, record, style, now)],
    isSafe: toAdd.length === 0,
  };
}

function added(fields: readonly Field[], record: CheckedRecord, style: TextStyle, now: string) {
  const members = fields.map((field) => ({ key: field.name, valueText: placeholder(field, record, now) }));
  return insertMembers(recordObject(record), members, style);
}
