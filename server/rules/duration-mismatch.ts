import type { OpenRecord } from '../record/open-record';
import { durationInWords, isOtherDuration } from '../values/amounts';
import { t } from '../words/language';
import { onValue } from './common/places';
import { validDate } from './common/valid-date';
import { valueFix } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'duration-mismatch',
  severity: 'hint',
  source: 'judgement',
  summary: 'A duration differs from the time between start and end, by more than a second and 10 %.',
  why:
    'In data that people write one of the three was changed and the others forgotten. In recorded data the duration often counts ' +
    'something else, such as the time of talking, so nothing is said where start and end are not whole seconds apart.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([
          '"status": 3',
          '"start_date": "2013-11-25T19:02:22.000Z"',
          '"end_date": "2013-11-25T19:03:22.000Z"',
          '"duration": 600',
        ]),
        fixed: exampleRecord([
          '"status": 3',
          '"start_date": "2013-11-25T19:02:22.000Z"',
          '"end_date": "2013-11-25T19:03:22.000Z"',
          '"duration": 60',
        ]),
      },
    ],
    good: [
      exampleRecord([
        '"status": 3',
        '"start_date": "2013-11-25T19:02:22.000Z"',
        '"end_date": "2013-11-25T19:03:22.000Z"',
        '"duration": 61',
      ]),
      exampleRecord([
        '"status": 3',
        '"start_date": "2013-11-25T19:02:22.675Z"',
        '"end_date": "2013-11-25T19:02:41.863Z"',
        '"duration": 87',
      ]),
    ],
  }),
  quiet: ['known-keys', 'duration-fits'],
  *find(record) {
    const { start, end, duration } = record.type;
    const from = validDate(record, start);
    const to = validDate(record, end);
    const length = lengthOf(record);
    if (!from || !to || !length || !duration || to.time < from.time) return;
    const between = to.time - from.time;
    if (between % 1000 === 0 && isOtherDuration(length.seconds, between / 1000))
      yield { name: duration.name, entry: length.entry, seconds: between / 1000, from, to };
  },
  at: ({ entry }) => onValue(entry),
  say: ({ name, seconds, from, to }) => ({
    field: name,
    message: t`"${name}" is not the ${durationInWords(seconds) ?? ''} from "${from.name}" to "${to.name}".`,
    related: { ...onValue(to.entry), message: t`The interaction ends here, at ${to.text}.` },
  }),
  // Which of the three is wrong only a person knows, and what the duration was is found nowhere else.
  fix: ({ entry, seconds }) => [
    { ...valueFix(entry, `${seconds}`, `${seconds} (${durationInWords(seconds)})`), isLoss: true },
  ],
});

/** The duration in seconds, where it is one. */
function lengthOf(record: OpenRecord) {
  const { duration } = record.type;
  const entry = duration && record.entryOf(duration.name);
  if (!entry?.intact || entry.kind !== 'number') return undefined;
  const seconds = Number(record.valueText(entry));
  return Number.isSafeInteger(seconds) && seconds >= 0 ? { entry, seconds } : undefined;
}
