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
      { text: `[[${exampleRecord()}]]`, fixed: `[${exampleRecord()}]` },
      { text: '"00001a57JGQ00BW8"', whyNoFix: 'Which interaction the value was meant to be is not known.' },
    ],
    good: [`[\n${exampleRecord()}\n]`, '[]'],
  }),
  quiet: [],
  find: ({ problems }) => problems.filter(({ kind }) => kind === 'not-a-record'),
  at: ({ start, end }) => ({ start, end }),
  say({ start, end }, { text }) {
    const token = text.slice(start, end);
    if (recordIn(token)) return { message: t`Expected a record: this is one in a string.` };
    if (lengthOfList(token) > 0) return { message: t`Expected a record: this is an array of them.` };
    return { message: t`Expected a record, that is an object in braces.` };
  },
  fix({ start, end }, { text }) {
    const token = text.slice(start, end);
    const length = lengthOfList(token);
    if (length > 0) {
      // A line holds one record.
      if (length > 1 && !isElement(text, start)) return [];
      const edits = [start, end - 1].map((at) => ({ start: at, end: at + 1, text: '' }));
      return [{ title: t`Take the records out of the array`, does: 'Take', edits, isSafe: false }];
    }
    const record = recordIn(token);
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

/** Whether what starts here stands in an array. */
function isElement(text: string, start: number): boolean {
  return /[[,]\s*$/.test(text.slice(Math.max(0, start - LONGEST_GAP), start));
}

/** How many objects are in a list in the list, as of a page; 0 where this is none, or anything else is in it. */
function lengthOfList(token: string): number {
  if (!token.startsWith('[')) return 0;
  try {
    const list: unknown[] = JSON.parse(token);
    return list.every((one) => typeof one === 'object' && one && !Array.isArray(one)) ? list.length : 0;
  } catch {
    return 0;
  }
}
