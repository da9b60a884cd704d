import { replaceValue } from '../edit/replace';
import { quote, shorten } from '../words/quote';
import { checkedValues, isNegative, onValue, valueAt } from './common/checked-values';
import { defineRule } from './rule';

export default defineRule({
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
  check(record, report) {
    for (const value of checkedValues(record)) {
      if (isNegative(record, value))
        report(onValue(value, `${quote(value.field.name)} must not be negative.`));
    }
  },
  fixes(finding, { record }) {
    const entry = valueAt(record, finding)?.entry;
    if (!record || !entry) return [];
    const positive = record.valueText(entry).replace('-', '');
    // Many programs write -1 for a number that they do not know: which one it was is not found in another number.
    return [
      {
        title: `Change to ${shorten(positive)}`,
        edits: [replaceValue(entry, positive)],
        isSafe: false,
        isLoss: true,
      },
    ];
  },
});
