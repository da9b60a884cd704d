import { mangledDigits } from '../values/mangled';
import { canBeDialled } from '../values/phone-numbers';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { type CheckedValue, defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { textFix } from './common/value-fixes';

export default defineValueRule({
  id: 'phone-number',
  severity: 'hint',
  source: 'judgement',
  summary: 'A phone number cannot be dialled.',
  why:
    'A number with letters in it, or with too few or too many digits after the plus sign, leads to nobody. Extensions, numbers as people ' +
    'write them, addresses of internet telephony and words such as anonymous are right.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"phone_number": "abc"']),
        whyNoFix: 'Which number was called is not in the record.',
      },
      {
        text: exampleRecord(['"phone_number": "+12025"']),
        whyNoFix: 'Which digits are lost is not in the record.',
      },
      {
        text: exampleRecord(['"phone_number": "12025550143.0"']),
        fixed: exampleRecord(['"phone_number": "12025550143"']),
      },
      {
        text: exampleRecord(['"phone_number": "++12025550143"']),
        fixed: exampleRecord(['"phone_number": "+12025550143"']),
      },
    ],
    good: [
      exampleRecord(['"phone_number": "+12025550143"']),
      exampleRecord(['"phone_number": "5512"']),
      exampleRecord(['"phone_number": "(202) 555-0143 ext. 7"']),
    ],
  }),
  quiet: ['known-keys', 'values-usual'],
  isWrong: (value) =>
    value.field.role === 'phoneNumber' && !canBeDialled(textOf(value)) && !brokenLimit(value),
  say: ({ field }) => t`${quote(field.name)} is not a number that can be dialled.`,
  fix(value) {
    const bare = textOf(value)
      // Marks around it that nobody sees, and those by which a spreadsheet keeps a text.
      .replace(/^(?:[\s'\p{Cf}]|="?)+|(?<!["\s\p{Cf}])["\s\p{Cf}]+$/gu, '')
      // What stands in place of the plus sign in many countries, or twice.
      .replace(/^(?:\++\s*(?:00)?|00\s*\+)(?=[1-9])/, '+');
    const mended = mangledDigits(bare) ?? bare;
    return mended !== '' && mended !== textOf(value) && canBeDialled(mended)
      ? [textFix(value.entry, mended, false)]
      : [];
  },
});

function textOf({ record, entry }: CheckedValue): string {
  return record.stringValue(entry);
}
