import { fieldOf } from './common/field-of';
import { hasFieldType } from './common/value-type';
import { defineRule } from './rule';

export default defineRule({
  id: 'unsafe-integer',
  severity: 'warning',
  source: 'judgement',
  summary: 'An integer is so large that many JSON readers round it.',
  why: 'Readers with floating-point numbers, every browser among them, read another number than the one written.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"owner_id": 9007199254740993']),
        whyNoFix: 'Whether the digits are right is known only where the number comes from.',
      },
    ],
    good: [exampleRecord(['"owner_id": 9007199254740991'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  check(record, report) {
    for (const entry of record.entries) {
      const field = fieldOf(record, entry);
      // Numbers outside of a code list or below a minimum are wrong for that reason already.
      if (field?.type !== 'integer' || field.codes.length > 0 || entry.kind !== 'number' || !entry.intact)
        continue;
      const text = record.valueText(entry);
      const value = Number(text);
      if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || value < (field.minimum ?? value)) continue;
      if (!hasFieldType(record, entry, field)) continue;
      const limit = Math.sign(value) * Number.MAX_SAFE_INTEGER;
      report({
        start: entry.valueStart,
        end: entry.valueEnd,
        field: field.name,
        message: `"${field.name}" is beyond ${limit}: many JSON readers round it.`,
      });
    }
  },
});
