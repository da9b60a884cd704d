import type { Entry } from '../document/record';
import { insertMembers } from '../edit/insert-members';
import { recordObject } from '../edit/object-text';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { codeTitle, codeWithValue } from '../values/code-words';
import { memberMeant } from '../values/member-meant';
import { numberOf } from '../values/plain-values';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { type Lifecycle, lifecycleOf } from './common/lifecycle';
import { misnamedFor, misnamedKeys } from './common/misnamed';
import { onValue } from './common/places';
import { validDate } from './common/valid-date';
import { codeFix } from './common/value-fixes';
import { defineRule, type Fix, type FixContext } from './rule';

export default defineRule({
  id: 'stopped-without-end',
  severity: 'warning',
  source: 'judgement',
  summary: 'The status says that the interaction has ended, but not when.',
  why:
    'Every stopped interaction that is stored has an end: reports that count by it leave this one out, and desktops show it as ' +
    'going on. Of a record without a start, or with the end under another name, nothing is said: it is still being written. ' +
    'What has stopped ended before now, so that an end of now is for a person to choose: "fix" never adds it.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"status": 3', '"start_date": "2013-11-25T19:02:22.000Z"', '"duration": 195']),
        fixed: exampleRecord([
          '"status": 3',
          '"start_date": "2013-11-25T19:02:22.000Z"',
          '"end_date": "2013-11-25T19:05:37.000Z"',
          '"duration": 195',
        ]),
      },
    ],
    good: [
      exampleRecord(['"status": 3', '"end_date": "2013-11-25T19:05:37.000Z"']),
      exampleRecord(['"status": 2']),
    ],
  }),
  quiet: ['known-keys', 'lifecycle-consistent'],
  *find(record): Generator<Stopped> {
    const { start, end } = record.type;
    const lifecycle = record.isIntact ? lifecycleOf(record) : undefined;
    if (!end || lifecycle?.code !== lifecycle?.stopped || !lifecycle || record.entryOf(end.name)) return;
    if (start && !memberMeant(record, start)) return;
    if (misnamedFor(misnamedKeys(record), end.name)) return;
    yield { lifecycle, end };
  },
  at: ({ lifecycle }) => onValue(lifecycle.entry),
  say: ({ lifecycle: { field, code }, end }) => ({
    field: field.name,
    message: t`"${field.name}" is ${codeTitle(code)}, but there is no "${end.name}".`,
  }),
  *fix({ lifecycle, end }, record, context) {
    yield* addEnd(record, end, context);
    const { field, entry } = lifecycle;
    const others = field.codes.filter((code) => code !== lifecycle.stopped);
    const going = codeWithValue({ ...field, codes: others }, field.usual as number);
    if (going) yield codeFix(entry, going);
  },
});

interface Stopped {
  readonly lifecycle: Lifecycle;
  readonly end: Field;
}

/** The end that start and duration tell; else now, where that is not before the start. Without a start nobody knows. */
function* addEnd(record: OpenRecord, end: Field, { now, style }: FixContext): Generator<Fix> {
  const start = validDate(record, record.type.start);
  if (record.type.start && !start) return;
  const seconds = numberOf(record, memberMeant(record, record.type.duration));
  const told = start && seconds !== undefined ? dateAfter(start.time, seconds) : undefined;
  if (told === undefined && start && start.text > now) return;
  const valueText = JSON.stringify(told ?? now);
  const after: Entry | undefined = start?.entry;
  yield {
    title: t`Add ${quote(end.name)}: ${valueText}${told === undefined ? t` (now)` : ''}`,
    does: 'Add',
    edits: insertMembers(recordObject(record), [{ key: end.name, valueText }], style, after),
    isSafe: false,
    ...(told === undefined ? { isChoice: true } : { isPreferred: true }),
    adds: [end.name],
  };
}

/** The date so many seconds after a time (ms since 1970); undefined where it has no such form. */
function dateAfter(time: number, seconds: number): string | undefined {
  const after = new Date(time + seconds * 1000);
  if (seconds < 0 || Number.isNaN(after.getTime()) || after.getUTCFullYear() > 9999) return undefined;
  return after.toISOString();
}
