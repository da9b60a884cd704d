import { quote } from '../words/quote';
import { checkedValues, onValue } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { defineRule } from './rule';

export default defineRule({
  id: 'empty-field',
  severity: 'warning',
  source: 'judgement',
  summary: 'A mandatory string is empty or holds nothing but white space.',
  why: 'The field is there and yet says nothing: an interaction without a customer or an ID cannot be found again.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"customer_id": ""']), whyNoFix: 'What belongs there is not in the record.' },
      { text: exampleRecord(['"type": " "']), whyNoFix: 'What belongs there is not in the record.' },
    ],
    good: [exampleRecord(['"outcome": ""', '"udata": { "Reason": "" }'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  check(record, report) {
    for (const value of checkedValues(record)) {
      const { field, entry, hasType } = value;
      if (!hasType || !field.mandatory || field.type !== 'string' || field.pattern) continue;
      // What is no code, or too short, is wrong for that reason already.
      if (field.codes.length > 0 || brokenLimit(record, value)) continue;
      if (record.stringValue(entry).trim() === '')
        report(onValue(value, `${quote(field.name)} must not be empty.`));
    }
  },
});
