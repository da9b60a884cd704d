import { conversionOf } from '../values/conversions';
import { impossiblePart, readingsOfText } from '../values/date-readings';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import { timeshiftOf } from './common/kept-offset';
import { changeFix, codeIn, fixesOfNothing, messageOfNothing, saysNothing } from './common/value-fixes';

export default defineValueRule({
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
  isWrong: ({ record, field, entry }) =>
    field.type === 'date/time' && !field.pattern?.test(record.stringValue(entry)),
  say(value) {
    const { record, entry, field } = value;
    if (saysNothing(value)) return messageOfNothing(value);
    const impossible = impossiblePart(record.stringValue(entry));
    if (impossible) return t`There is no ${impossible}.`;
    const [reading] = readingsOf(value);
    // After the form the schema names the zone, which these words name themselves.
    const form = codeIn(field.form);
    return t`${quote(field.name)} must be UTC in the form ${form}${reading?.isSafe ? `: "${reading.utc}"` : ''}.`;
  },
  fix: (value, context) =>
    saysNothing(value)
      ? fixesOfNothing(value.record, value, context, false)
      : readingsOf(value).map((reading) =>
          changeFix(conversionOf(reading), value.entry, value.record, context),
        ),
});

function readingsOf({ record, entry }: CheckedValue) {
  return readingsOfText(record.stringValue(entry), timeshiftOf(record));
}
