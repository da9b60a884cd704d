import { t } from '../words/language';
import { quote, shorten } from '../words/quote';
import { defineValueRule, isNegative } from './common/checked-values';
import { valueFix } from './common/value-fixes';

export default defineValueRule({
  id: 'negative-number',
  severity: 'error',
  source: 'judgement',
  summary: 'A duration or size is below zero.',
  why: 'No call lasts less than no time and no content has fewer than no bytes; sums and reports come out wrong.',
  examples: (exampleRecord) => ({
    bad: [{ text: exampleRecord(['"duration": -195']), fixed: exampleRecord(['"duration": 195']) }],
    good: [exampleRecord(['"duration": 0', '"timeshift": -300']), exampleRecord(['"duration": -0'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: isNegative,
  say: ({ field }) => t`${quote(field.name)} must not be negative.`,
  fix({ record, entry }) {
    const positive = record.valueText(entry).replace('-', '');
    // Many programs write -1 for a number that they do not know: which one it was is not found in another number.
    return [{ ...valueFix(entry, positive, shorten(positive)), isLoss: true }];
  },
});
