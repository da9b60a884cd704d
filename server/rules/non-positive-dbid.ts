import { t } from '../words/language';
import { quote, shorten } from '../words/quote';
import { defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { valueFix } from './common/value-fixes';

export default defineValueRule({
  id: 'non-positive-dbid',
  severity: 'warning',
  source: 'judgement',
  summary: 'A DBID is zero or less.',
  why:
    'Configuration Server counts its objects from 1, so nothing has this number: agents and applications are not found by it. Leave ' +
    'the field out of a record without an owner.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"creator_app_id": 0']),
        whyNoFix: 'Which application created the record is not in it.',
      },
      { text: exampleRecord(['"owner_id": -4']), fixed: exampleRecord(['"owner_id": 4']) },
    ],
    good: [exampleRecord(['"owner_id": 1'])],
  }),
  quiet: ['known-keys', 'values-usual'],
  isWrong(value) {
    const number = Number(value.record.valueText(value.entry));
    // What is rounded is told as that.
    return value.field.kind === 'dbid' && Number.isSafeInteger(number) && number <= 0 && !brokenLimit(value);
  },
  say: ({ field }) => t`${quote(field.name)} must be positive: no object has the DBID 0 or less.`,
  fix({ record, entry }) {
    const text = record.valueText(entry);
    if (Number(text) === 0) return [];
    const positive = text.replace('-', '');
    // Many programs write -1 for a number that they do not know: which one it was is not found in another number.
    return [{ ...valueFix(entry, positive, shorten(positive)), isLoss: true }];
  },
});
