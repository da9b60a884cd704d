import type { Entry, ValueKind } from '../document/record';
import { recordObject } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import { replaceValue } from '../edit/replace';
import type { Field } from '../spec/field';
import type { CheckedRecord } from './checked-record';
import { codeForWord, codeTitle, codeWithValue, plainWord } from './common/code-words';
import { readingsOfNumber } from './common/date-readings';
import { exampleRecord } from './common/examples';
import { entriesByKey, entryWithValue } from './common/find-entry';
import { isIntegerText, numberIn } from './common/json-number';
import { placeholder } from './common/placeholder';
import { quote } from './common/quote';
import { hasFieldType } from './common/value-type';
import { defineRule, type Fix, type FixContext } from './rule';

export default defineRule({
  id: 'wrong-type',
  severity: 'error',
  source: 'specification',
  summary: 'A value has another type than its field; `null` is never a value.',
  why: 'A service that reads the record by its specification refuses the value, or takes it for something else.',
  examples: () => ({
    bad: [
      { text: exampleRecord(['"status": "2"']), fixed: exampleRecord(['"status": 2']) },
      { text: exampleRecord(['"status": "InProcess"']), fixed: exampleRecord(['"status": 2']) },
      { text: exampleRecord(['"allow_children": "true"']), fixed: exampleRecord(['"allow_children": true']) },
      { text: exampleRecord(['"parent_id": null']), fixed: exampleRecord() },
      {
        text: exampleRecord(['"phone_number": 12025550143']),
        fixed: exampleRecord(['"phone_number": "12025550143"']),
      },
      {
        text: exampleRecord(['"start_date": 1385406142000']),
        fixed: exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"']),
      },
      {
        text: exampleRecord(['"duration": 12.5']),
        whyNoFix: 'Whether to round up, down or not at all is for you to say.',
      },
      {
        text: exampleRecord(['"udata": "ServiceType=Support"']),
        whyNoFix: 'How the text splits into keys and values is not known.',
      },
    ],
    good: [
      exampleRecord(['"duration": 195.0', '"owner_id": 1.5e2', '"allow_children": false']),
      exampleRecord(['"udata": { "attempt": 1, "note": null, "nested": { "status": "open" } }']),
    ],
  }),
  check(record, report) {
    for (const entry of record.entries) {
      const { field } = entry;
      if (!field || !entry.intact || hasFieldType(record, entry, field)) continue;
      report({
        start: entry.valueStart,
        end: entry.valueEnd,
        field: field.name,
        message: messageFor(record, entry, field),
      });
    }
  },
  fixes(finding, context) {
    const { record } = context;
    const entry = entryWithValue(record, finding);
    if (!record || !entry?.field) return [];
    if (entry.kind === 'null') return fixesOfNull(record, entry, entry.field, context);
    const conversions = conversionsOf(record, entry, entry.field);
    return conversions.map(({ valueText, remark = '', isSafe }) => ({
      title: `Replace by ${quoteValue(valueText)}${remark}`,
      edits: [replaceValue(entry, valueText)],
      isSafe,
    }));
  },
});

function messageFor(record: CheckedRecord, entry: Entry, field: Field): string {
  if (entry.kind === 'null')
    return `"${field.name}" cannot be null: remove it, or give it ${expected(field)}.`;
  const [conversion] = conversionsOf(record, entry, field);
  const advice = conversion ? `: write ${quoteValue(conversion.valueText)}${conversion.remark ?? ''}` : '';
  return `"${field.name}" takes ${expected(field)}, not ${found(entry.kind, field)}${advice}.`;
}

/** A value's text in a title or message. */
function quoteValue(valueText: string): string {
  return valueText.startsWith('"') ? quote(valueText.slice(1, -1)) : valueText;
}

function expected(field: Field): string {
  switch (field.type) {
    case 'integer':
      return 'an integer';
    case 'boolean':
      return 'true or false';
    case 'list':
      return 'an object of key-value pairs';
    case 'date/time':
      return 'a date in a string';
    case 'url':
      return 'a URL in a string';
    default:
      return 'a string';
  }
}

