import { replaceValue } from '../edit/replace';
import { durationInWords } from '../values/amounts';
import { t } from '../words/language';
import { onValue } from './common/places';
import { type ValidDate, validDate } from './common/valid-date';
import { defineRule } from './rule';

export default defineRule({
  id: 'end-before-start',
  severity: 'error',
  source: 'judgement',
  summary: 'An interaction ends before it starts.',
  why: 'Durations and reports that are computed from the two dates come out negative.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([
          '"start_date": "2013-11-25T19:02:22.000Z"',
          '"end_date": "2013-11-25T18:05:37.000Z"',
        ]),
        fixed: exampleRecord([
          '"start_date": "2013-11-25T18:05:37.000Z"',
          '"end_date": "2013-11-25T19:02:22.000Z"',
        ]),
      },
    ],
    good: [
      exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"', '"end_date": "2013-11-25T19:02:22.000Z"']),
    ],
  }),
  quiet: ['dates-in-order'],
  *find(record) {
    const start = validDate(record, record.type.start);
    const end = validDate(record, record.type.end);
    if (start && end && end.time < start.time) yield { start, end };
  },
  at: ({ end }) => onValue(end.entry),
  say: ({ start, end }) => ({
    field: end.name,
    message: t`"${end.name}" is ${between(end, start)}before "${start.name}".`,
    related: { ...onValue(start.entry), message: t`The interaction starts here, at ${start.text}.` },
  }),
  fix({ start, end }, record) {
    const edits = [
      replaceValue(start.entry, record.valueText(end.entry)),
      replaceValue(end.entry, record.valueText(start.entry)),
    ];
    const title = t`Swap "${start.name}" and "${end.name}"`;
    // The milliseconds of whole days: one without a time of it is rather wrong by itself.
    const isDay = end.time % 86_400_000 === 0;
    return [{ title, does: 'Swap', edits, isSafe: false, ...(isDay && { isChoice: true }) }];
  },
});

/** How long it is from one date to a later one, with a space after it; nothing where it is no number of days. */
function between(earlier: ValidDate, later: ValidDate): string {
  const words = durationInWords((later.time - earlier.time) / 1000);
  return words === undefined ? '' : `${words} `;
}
