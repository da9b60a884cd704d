import { codeOfText, codeTitle } from '../values/code-words';
import { ownKind } from '../values/kind-and-medium';
import { t, translated } from '../words/language';
import { checkedValues } from './common/checked-values';
import { onValue } from './common/places';
import { codeFix } from './common/value-fixes';
import { defineRule } from './rule';

export default defineRule({
  id: 'not-a-phone-call',
  severity: 'information',
  source: 'judgement',
  summary: 'A record is an interaction of another kind than a phone call.',
  why:
    'The codes of the sibling resources are valid, so a wrong one passes unseen: 0, which is written where nobody knows, makes a call an ' +
    'e-mail. In a file that also holds e-mails and chats it is right, which is why this is no more than an information.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"entity_type": 0', '"media_type": "email"']),
        fixed: exampleRecord(['"entity_type": 3', '"media_type": "email"']),
      },
    ],
    good: [exampleRecord(['"entity_type": 3'])],
  }),
  quiet: ['known-keys', 'values-usual'],
  *find(record) {
    const own = ownKind(record.type);
    if (!own) return;
    for (const { entry, field } of checkedValues(record).right) {
      const code = field.role === 'kind' ? codeOfText(field, record.valueText(entry)) : undefined;
      if (code && code.value !== own.value) yield { entry, field, code, own };
    }
  },
  at: ({ entry }) => onValue(entry),
  say: ({ field, code, own }, record) => ({
    field: field.name,
    message: t`${codeTitle(code)} is not a ${translated(record.type.noun)}, which is ${codeTitle(own)}.`,
  }),
  fix: ({ entry, own }) => [codeFix(entry, own)],
});
