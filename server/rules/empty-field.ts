import { t } from '../words/language';
import { quote } from '../words/quote';
import { defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';

export default defineValueRule({
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
  isWrong(value) {
    const { record, field, entry } = value;
    if (!field.mandatory || field.type !== 'string' || field.pattern) return false;
    // What is no code, or too short, is wrong for that reason already.
    if (field.codes.length > 0 || brokenLimit(value)) return false;
    return record.stringValue(entry).trim() === '';
  },
  say: ({ field }) => t`${quote(field.name)} must not be empty.`,
});
