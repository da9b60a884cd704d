import type { Entry } from '../document/record';
import { replaceValue } from '../edit/replace';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { durationInWords } from '../values/amounts';
import { onValue } from './common/places';
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
    // Valid dates all have one form, in which the order of the text is the order in time.
    if (start && end && end.text < start.text) yield { start, end };
  },
  at: ({ end }) => onValue(end.entry),
  say: ({ start, end }) => ({
    field: end.name,
    message: `"${end.name}" is ${between(end.text, start.text)}before "${start.name}".`,
    related: { ...onValue(start.entry), message: `The interaction starts here, at ${start.text}.` },
  }),
  fix({ start, end }, record) {
    const edits = [
      replaceValue(start.entry, record.valueText(end.entry)),
      replaceValue(end.entry, record.valueText(start.entry)),
    ];
    return [{ title: `Swap "${start.name}" and "${end.name}"`, edits, isSafe: false }];
  },
});

/** How long it is from one valid date to a later one, with a space after it; nothing where it is no number of days. */
function between(earlier: string, later: string): string {
  const words = durationInWords((Date.parse(later) - Date.parse(earlier)) / 1000);
  return words === undefined ? '' : `${words} `;
}

/** The member that counts for a date field, if its value is valid. */
function validDate(record: OpenRecord, field: Field | undefined) {
  const entry: Entry | undefined = field && record.entryOf(field.name);
  if (entry?.kind !== 'string' || !entry.intact) return undefined;
  const text = record.stringValue(entry);
  return field?.pattern?.test(text) ? { name: field.name, entry, text } : undefined;
}