function found(kind: ValueKind, field: Field): string {
  switch (kind) {
    case 'number':
      return field.type === 'integer' ? 'a fraction' : 'a number';
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    default:
      return `a ${kind}`;
  }
}

/** What the value can be rewritten to. */
interface Conversion {
  readonly valueText: string;
  /** What it means or assumes, to stand right behind it. */
  readonly remark?: string;
  readonly isSafe: boolean;
}

/** Everything that the value can be taken for, best first; nothing where its meaning is in doubt. */
function conversionsOf(record: CheckedRecord, entry: Entry, field: Field): readonly Conversion[] {
  switch (field.type) {
    case 'integer':
      return entry.kind === 'string' ? integersFor(record.stringValue(entry), field) : [];
    case 'boolean':
      return booleansFor(record, entry);
    case 'date/time':
      if (entry.kind !== 'number') return [];
      return readingsOfNumber(record.valueText(entry)).map(({ utc, note }) => ({
        valueText: JSON.stringify(utc),
        remark: `, ${note}`,
        isSafe: false,
      }));
    case 'string':
    case 'text':
      // What must have a certain form, such as a MIME type, is not made from a number.
      if (field.pattern || (entry.kind !== 'number' && entry.kind !== 'boolean')) return [];
      return [{ valueText: JSON.stringify(record.valueText(entry)), isSafe: entry.kind === 'number' }];
    default:
      return [];
  }
}

function integersFor(text: string, field: Field): readonly Conversion[] {
  const number = numberIn(text);
  if (number !== undefined) {
    if (!isIntegerText(number)) return [];
    const code = codeWithValue(field, Number(number));
    return [{ valueText: number, isSafe: true, ...(code && { remark: ` (${code.name})` }) }];
  }
  // Zeros in front may mean that it is no number at all.
  const digits = /^0+(0|[1-9][0-9]*)$/.exec(text.trim())?.[1];
  if (digits !== undefined) return [{ valueText: digits, isSafe: false }];
  const code = codeForWord(field, text);
  return code ? [{ valueText: String(code.value), remark: ` (${code.name})`, isSafe: true }] : [];
}

const BOOLEAN_WORDS: ReadonlyMap<string, { readonly valueText: string; readonly isSafe: boolean }> = new Map([
  ['true', { valueText: 'true', isSafe: true }],
  ['false', { valueText: 'false', isSafe: true }],
  ['1', { valueText: 'true', isSafe: true }],
  ['0', { valueText: 'false', isSafe: true }],
  ['yes', { valueText: 'true', isSafe: false }],
  ['no', { valueText: 'false', isSafe: false }],
]);

function booleansFor(record: CheckedRecord, entry: Entry): readonly Conversion[] {
  if (entry.kind !== 'string' && entry.kind !== 'number') return [];
  const text = entry.kind === 'string' ? record.stringValue(entry) : record.valueText(entry);
  const conversion = BOOLEAN_WORDS.get(plainWord(text));
  return conversion ? [conversion] : [];
}

/** `null` says nothing, so it can go; unless the field must be there, or an earlier member of its name comes to count. */
function fixesOfNull(record: CheckedRecord, entry: Entry, field: Field, { now }: FixContext): readonly Fix[] {
  const isOnly = entriesByKey(record).get(entry.key)?.length === 1;
  const isNeeded =
    field.mandatory || (field.mandatoryWith !== undefined && record.entryOf(field.mandatoryWith));
  const remove: Fix = {
    title: `Remove "${field.name}": null`,
    edits: removeMembers(recordObject(record), [entry]),
    isSafe: isOnly && !isNeeded,
  };
  if (!isNeeded) return [remove];
  if (field.codes.length > 0) {
    const choices = field.codes.map(
      (code): Fix => ({
        title: `Replace by ${codeTitle(code)}`,
        edits: [replaceValue(entry, String(code.value))],
        isSafe: false,
        isChoice: true,
      }),
    );
    return [remove, ...choices];
  }
  const value = placeholder(field, record, now);
  return [
    remove,
    { title: `Replace by ${quoteValue(value)}`, edits: [replaceValue(entry, value)], isSafe: false },
  ];
}
