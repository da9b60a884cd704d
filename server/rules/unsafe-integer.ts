import { t } from '../words/language';
import { quote } from '../words/quote';
import { defineValueRule, isNegative } from './common/checked-values';
import { brokenLimit } from './common/limits';

export default defineValueRule({
  id: 'unsafe-integer',
  severity: 'warning',
  source: 'judgement',
  summary: 'An integer is so large that many JSON readers round it.',
  why: 'Readers with floating-point numbers, every browser among them, read a different number from the one written.',
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
  isWrong(value) {
    const { record, field, entry } = value;
    // Numbers outside of a code list or beyond a limit are wrong for that reason already.
    if (field.type !== 'integer' || field.codes.length > 0) return false;
    if (Math.abs(Number(record.valueText(entry))) <= Number.MAX_SAFE_INTEGER) return false;
    return !isNegative(value) && !brokenLimit(value);
  },
  say({ record, field, entry }) {
    const limit = Math.sign(Number(record.valueText(entry))) * Number.MAX_SAFE_INTEGER;
    return t`${quote(field.name)} is beyond ${limit}: many JSON readers round it.`;
  },
});
