import { insertMembers } from '../edit/insert-members';
import { recordObject } from '../edit/object-text';
import { type Field, fieldNamed, fields } from '../spec/field';
import type { CheckedRecord } from './checked-record';
import { exampleRecord } from './common/examples';
import { misnamedFor, misnamedKeys, renameFix } from './common/misnamed';
import { placeholder } from './common/placeholder';
import { allOf } from './common/quote';
import { defineRule, type Fix } from './rule';

const contents: readonly Field[] = fields.filter(({ companions }) => companions.length > 0);

export default defineRule({
  id: 'missing-companion',
  severity: 'error',
  source: 'specification',
  summary: 'A URL of content stands without the fields that describe the content.',
  why: 'A desktop cannot show or play content whose MIME type it does not know, nor load content of unknown size.',
  examples: () => ({
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
  check(record, report) {
    if (!record.isIntact) return;
    for (const content of contents) {
      const entry = record.entryOf(content.name);
      // A content that is null is to be removed, and then it needs nothing.
      if (entry === undefined || entry.kind === 'null') continue;
      const absent = absentCompanions(record, content);
      if (absent.length === 0) continue;
      const misnamed = misnamedKeys(record);
      const known = absent.map(({ name }) => misnamedFor(misnamed, name)).find((one) => one !== undefined);
      const names = absent.map(({ name }) => `"${name}"`);
      report({
        start: entry.keyStart,
        end: entry.keyEnd,
        field: content.name,
        message: `"${content.name}" makes ${allOf(names)} mandatory: add ${names.length > 1 ? 'them' : 'it'}.`,
        ...(known && {
          related: {
            start: known.entry.keyStart,
            end: known.entry.keyEnd,
            message: 'This key may be meant for it.',
          },
        }),
      });
    }
  },
  fixes(finding, { record, style, now }) {
    const content = fieldNamed(finding.field ?? '');
    const entry = content && record?.entryOf(content.name);
    if (!record || !content || !entry) return [];
    const misnamed = misnamedKeys(record);
    const toAdd: Field[] = [];
    const renames: Fix[] = [];
    for (const field of absentCompanions(record, content)) {
      const known = misnamedFor(misnamed, field.name);
      if (known) renames.push(renameFix(known, field.name));
      else toAdd.push(field);
    }
    const members = toAdd.map((field) => ({
      key: field.name,
      valueText: placeholder(field, record, now),
    }));
    const titles = [
      ...renames.map(({ title }) => title),
      ...members.map(({ key, valueText }) => `Add "${key}": ${valueText}`),
    ];
    const fix: Fix = {
      title: titles
        .map((title, index) => (index > 0 ? title.replace(/^[AR]/, (it) => it.toLowerCase()) : title))
        .join(', '),
      edits: [
        ...renames.flatMap(({ edits }) => edits),
        ...insertMembers(recordObject(record), members, style, entry),
      ],
      isSafe: toAdd.length === 0 && renames.every(({ isSafe }) => isSafe),
    };
    return [fix];
  },
});

function absentCompanions(record: CheckedRecord, content: Field): readonly Field[] {
  return content.companions
    .filter((name) => record.entryOf(name) === undefined)
    .map((name) => fieldNamed(name) as Field);
}
