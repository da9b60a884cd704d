import type { Entry } from '../document/record';
import { eachToken, type TokenKind } from '../json/each-token';
import { parseString } from '../json/string-token';
import type { OpenRecord } from '../record/open-record';
import { charactersOf, MOST_CHARACTERS_REPORTED } from '../values/user-data';
import { t } from '../words/language';
import { defineRule } from './rule';

export default defineRule({
  id: 'long-user-data',
  severity: 'hint',
  source: 'judgement',
  summary: `A string in user data has more than ${MOST_CHARACTERS_REPORTED} characters.`,
  why:
    `Reporting stores the first ${MOST_CHARACTERS_REPORTED} of them, so what follows is missing there. The record itself keeps all of it, ` +
    'and whoever does not report on the value need not mind.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([`"udata": { "Note": "${'The line is dead. '.repeat(15)}" }`]),
        whyNoFix: 'What can be left out is for the author to say.',
      },
    ],
    good: [
      exampleRecord([`"udata": { "Note": "${'The line is dead. '.repeat(14)}" }`]),
      exampleRecord([`"text": "${'The line is dead. '.repeat(15)}"`]),
    ],
  }),
  quiet: ['known-keys', 'values-usual'],
  *find(record) {
    const { userData } = record.type;
    for (const entry of record.entries)
      if (userData && entry.field === userData) yield* longStrings(record, entry, userData.name);
  },
  at: ({ start, end }) => ({ start, end }),
  say: ({ field, length }) => ({
    field,
    message: t`Reporting stores ${MOST_CHARACTERS_REPORTED} of these ${length} characters.`,
  }),
});

/** The strings of user data that are too long, at any depth; keys are none of them. */
function longStrings({ text }: OpenRecord, { valueStart, valueEnd, intact }: Entry, field: string) {
  const found: {
    readonly start: number;
    readonly end: number;
    readonly field: string;
    readonly length: number;
  }[] = [];
  // Each character takes one unit at least.
  if (!intact || valueEnd - valueStart - 2 <= MOST_CHARACTERS_REPORTED) return found;
  let last: { readonly start: number; readonly end: number } | undefined;
  const visit = (kind?: TokenKind, start = 0, end = 0) => {
    if (last && kind !== 'colon') {
      // What is nested too deep to be read through can hold a broken string.
      const value = parseString(text.slice(last.start, last.end));
      const length = value === undefined ? 0 : charactersOf(value);
      if (length > MOST_CHARACTERS_REPORTED) found.push({ ...last, field, length });
    }
    last = kind === 'string' && end - start - 2 > MOST_CHARACTERS_REPORTED ? { start, end } : undefined;
  };
  eachToken(text, valueStart, valueEnd, visit);
  visit();
  return found;
}
