import type { Entry } from '../document/record';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { conversionOf } from '../values/conversions';
import { impossiblePart, readingsOfText } from '../values/date-readings';
import { quote } from '../words/quote';
import { checkedValues, onValue, valueAt } from './common/checked-values';
import { timeshiftOf } from './common/kept-offset';
import { changeFix } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'invalid-date',
  severity: 'error',
  source: 'specification',
  summary: 'A date is not written exactly as the specification says, or does not exist.',
  why: 'Dates are compared and stored as UTC; any other form is refused or shifts the interaction by hours.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"start_date": "2013-11-25 21:02:22.000+0200"']),
        fixed: exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"', '"timeshift": 120']),
      },
      {
        text: exampleRecord(['"start_date": "2013-11-25T19:02:22Z"']),
        fixed: exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"']),
      },
      {
        text: exampleRecord(['"start_date": "2013-11-25"']),
        fixed: exampleRecord(['"start_date": "2013-11-25T00:00:00.000Z"']),
      },
      {
        text: exampleRecord(['"start_date": "2013-02-30T19:02:22.000Z"']),
        whyNoFix: 'There is no 30 February 2013; which day was meant is not known.',
      },
      {
        text: exampleRecord(['"start_date": "11/12/2013 19:02:22"']),
        whyNoFix: 'Which of the two numbers is the month is not known.',
      },
    ],
    good: [exampleRecord(['"start_date": "2012-02-29T23:59:59.999Z"'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  check(record, report) {
    for (const value of checkedValues(record)) {
      const { field, entry, hasType } = value;
      if (!hasType || field.type !== 'date/time') continue;
      const text = record.stringValue(entry);
      if (!field.pattern?.test(text)) report(onValue(value, messageFor(record, entry, field, text)));
    }
  },
  fixes(finding, context) {
    const { record } = context;
    const entry = valueAt(record, finding)?.entry;
    if (!record || entry?.kind !== 'string') return [];
    return readingsOf(record, entry).map((reading) =>
      changeFix(conversionOf(reading), entry, record, context),
    );
  },
});

function messageFor(record: OpenRecord, entry: Entry, field: Field, text: string): string {
  const impossible = impossiblePart(text);
  if (impossible) return `There is no ${impossible}.`;
  const [reading] = readingsOf(record, entry);
  // After the form the schema names the zone, which these words name themselves.
  const form = /`([^`]+)`/.exec(field.form ?? '')?.[1] ?? '';
  return `${quote(field.name)} must be UTC in the form ${form}${reading?.isSafe ? `: "${reading.utc}"` : ''}.`;
}

function readingsOf(record: OpenRecord, entry: Entry) {
  return readingsOfText(record.stringValue(entry), timeshiftOf(record));
}
