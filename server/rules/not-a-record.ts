import { defineRule } from './rule';

export default defineRule({
  id: 'not-a-record',
  severity: 'error',
  source: 'specification',
  summary: 'There is something other than an object where a record is expected.',
  why: 'A list of interactions holds interactions; a reader that expects one fails at anything else.',
  examples: (exampleRecord) => ({
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
      message: 'Expected a record, that is an object in braces.',
    };
  },
});
