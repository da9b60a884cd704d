import type { Field } from '../spec/field';
import { type Malformed, malformed } from '../values/identifiers';
import { t, translated } from '../words/language';
import { quote } from '../words/quote';
import { checkedValues } from './common/checked-values';
import { onValue, pathOf } from './common/places';
import { textFix } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'malformed-id',
  severity: 'hint',
  source: 'judgement',
  summary: 'An identifier looks like a usual one, but has a character too few or too many.',
  why:
    'A reference that lost a character leads nowhere, and nobody sees it: 15 letters and digits look like 16. Identifiers of other ' +
    'kinds are as good, so nothing is said of one that begins otherwise, has other characters, or differs more in its length.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"thread_id": "00001a57JGQ00BW"']),
        whyNoFix: 'Which character is lost is known only where the identifier comes from.',
      },
      {
        text: exampleRecord(['"interaction_id": "00001a57JGQ00BW8 "']),
        fixed: exampleRecord(['"interaction_id": "00001a57JGQ00BW8"']),
      },
    ],
    good: [
      exampleRecord(['"thread_id": "00001a57JGQ00BW7"']),
      exampleRecord(['"interaction_id": "01AHV6MG58E8L0G2048000DAES00000V"', '"customer_id": "customer-17"']),
    ],
  }),
  quiet: ['known-keys', 'values-usual'],
  *find(record) {
    for (const { entry, field, object } of checkedValues(record).right) {
      if (field.shapes.length === 0) continue;
      const text = record.stringValue(entry);
      const found = malformed(field, text);
      if (found && !found.wanted.isExact) yield { entry, field, object, text, ...found };
    }
  },
  at: ({ entry }) => onValue(entry),
  say: (value) => ({ field: pathOf(value.object, value.field), message: messageFor(value) }),
  fix: ({ entry, text }) => (text.trim() === text ? [] : [textFix(entry, text.trim(), false)]),
});

function messageFor({ field, text, wanted }: Malformed & { readonly field: Field; readonly text: string }) {
  const { length } = wanted;
  const name = translated(wanted.name);
  if (text.trim() !== text) return t`${quote(field.name)} has white space around a ${name}.`;
  return t`${quote(field.name)} has ${text.length} characters; a ${name} has ${length}.`;
}
