import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixText } from '../../server/features/fix-all';

const record =
  '{"customer_id":"c","interaction_id":"i","status":3,"entity_type":3,"type":"Inbound","media_type":"voice",' +
  '"creator_app_id":1,"start_date":"2021-03-04T09:15:31.000Z"}';

/** Texts with R for a record, and what all fixes leave of them. */
const texts: readonly (readonly [text: string, fixed: string])[] = [
  ['callback(R);\n', 'R\n'],
  ['```json\nR\n```\n', '\nR\n\n'],
  [")]}',\nR", '\nR'],
  ['const x = R;', ' R'],
  ['# calls of May\n[R]', '\n[R]'],
  ['export default [R]', ' [R]'],
  ['<<<<<<< HEAD\nR\n=======\nR\n>>>>>>> b\n', '\nR\n\nR\n\n'],
];

for (const [text, fixed] of texts) {
  test(`what stands around records is removed, not quoted: ${JSON.stringify(text)}`, () => {
    const written = text.replaceAll('R', record);
    const options = { now: '2026-01-01T00:00:00.000Z', severityOf: () => 'error' as const };
    assert.equal(fixText(written, 'json', { ...options, includeUnsafe: false }).text, written);
    const all = fixText(written, 'json', { ...options, includeUnsafe: true });
    assert.equal(all.text.replaceAll(record, 'R'), fixed);
  });
}
