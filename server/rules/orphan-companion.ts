import { recordObject } from '../edit/object-text';
import { removeMembers } from '../edit/remove-members';
import { t } from '../words/language';
import { isThereMisnamed } from './common/misnamed';
import { onKey } from './common/places';
import { defineRule } from './rule';

export default defineRule({
  id: 'orphan-companion',
  severity: 'warning',
  source: 'judgement',
  summary: 'A field describes content that the record does not have.',
  why: 'The MIME type or size of nothing is noise at best; more likely the URL of the content was lost.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord(['"structured_text_mime": "text/html"']),
        fixed: exampleRecord(),
      },
    ],
    good: [
      exampleRecord([
        '"structured_text": "https://ucs.example.com/notes/8.html"',
        '"structured_text_mime": "text/html"',
      ]),
    ],
  }),
  quiet: ['companions-paired'],
  *find(record) {
    if (!record.isIntact) return;
    for (const { name, describes: content } of record.type.companions) {
      const entry = record.entryOf(name);
      // A companion that is null is to be removed for that reason already.
      if (entry === undefined || entry.kind === 'null' || content === undefined) continue;
      // Content under another name (`binaryContent`) is content all the same, once its key is mended.
      if (!record.entryOf(content) && !isThereMisnamed(record, content)) yield { name, entry, content };
    }
  },
  at: ({ entry }) => onKey(entry),
  say: ({ name, content }) => ({ field: name, message: t`"${name}" without "${content}".` }),
  fix({ name }, record) {
    const same = record.entries.filter(({ field }) => field?.name === name);
    const edits = removeMembers(recordObject(record), same);
    return [{ title: t`Remove "${name}"`, does: 'Remove', edits, isSafe: false, isLoss: true }];
  },
});
