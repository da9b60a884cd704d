import { recordObject } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import { codeTitle } from '../values/code-words';
import { stringOf } from '../values/plain-values';
import { t } from '../words/language';
import { quote } from '../words/quote';
import { endOf, lifecycleOf } from './common/lifecycle';
import { onValue } from './common/places';
import { valueFixOf } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'reason-without-stopped',
  severity: 'warning',
  source: 'judgement',
  summary: 'It is said why the interaction ended, but its status says that it goes on.',
  why: 'What goes on has no reason to have ended yet: the status was forgotten, or the reason copied. An empty reason says nothing, and is left alone.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"status": 2', '"stopped_reason": "Normal"']),
        fixed: exampleRecord(['"status": 3', '"stopped_reason": "Normal"']),
      },
    ],
    good: [
      exampleRecord(['"status": 3', '"end_date": "2013-11-25T19:05:37.000Z"', '"stopped_reason": "Normal"']),
      exampleRecord(['"status": 2', '"stopped_reason": ""']),
    ],
  }),
  quiet: ['known-keys', 'lifecycle-consistent'],
  *find(record) {
    const { endReason } = record.type;
    const lifecycle = lifecycleOf(record);
    const reason = endReason && record.entryOf(endReason.name);
    if (!lifecycle || lifecycle.code === lifecycle.stopped || !reason) return;
    if (stringOf(record, reason)?.trim()) yield { lifecycle, reason, ended: endOf(record) };
  },
  at: ({ reason }) => onValue(reason),
  say: ({ lifecycle: { field, entry, code }, reason, ended }) => ({
    field: reason.key,
    message: t`"${reason.key}" is there, but "${field.name}" is ${codeTitle(code)}.`,
    related: { ...onValue(entry), message: t`The status is here.` },
    // An end says the same more plainly.
    ...(ended && { unless: 'end-without-stopped' }),
  }),
  fix({ lifecycle: { entry, stopped }, reason }, record) {
    const same = record.entries.filter(({ field }) => field && field === reason.field);
    return [
      valueFixOf(entry, JSON.stringify(stopped.value), codeTitle(stopped)),
      {
        title: t`Remove ${quote(reason.key)}`,
        does: 'Remove',
        edits: removeMembers(recordObject(record), same),
        isSafe: false,
        isLoss: true,
      },
    ];
  },
});
