import type { Field } from '../spec/field';
import { isIdentifier, type Malformed, malformed } from '../values/identifiers';
import { t, translated } from '../words/language';
import { quote } from '../words/quote';
import { checkedValues } from './common/checked-values';
import { onValue, pathOf } from './common/places';
import { fixesOfNothing, textFix } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'malformed-id',
  severity: 'hint',
  source: 'judgement',
  summary: 'An identifier has a character too few or too many, or is what a program wrote in place of one.',
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
      {
        text: exampleRecord(['"customer_id": "12025550143.0"']),
        fixed: exampleRecord(['"customer_id": "12025550143"']),
      },
      {
        text: exampleRecord(['"external_id": "1.2E+10"']),
        whyNoFix: 'The digits that were rounded are not in the record.',
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
      if (!isIdentifier(field)) continue;
      const text = record.stringValue(entry);
      const found = malformed(field, text);
      if (found && !found.wanted?.isExact) yield { entry, field, object, text, ...found };
    }
  },
  at: ({ entry }) => onValue(entry),
  say: (value) => ({ field: pathOf(value.object, value.field), message: messageFor(value) }),
  fix(value, record, context) {
    const { entry, field, text, digits = text.trim() } = value;
    // A word for nothing can go; digits that are lost cannot be had again.
    if (digits === '' && !field.mandatory && !/\d/.test(text))
      return fixesOfNothing(record, value, context, false);
    return digits === text || digits === '' ? [] : [textFix(entry, digits, false)];
  },
});

function messageFor({
  field,
  text,
  wanted,
  isHidden,
}: Malformed & { readonly field: Field; readonly text: string }) {
  if (isHidden) return t`${quote(field.name)} has characters that cannot be seen.`;
  if (wanted === undefined) return t`${quote(field.name)} is what a program wrote in place of an identifier.`;
  const { length } = wanted;
  const name = translated(wanted.name);
  if (text.trim() !== text) return t`${quote(field.name)} has white space around a ${name}.`;
  return t`${quote(field.name)} has ${text.length} characters; a ${name} has ${length}.`;
}
