import { codeForWord, codeOfText, codeTitle } from '../values/code-words';
import { defineValueRule } from './common/checked-values';
import { fixesOfNoCode, messageOfNoCode } from './common/no-code';
import { valueFix } from './common/value-fixes';

export default defineValueRule({
  id: 'invalid-value',
  severity: 'error',
  source: 'specification',
  summary: 'A value is not one of those that its field can have.',
  why: 'A code that the specification does not name means nothing to the services that read the record.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"status": 4']), fixed: exampleRecord(['"status": 0']) },
      { text: exampleRecord(['"entity_type": 4']), fixed: exampleRecord(['"entity_type": 3']) },
    ],
    good: [exampleRecord(['"status": 2']), exampleRecord(['"entity_type": 3.0'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: ({ record, field, entry }) =>
    field.codes.length > 0 && !codeOfText(field, record.valueText(entry)),
  say: messageOfNoCode,
  fix({ record, field, entry }) {
    const text = entry.kind === 'string' ? record.stringValue(entry) : undefined;
    const meant = text === undefined ? undefined : codeForWord(field, text);
    if (meant) return [valueFix(entry, JSON.stringify(meant.value), codeTitle(meant), true)];
    return fixesOfNoCode(field, entry, text);
  },
});
