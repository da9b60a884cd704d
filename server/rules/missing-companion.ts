import { insertMembers } from '../edit/insert-members';
import { recordObject } from '../edit/object-text';
import type { OpenRecord } from '../record/open-record';
import type { Field } from '../spec/field';
import { placeholder } from '../values/placeholder';
import { allOf } from '../words/quote';
import { entryWithKey } from './common/find-entry';
import { misnamedFinding, misnamedFor, misnamedKeys, misnamedWithKey, renameFix } from './common/misnamed';
import { defineRule } from './rule';

export default defineRule({
  id: 'missing-companion',
  severity: 'error',
  source: 'specification',
  summary: 'A content URL lacks its MIME type or size.',
  why: 'A desktop cannot show or play content whose MIME type it does not know, nor load content of unknown size.',
  examples: (exampleRecord) => ({
    bad: [
      {
        text: exampleRecord([
          '"structured_text": "https://ucs.example.com/notes/8.html"',
          '"subject": "Invoice"',
        ]),
        fixed: exampleRecord([
          '"structured_text": "https://ucs.example.com/notes/8.html"',
          '"structured_text_mime": "text/html"',
          '"subject": "Invoice"',
        ]),
      },
      {
        text: exampleRecord(['"binary_content": "https://ucs.example.com/calls/8.wav"']),
        fixed: exampleRecord([
          '"binary_content": "https://ucs.example.com/calls/8.wav"',
          '"binary_content_mime": "audio/wav"',
          '"binary_content_size": 0',
        ]),
      },
      {
        text: exampleRecord([
          '"binary_content": "https://ucs.example.com/calls/8"',
          '"binary_content_size": 3120044',
        ]),
        fixed: exampleRecord([
          '"binary_content": "https://ucs.example.com/calls/8"',
          '"binary_content_mime": "application/octet-stream"',
          '"binary_content_size": 3120044',
        ]),
      },
    ],
    good: [
      exampleRecord([
        '"binary_content_size": 3120044',
        '"binary_content_mime": "audio/wav"',
        '"binary_content": "https://ucs.example.com/calls/8.wav"',
      ]),
    ],
  }),
  quiet: ['companions-paired'],
  check(record, report) {
    if (!record.isIntact) return;
    for (const content of record.type.contents) {
      const entry = record.entryOf(content.name);
      // A content that is null is to be removed, and then it needs nothing.
      if (entry === undefined || entry.kind === 'null') continue;
      const { absent, misnamed } = missingBeside(record, content);
      for (const known of misnamed) report(misnamedFinding(known));
      if (absent.length === 0) continue;
      const names = absent.map(({ name }) => `"${name}"`);
      report({
        start: entry.keyStart,
        end: entry.keyEnd,
        field: content.name,
        message: `"${content.name}" requires ${allOf(names)}.`,
      });
    }
  },
  *fixes(finding, { record, style, now }) {
    const key = entryWithKey(record, finding);
    if (!record || !key) return;
    const known = misnamedWithKey(record, key.key);
    if (known) {
      yield* known.fields.map(({ name }) => renameFix(known, name));
      return;
    }
    const content = record.type.fieldNamed(finding.field ?? '');
    const entry = content && record.entryOf(content.name);
    if (!entry) return;
    const members = missingBeside(record, content).absent.map((field) => ({
      key: field.name,
      valueText: placeholder(field, record, now),
    }));
    yield {
      title: `Add ${members.map(({ key, valueText }) => `"${key}": ${valueText}`).join(' and ')}`,
      edits: insertMembers(recordObject(record), members, style, entry),
      isSafe: false,
      isPreferred: true,
    };
  },
});

/** The companions that a content lacks, and the members that have one under another name. */
function missingBeside(record: OpenRecord, { companions }: Field) {
  const lacking = companions.filter((name) => record.entryOf(name) === undefined);
  const keys = lacking.length > 0 ? misnamedKeys(record) : [];
  return {
    absent: lacking.flatMap((name) => (misnamedFor(keys, name) ? [] : (record.type.fieldNamed(name) ?? []))),
    misnamed: lacking.flatMap((name) => misnamedFor(keys, name) ?? []),
  };
}
