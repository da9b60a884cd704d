import { quote } from '../words/quote';
import { defineValueRule } from './common/checked-values';
import { brokenByText, brokenLimit } from './common/limits';
import { textFix } from './common/value-fixes';

export default defineValueRule({
  id: 'invalid-text',
  severity: 'error',
  source: 'project',
  summary: 'A text is not as the project file says: too short, too long, or not of its pattern.',
  why: 'Whoever agreed on the form relies on it: what has another one is not found, cut off or refused.',
  exampleProject: `{
  "record": {
    "properties": {
      "udata": {
        "properties": {
          "case_id": { "type": "string", "pattern": "^C-\\\\d+$" },
          "queue": { "type": "string", "maxLength": 10 }
        }
      }
    }
  }
}`,
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"udata": { "case_id": "4711" }']),
        whyNoFix: 'What is missing is known only where the text comes from.',
      },
      {
        text: exampleRecord(['"udata": { "case_id": " C-4711" }']),
        fixed: exampleRecord(['"udata": { "case_id": "C-4711" }']),
      },
      {
        text: exampleRecord(['"udata": { "queue": "Billing and dunning" }']),
        whyNoFix: 'What of the text can go is for you to say.',
      },
    ],
    good: [exampleRecord(['"udata": { "case_id": "C-4711", "queue": "Billing" }'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: (value) => value.entry.kind === 'string' && brokenLimit(value) !== undefined,
  say: (value) => `${quote(value.field.name)} ${brokenLimit(value)}.`,
  fix({ record, entry, field }) {
    const trimmed = record.stringValue(entry).trim();
    // White space at the ends says nothing that could get lost.
    return trimmed === '' || brokenByText(trimmed, field) ? [] : [textFix(entry, trimmed, true)];
  },
});
