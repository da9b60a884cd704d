import type { ValueKind } from '../json/problem';
import { type Conversion, conversionsFor } from '../values/conversions';
import { literalOf } from '../values/literal';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, checkedValues } from './common/checked-values';
import { timeshiftOf } from './common/kept-offset';
import { fixesOfNoCode, messageOfNoCode } from './common/no-code';
import { onValue, pathOf } from './common/places';
import {
  changeFix,
  expected,
  fixesOfNothing,
  messageOfNothing,
  quoteValue,
  saysNothing,
} from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'wrong-type',
  severity: 'error',
  source: 'specification',
  summary: "A value is not of its field's type. `null` is never allowed.",
  why: 'A service that reads the record by its specification refuses the value, or takes it for something else.',
  examples: (exampleRecord) => ({
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
        text: exampleRecord(['"start_date": { "$date": "2013-11-25T21:02:22.000+02:00" }']),
        fixed: exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"', '"timeshift": 120']),
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
  quiet: ['known-keys', 'values-in-form'],
  find: (record) => checkedValues(record).wrong,
  at: ({ entry }) => onValue(entry),
  say: (value) => ({ field: pathOf(value.object, value.field), message: messageFor(value) }),
  fix(value, record, context) {
    const { entry, field } = value;
    if (saysNothing(value)) return fixesOfNothing(record, value, context, entry.kind === 'null');
    const conversions = conversionsOf(value);
    if (conversions.length === 0 && entry.kind === 'string')
      return fixesOfNoCode(field, entry, record.stringValue(entry));
    return conversions.map((conversion) => changeFix(conversion, entry, record, context));
  },
});

function messageFor(checked: CheckedValue): string {
  const { entry, field } = checked;
  const name = `${quote(field.name)}`;
  if (saysNothing(checked)) return messageOfNothing(checked);
  if (entry.kind === 'number' && field.type === 'integer') return t`${name} must be a whole number.`;
  const [first] = conversionsOf(checked);
  if (!first && entry.kind === 'string' && field.codes.length > 0) return messageOfNoCode(checked);
  const value = first && `${quoteValue(first.valueText)}${first.remark ? ` (${first.remark})` : ''}`;
  if (field.type === 'date/time' && value) return t`${name} must be a string: ${value}.`;
  // `"yes"` is no true that stands in quotes, and 1 is none at all.
  const isWord = field.type !== 'boolean' || /[tf]/i.test(checked.record.valueText(entry));
  const isOther = first && !(first.isSafe && isWord) && !first.remark;
  const told = value === undefined ? '.' : isOther ? t`. Did you mean ${value}?` : `: ${value}.`;
  return t`${name} must be ${expected(field)}, not ${found(entry.kind)}${told}`;
}

function found(kind: ValueKind): string {
  switch (kind) {
    case 'object':
      return t`an object`;
    case 'array':
      return t`an array`;
    case 'string':
      return t`a string`;
    case 'number':
      return t`a number`;
    case 'boolean':
      return t`a boolean`;
    default:
      return kind;
  }
}

function conversionsOf({ record, entry, field }: CheckedValue): readonly Conversion[] {
  const literal = literalOf(record, entry);
  return literal ? conversionsFor(literal, field, timeshiftOf(record)) : [];
}
