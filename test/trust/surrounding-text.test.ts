import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksWithFindings } from '../../server/check/check';
import { type DocumentForm, offsetOf } from '../../server/document/document';
import { applyEdits } from '../../server/edit/text-edit';
import { fixText } from '../../server/features/fix-all';
import { fixContext, fixesOf } from '../../server/rules/fixes';
import { checkText, engine } from '../support/engines';

const record =
  '{"customer_id":"c","interaction_id":"i","status":3,"entity_type":3,"type":"Inbound","media_type":"voice",' +
  '"creator_app_id":1,"start_date":"2021-03-04T09:15:31.000Z"}';
const now = '2026-01-01T00:00:00.000Z';

/** What is told of a text with R for a record, with the text after each fix. */
function told(text: string, form: DocumentForm = 'json') {
  const checked = checkText(text.replaceAll('R', record), form);
  const found: { message: string; fixes: Record<string, string> }[] = [];
  for (const { index, findings } of chunksWithFindings(checked)) {
    const context = fixContext(checked, index, now);
    const offset = offsetOf(checked.document, index);
    for (const finding of findings) {
      const fixes = fixesOf(finding, context).map(({ title, edits }) => {
        const inFile = edits.map((edit) => ({
          ...edit,
          start: edit.start + offset,
          end: edit.end + offset,
        }));
        return [title, applyEdits(text.replaceAll('R', record), inFile).replaceAll(record, 'R')];
      });
      found.push({ message: finding.message, fixes: Object.fromEntries(fixes) });
    }
  }
  return found;
}

function fixed(text: string, includeUnsafe: boolean, form: DocumentForm = 'json'): string {
  const options = { now, severityOf: () => 'error' as const, includeUnsafe };
  return fixText(engine, text.replaceAll('R', record), form, options).text.replaceAll(record, 'R');
}

/** Texts with R for a record, the only thing that is told of them, the only fix, and what it leaves. */
const texts: readonly (readonly [text: string, message: string, title: string, fixed: string])[] = [
  ['callback(R);\n', 'JSONP call around the JSON.', 'Remove the JSONP call', 'R\n'],
  ['jQuery.cb_1(\n[R]\n)', 'JSONP call around the JSON.', 'Remove the JSONP call', '[R]\n'],
  ['```json\nR\n```\n', 'Code fence around the JSON.', 'Remove the code fence', 'R\n'],
  ['```json\r\nR\r\n```\r\n', 'Code fence around the JSON.', 'Remove the code fence', 'R\r\n'],
  ['~~~\n[R,\nR]\n~~~', 'Code fence around the JSON.', 'Remove the code fence', '[R,\nR]\n'],
  ['const x = R;', 'JavaScript around the JSON.', 'Remove the JavaScript', 'R'],
  ['let x = [R];\n', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]\n'],
  ['var x = [R]\n', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]\n'],
  ['export default [R]', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]'],
  ['module.exports = [R];', 'JavaScript around the JSON.', 'Remove the JavaScript', '[R]'],
  [")]}',\nR", 'Guard before the JSON.', 'Remove the guard', '\nR'],
  ['# calls of May\n[R]', 'Remove this comment: it is no part of the JSON.', 'Remove the comment', '[R]'],
  [
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Thu\r\n\r\nR',
    'HTTP head before the JSON.',
    'Remove the HTTP head',
    '\r\n\r\nR',
  ],
  ['2021-03-04T09:15:31Z INFO R', 'Log prefix before the JSON.', 'Remove the log prefix', 'R'],
  ['[2021-03-04 09:15:31] [main] INFO - R', 'Log prefix before the JSON.', 'Remove the log prefix', 'R'],
];

