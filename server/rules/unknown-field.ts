import { recordObject } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import type { OpenRecord } from '../record/open-record';
import { t } from '../words/language';
import { anyOf, quote } from '../words/quote';
import { isUnknown, type Misnamed, misnamedKeys, renameFixes, ruleOfMisnamed } from './common/misnamed';
import { moveToUdata } from './common/move-to-udata';
import { onKey } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'unknown-field',
  severity: 'warning',
  source: 'judgement',
  summary: 'A key is a field neither of the specification nor of the project file.',
  why: 'Context Services does not know the key, so its value is ignored: most often a field is misspelt.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"phoneNumber": "+12025550143"']),
        fixed: exampleRecord(['"phone_number": "+12025550143"']),
      },
      {
        text: exampleRecord(['"phone_nubmer": "+12025550143"']),
        fixed: exampleRecord(['"phone_number": "+12025550143"']),
      },
      {
        text: exampleRecord(['"room": "4.12"', '"duration": 195']),
        fixed: exampleRecord(['"udata": { "room": "4.12" }', '"duration": 195']),
      },
      {
        text: exampleRecord(['"room": "4.12"', '"udata": { "ServiceType": "Support" }']),
        fixed: exampleRecord(['"udata": { "ServiceType": "Support", "room": "4.12" }']),
      },
    ],
    good: [
      exampleRecord(['"udata": { "room": "4.12", "startDate": "" }']),
      exampleRecord(['"$schema": "./phone-call-interaction.schema.json"']),
    ],
  }),
  quiet: ['known-keys'],
  // Which key is unknown is not known yet where a syntax error may have broken one.
  find: (record) => (record.isIntact && record.entries.some(isUnknown) ? misnamedKeys(record) : []),
  at: ({ entry }) => onKey(entry),
  say(misnamed, record) {
    const unless = ruleOfMisnamed(record, misnamed);
    const message = messageFor(record, misnamed);
    return { field: misnamed.entry.key, message, ...(unless && { unless }) };
  },
  *fix(misnamed, record, { style }) {
    yield* renameFixes(misnamed);
    const move = moveToUdata(record, misnamed, style);
    if (move) yield move;
    yield {
      title: t`Remove ${quote(misnamed.entry.key)}`,
      does: 'Remove',
      edits: removeMembers(recordObject(record), misnamed.same),
      isSafe: false,
      isLoss: true,
    };
  },
});

function messageFor({ type }: OpenRecord, { entry: { key }, fields }: Misnamed): string {
  const what = t`Unknown field ${quote(key)}`;
  if (fields.length > 0) return t`${what}. Is ${anyOf(fields.map(({ name }) => `"${name}"`))} meant?`;
  const same = type.fieldMeant(key);
  if (same) return t`${what}: "${same.name}" is here already.`;
  return t`${what}: Context Services ignores it.`;
}
