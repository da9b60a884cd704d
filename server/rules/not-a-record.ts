import { LONGEST_GAP } from '../json/tokens';
import { t } from '../words/language';
import { defineChunkRule } from './rule';

export default defineChunkRule({
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
  quiet: [],
  find: ({ problems }) => problems.filter(({ kind }) => kind === 'not-a-record'),
  at: ({ start, end }) => ({ start, end }),
  say: ({ start, end }, { text }) => ({
    message: recordIn(text.slice(start, end))
      ? t`Expected a record: this is one in a string.`
      : t`Expected a record, that is an object in braces.`,
  }),
  fix({ start, end }, { text }) {
    const record = recordIn(text.slice(start, end));
    if (record === undefined) return [];
    return [
      {
        title: t`Take the record out of the string`,
        does: 'Take',
        edits: [{ start, end, text: record }],
        // A member of a wrapper may have to be a text.
        isSafe: !/:\s*$/.test(text.slice(Math.max(0, start - LONGEST_GAP), start)),
      },
    ];
  },
});

/** The object, or list of them, that a string holds as JSON. */
function recordIn(token: string): string | undefined {
  try {
    const text: unknown = JSON.parse(token);
    if (typeof text !== 'string') return undefined;
    const held: unknown = JSON.parse(text);
    if (typeof held === 'string') return recordIn(text);
    return typeof held === 'object' && held !== null ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}
