import { quote } from '../words/quote';
import { checkedValues, onValue } from './common/checked-values';
import { brokenLimit } from './common/limits';
import { defineRule } from './rule';

export default defineRule({
  id: 'out-of-range',
  severity: 'error',
  source: 'project',
  summary: 'A number is less or greater than the project file allows.',
  why: 'A number that cannot be is a slip or a wrong unit, and sums and reports that include it come out wrong.',
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
  check(record, report) {
    for (const value of checkedValues(record)) {
      if (value.entry.kind !== 'number') continue;
      const broken = brokenLimit(record, value);
      if (broken) report(onValue(value, `${quote(value.field.name)} ${broken}.`));
    }
  },
});
