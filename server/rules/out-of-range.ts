import { quote } from '../words/quote';
import { defineValueRule } from './common/checked-values';
import { brokenLimit } from './common/limits';

export default defineValueRule({
  id: 'out-of-range',
  severity: 'error',
  source: 'project',
  summary: 'A number is less or greater than the project file allows.',
  why: 'An impossible number is a slip or a wrong unit, and sums and reports that include it come out wrong.',
  exampleProject: `{
  "record": {
    "properties": {
      "udata": {
        "properties": { "score": { "type": "number", "minimum": 1, "maximum": 5 } }
      }
    }
  }
}`,
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"udata": { "score": 5.5 }']),
        whyNoFix: 'Which number was meant is known only where it comes from.',
      },
    ],
    good: [exampleRecord(['"udata": { "score": 4.5 }'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  isWrong: (value) => value.entry.kind === 'number' && brokenLimit(value) !== undefined,
  say: (value) => `${quote(value.field.name)} ${brokenLimit(value)}.`,
});
