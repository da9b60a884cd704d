import { replaceValue } from '../edit/replace';
import { hasProblemIn } from '../values/value-type';
import { t } from '../words/language';
import { allOf, quote } from '../words/quote';
import { checkedValues } from './common/checked-values';
import { objectOfPairs } from './common/object-of-pairs';
import { onKey } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'udata-shape',
  severity: 'information',
  source: 'judgement',
  summary: 'User data is written as an array of pairs instead of an object.',
  why: 'Other generations of the API write user data as an array; Context Services answers with an object.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([
          '"udata": [\n    { "key": "ServiceType", "type": "str", "value": "Support" },\n    { "key": "CaseID", "type": "int", "value": 20588 }\n  ]',
        ]),
        fixed: exampleRecord(['"udata": {\n    "ServiceType": "Support",\n    "CaseID": 20588\n  }']),
      },
      {
        text: exampleRecord([
          '"udata": [{ "key": "Reason", "value": "a" }, { "key": "Reason", "value": "b" }]',
        ]),
        whyNoFix: 'A key is there twice, and an object would keep only one of its values.',
      },
    ],
    good: [exampleRecord(['"udata": { "ServiceType": "Support", "CaseID": 20588 }'])],
  }),
  quiet: ['known-keys', 'values-in-form'],
  find: (record) =>
    checkedValues(record).right.filter(
      ({ field, entry }) => field.type === 'list' && entry.kind === 'array' && !hasProblemIn(record, entry),
    ),
  at: ({ entry }) => onKey(entry),
  say: ({ field }) => ({
    field: field.name,
    message: t`${quote(field.name)} is an array of pairs; it should be an object.`,
  }),
  fix({ entry }, record, { style }) {
    const made = objectOfPairs(record, entry, style);
    if (!made) return [];
    const { text, lost } = made;
    return [
      {
        title:
          lost.length === 0
            ? t`Convert to an object`
            : t`Convert to an object, without ${allOf(lost.map(quote))}`,
        does: 'Convert',
        edits: [replaceValue(entry, text)],
        isSafe: lost.length === 0,
        ...(lost.length > 0 && { isLoss: true }),
      },
    ];
  },
});
