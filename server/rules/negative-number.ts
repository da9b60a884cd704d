import { replaceValue } from '../edit/replace';
import { fieldOf } from './common/field-of';
import { entryWithValue } from './common/find-entry';
import { shorten } from './common/quote';
import { hasFieldType } from './common/value-type';
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
    for (const entry of record.entries) {
      const field = fieldOf(record, entry);
      if (field?.minimum === undefined || !entry.intact || !hasFieldType(record, entry, field)) continue;
      const text = record.valueText(entry);
      // Integers as small as a minimum are exact, so reading one rounded cannot lead over it.
      if (Number(text) >= field.minimum) continue;
      report({
        start: entry.valueStart,
        end: entry.valueEnd,
        field: field.name,
        message: `"${field.name}" must not be negative.`,
      });
    }
  },
  fixes(finding, { record }) {
    const entry = entryWithValue(record, finding);
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
