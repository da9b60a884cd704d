import { recordObject } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import { codeTitle } from '../values/code-words';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { endOf, lifecycleOf } from './common/lifecycle';
import { onValue } from './common/places';
import { valueFix } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'end-without-stopped',
  severity: 'warning',
  source: 'judgement',
  summary: 'The interaction has an end, but its status says that it goes on.',
  why:
    'A call that has ended and still says IN_PROCESS is a known defect of real systems: it stays in lists of open work for ever. ' +
    'No interaction that goes on has an end yet, so one of the two is wrong.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"status": 2', '"end_date": "2013-11-25T19:05:37.000Z"']),
        fixed: exampleRecord(['"status": 3', '"end_date": "2013-11-25T19:05:37.000Z"']),
      },
    ],
    good: [exampleRecord(['"status": 3', '"end_date": "2013-11-25T19:05:37.000Z"'])],
  }),
  quiet: ['known-keys', 'lifecycle-consistent'],
  *find(record) {
    const lifecycle = lifecycleOf(record);
    const end = endOf(record);
    if (lifecycle && lifecycle.code !== lifecycle.stopped && end) yield { lifecycle, end };
  },
  at: ({ lifecycle }) => onValue(lifecycle.entry),
  say: ({ lifecycle: { field, code }, end }) => ({
    field: field.name,
    message: t`"${field.name}" is ${codeTitle(code)}, but there is an "${end.key}".`,
    related: { start: end.keyStart, end: end.keyEnd, message: t`The end is here.` },
  }),
  fix({ lifecycle: { entry, stopped }, end }, record) {
    const same = record.entries.filter(({ field }) => field && field === end.field);
    return [
      valueFix(entry, JSON.stringify(stopped.value), codeTitle(stopped)),
      {
        title: t`Remove ${quote(end.key)}`,
        does: 'Remove',
        edits: removeMembers(recordObject(record), same),
        isSafe: false,
        isLoss: true,
      },
    ];
  },
});
