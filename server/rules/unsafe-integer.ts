import { quote } from '../words/quote';
import { checkedValues, isNegative, onValue } from './common/checked-values';
import { brokenLimit } from './common/limits';
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
    for (const value of checkedValues(record)) {
      const { field, entry, hasType } = value;
      // Numbers outside of a code list or beyond a limit are wrong for that reason already.
      if (!hasType || field.type !== 'integer' || field.codes.length > 0) continue;
      const number = Number(record.valueText(entry));
      if (Math.abs(number) <= Number.MAX_SAFE_INTEGER || isNegative(record, value)) continue;
      if (brokenLimit(record, value)) continue;
      const limit = Math.sign(number) * Number.MAX_SAFE_INTEGER;
      report(onValue(value, `${quote(field.name)} is beyond ${limit}: many JSON readers round it.`));
    }
  },
});
