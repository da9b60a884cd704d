import { exampleRecord } from './common/examples';
import { defineRule } from './rule';

export default defineRule({
  id: 'not-a-record',
  severity: 'error',
  source: 'specification',
  summary: 'Something else than an object stands where a record is expected.',
  why: 'A list of interactions holds interactions; a reader that expects one fails at anything else.',
  examples: () => ({
    bad: [
      {
        text: `[\n${exampleRecord()},\n7\n]`,
        whyNoFix: 'Which interaction the value was meant to be is not known.',
      },
      { text: '"00001a57JGQ00BW8"', whyNoFix: 'Which interaction the value was meant to be is not known.' },
    ],
    good: [`[\n${exampleRecord()}\n]`, '[]'],
  }),
  ofProblem({ kind, start, end }) {
    if (kind !== 'not-a-record') return undefined;
    return {
      start,
      end,
      message: 'A record is expected here, that is an object in braces: write one or remove this.',
    };
  },
});
