import { replaceValue } from '../edit/replace';
import type { Field } from '../spec/field';
import { codeTitle, codeWithValue } from '../values/code-words';
import { anyOf, shorten } from '../words/quote';
import { checkedValues, onValue, valueAt } from './common/checked-values';
import { defineRule } from './rule';

export default defineRule({
  id: 'invalid-value',
  severity: 'error',
  source: 'specification',
  summary: 'A number is not one of the codes of its field.',
  why: 'A code that the specification does not name means nothing to the services that read the record.',
  examples: (exampleRecord) => ({
    bad: [
      { text: exampleRecord(['"status": 4']), fixed: exampleRecord(['"status": 0']) },
      { text: exampleRecord(['"entity_type": 4']), fixed: exampleRecord(['"entity_type": 0']) },
    ],
    good: [exampleRecord(['"status": 2']), exampleRecord(['"entity_type": 7.0'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  check(record, report) {
    for (const value of checkedValues(record)) {
      const { field, entry, hasType } = value;
      if (!hasType || field.codes.length === 0) continue;
      const text = record.valueText(entry);
      if (codeWithValue(field, Number(text))) continue;
      report(onValue(value, `${shorten(text)} is not ${nameOf(field)}${adviceFor(field)}.`));
    }
  },
  fixes(finding, { record }) {
    const value = valueAt(record, finding);
    if (!record || !value?.hasType) return [];
    const { entry, field } = value;
    return field.codes.map((code) => ({
      title: `Change to ${codeTitle(code)}`,
      edits: [replaceValue(entry, String(code.value))],
      isSafe: false,
      isChoice: true,
    }));
  },
});

/** `a status`, `an entity type` */
function nameOf({ name }: Field): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name.replaceAll('_', ' ')}`;
}

/** More codes than this make a message too long to be read. */
const MOST_LISTED = 4;

function adviceFor(field: Field): string {
  const { codes, example } = field;
  const usual = codes.find(({ value }) => value === example);
  if (codes.length > MOST_LISTED && usual) return `; a phone call is ${codeTitle(usual)}`;
  return `: use ${anyOf(codes.map(codeTitle))}`;
}