for (const [text, message, title, left] of texts) {
  test(`what stands around records is told and removed as one: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(told(text), [{ message, fixes: { [title]: left } }]);
    assert.equal(fixed(text, false), text.replaceAll(record, 'R'));
    assert.equal(fixed(text, true), left);
  });
}

test('a prefix of a log is told on each line', () => {
  const text = '2021-03-04 INFO R\n2021-03-04 INFO R\n';
  assert.deepEqual(
    told(text, 'lines').map(({ message }) => message),
    ['Log prefix before the JSON.', 'Log prefix before the JSON.'],
  );
  assert.equal(fixed(text, true, 'lines'), 'R\nR\n');
});

/** Merge conflicts, and what keeping the first and the second side leaves. */
const conflicts: readonly (readonly [text: string, first: string, second: string, form?: DocumentForm])[] = [
  ['<<<<<<< HEAD\nR\n=======\n[R]\n>>>>>>> b\n', 'R\n', '[R]\n'],
  ['<<<<<<< HEAD\r\nR\r\n=======\r\n[R]\r\n>>>>>>> b\r\n', 'R\r\n', '[R]\r\n'],
  ['<<<<<<< HEAD\nR\n||||||| 1a2b3c\n[]\n=======\n[R]\n>>>>>>> b', 'R\n', '[R]\n'],
  ['<<<<<<< HEAD\n=======\nR\n>>>>>>> b\n', '', 'R\n'],
  ['[R,\n<<<<<<< HEAD\nR,\n=======\nR,R,\n>>>>>>> b\nR]', '[R,\nR,\nR]', '[R,\nR,R,\nR]'],
  ['R\n<<<<<<< HEAD\nR\n=======\nR\nR\n>>>>>>> b\nR\n', 'R\nR\nR\n', 'R\nR\nR\nR\n', 'lines'],
];

for (const [text, first, second, form] of conflicts) {
  test(`one side of a merge conflict is kept: ${JSON.stringify(text)}`, () => {
    assert.deepEqual(told(text, form), [
      {
        message: 'Merge conflict: keep one side.',
        fixes: { 'Keep the first side (HEAD)': first, 'Keep the second side (b)': second },
      },
    ]);
    assert.equal(fixed(text, true, form), text, 'no side is picked where many problems are fixed');
  });
}

test('one side of a merge conflict in a record is kept', () => {
  const start = '{"customer_id":"c","interaction_id":"i","status":3,"entity_type":3,"type":"Inbound",\n';
  const rest = '"media_type":"voice","creator_app_id":1,"start_date":"2021-03-04T09:15:31.000Z"}';
  const conflict = '<<<<<<< HEAD\n"duration":1,\n=======\n"duration":2,\n>>>>>>> b\n';
  const text = start + conflict + rest;
  assert.deepEqual(told(text), [
    {
      message: 'Merge conflict: keep one side.',
      fixes: {
        'Keep the first side (HEAD)': `${start}"duration":1,\n${rest}`,
        'Keep the second side (b)': `${start}"duration":2,\n${rest}`,
      },
    },
  ]);
  assert.equal(fixed(text, true), text);
  const last = `${start}${rest.slice(0, -1)},\n<<<<<<< HEAD\n"duration":1\n=======\n"duration":2\n>>>>>>> b\n}`;
  assert.equal(told(last).length, 1);
  assert.equal(fixed(last, true), last);
});

test('records on both sides of a merge conflict stay checked', () => {
  const text = '<<<<<<< HEAD\n{"status":9}\n=======\n{"status":8}\n>>>>>>> b\n';
  const values = told(text).filter(({ message }) => message.includes('is not a status'));
  assert.equal(values.length, 2);
});

test('a marker of a merge conflict that stands alone is told', () => {
  assert.deepEqual(
    told('R\n>>>>>>> b\n').map(({ message }) => message),
    ['Remove this merge conflict marker: it is no part of the JSON.'],
  );
  assert.deepEqual(
    told('[R,\n=======\nR]').map(({ message }) => message),
    ['Remove this merge conflict marker: it is no part of the JSON.'],
  );
});
