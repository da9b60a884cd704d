import type { Entry } from '../document/record';
import { replaceValue } from '../edit/replace';
import type { Field } from '../spec/field';
import type { CheckedRecord } from './checked-record';
import { impossiblePart, readingsOfText } from './common/date-readings';
import { exampleRecord } from './common/examples';
import { entryWithValue } from './common/find-entry';
import { isIntegerText } from './common/json-number';
import { shorten } from './common/quote';
import { defineRule } from './rule';

export default defineRule({
  id: 'invalid-date',
  severity: 'error',
  source: 'specification',
  summary: 'A date is not written exactly as the specification says, or is no day of the calendar.',
  why: 'Dates are compared and stored as UTC; any other form is refused or shifts the interaction by hours.',
  examples: () => ({
    bad: [
      {
        text: exampleRecord(['"start_date": "2013-11-25 21:02:22.000+0200"']),
        fixed: exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"']),
      },
      {
        text: exampleRecord(['"start_date": "2013-11-25T19:02:22Z"']),
        fixed: exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"']),
      },
      {
        text: exampleRecord(['"start_date": "2013-11-25"']),
        fixed: exampleRecord(['"start_date": "2013-11-25T00:00:00.000Z"']),
      },
      {
        text: exampleRecord(['"start_date": "2013-02-30T19:02:22.000Z"']),
        whyNoFix: 'February has no day 30; which day was meant is not known.',
      },
      {
        text: exampleRecord(['"start_date": "11/12/2013 19:02:22"']),
        whyNoFix: 'Which of the two numbers is the month is not known.',
      },
    ],
    good: [exampleRecord(['"start_date": "2012-02-29T23:59:59.999Z"'])],
  }),
  check(record, report) {
    for (const entry of record.entries) {
      const { field } = entry;
      if (field?.type !== 'date/time' || entry.kind !== 'string' || !entry.intact) continue;
      const text = record.stringValue(entry);
      if (field.pattern?.test(text)) continue;
      report({
        start: entry.valueStart,
        end: entry.valueEnd,
        field: field.name,
        message: messageFor(record, entry, field, text),
      });
    }
  },
  fixes(finding, { record }) {
    const entry = entryWithValue(record, finding);
    if (!record || entry?.kind !== 'string') return [];
    return readingsOf(record, entry).map(({ utc, note, isSafe }) => ({
      title: `Replace by "${utc}"${note === undefined ? '' : `, ${note}`}`,
      edits: [replaceValue(entry, JSON.stringify(utc))],
      isSafe,
    }));
  },
});

function messageFor(record: CheckedRecord, entry: Entry, field: Field, text: string): string {
  const impossible = impossiblePart(text);
  if (impossible) return `"${field.name}" holds ${shorten(text)}, which is no ${impossible}: correct it.`;
  const [reading] = readingsOf(record, entry);
  const advice = reading?.isSafe ? `: write "${reading.utc}"` : `, such as "${field.example}"`;
  return `"${field.name}" must have the form ${field.form?.replaceAll('`', '')}${advice}.`;
}

function readingsOf(record: CheckedRecord, entry: Entry) {
  return readingsOfText(record.stringValue(entry), record.once(timeshiftOf));
}

/** What the record says about its local time, in minutes east of UTC; undefined where it does not. */
function timeshiftOf(record: CheckedRecord): number | undefined {
  const timeshift = record.entryOf('timeshift');
  const text = timeshift?.intact && timeshift.kind === 'number' ? record.valueText(timeshift) : '';
  return isIntegerText(text) ? Number(text) : undefined;
}
