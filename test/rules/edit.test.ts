import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunkAt, offsetOf, openDocument } from '../../server/document/document';
import { entriesOf } from '../../server/document/entries';
import { settle } from '../../server/document/settle';
import { combineFixes } from '../../server/edit/combine-fixes';
import { insertMembers } from '../../server/edit/insert-members';
import { nestedObject, recordObject } from '../../server/edit/object-text';
import { removeMembers } from '../../server/edit/remove-members';
import { renameKey, replaceValue } from '../../server/edit/replace';
import { applyEdits, type TextEdit } from '../../server/edit/text-edit';
import { textStyle } from '../../server/edit/text-style';
import { openRecord } from '../../server/record/open-record';
import { phoneCall } from '../../server/spec/phone-call';

/** Opens the record of chunk `index` for editing; `apply` gives the whole text after edits of that record. */
function open(text: string, form: 'json' | 'lines' = 'json', index = 1) {
  const document = settle(openDocument(text, form, phoneCall));
  const { record } = chunkAt(document, index);
  if (!record) throw new Error(`No record in chunk ${index} of ${text}`);
  const offset = offsetOf(document, index);
  return {
    record,
    entries: entriesOf(record),
    style: textStyle(document, index),
    apply: (edits: readonly TextEdit[]) => text.slice(0, offset) + applyEdits(text.slice(offset), edits),
  };
}

const members = [
  { key: 'status', valueText: '0' },
  { key: 'type', valueText: '""' },
];

const insertions: readonly (readonly [
  what: string,
  text: string,
  after: string,
  form?: 'lines' | undefined,
  index?: number,
])[] = [
  ['many lines', '{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 2,\n  "status": 0,\n  "type": ""\n}'],
  ['CRLF and tabs', '{\r\n\t"a": 1\r\n}', '{\r\n\t"a": 1,\r\n\t"status": 0,\r\n\t"type": ""\r\n}'],
  ['one line', '{"a": 1, "b": 2}', '{"a": 1, "b": 2, "status": 0, "type": ""}'],
  ['one line with spaces inside the braces', '{ "a": 1 }', '{ "a": 1, "status": 0, "type": "" }'],
  ['minified', '{"a":1,"b":2}', '{"a":1,"b":2,"status":0,"type":""}'],
  ['minified, one member', '{"a":1}', '{"a":1,"status":0,"type":""}'],
  ['a space before the colon', '{"a" : 1}', '{"a" : 1, "status" : 0, "type" : ""}'],
  [
    'several members a line',
    '{\n  "a": 1, "b": 2,\n  "c": 3\n}',
    '{\n  "a": 1, "b": 2,\n  "c": 3,\n  "status": 0,\n  "type": ""\n}',
  ],
  [
    'the first member beside the brace',
    '{ "a": 1,\n  "b": 2 }',
    '{ "a": 1,\n  "b": 2,\n  "status": 0,\n  "type": "" }',
  ],
  [
    'blank lines between members',
    '{\n  "a": 1,\n\n  "b": 2\n}',
    '{\n  "a": 1,\n\n  "b": 2,\n  "status": 0,\n  "type": ""\n}',
  ],
  ['a trailing comma stays one', '{\n  "a": 1,\n}', '{\n  "a": 1,\n  "status": 0,\n  "type": "",\n}'],
  [
    'after a nested value',
    '{\n  "udata": {\n    "x": 1\n  }\n}',
    '{\n  "udata": {\n    "x": 1\n  },\n  "status": 0,\n  "type": ""\n}',
  ],
  ['an empty object', '{}', '{\n  "status": 0,\n  "type": ""\n}'],
  ['an empty object with a space', '{ }', '{\n  "status": 0,\n  "type": ""\n}'],
  ['an empty object on two lines', '{\n}', '{\n  "status": 0,\n  "type": ""\n}'],
  ['an empty object, its end missing', '{', '{\n  "status": 0,\n  "type": ""'],
  [
    'an empty record in an indented list',
    '[\n    {}\n]',
    '[\n    {\n        "status": 0,\n        "type": ""\n    }\n]',
  ],
  ['an empty record beside minified ones', '[{"a":1},{}]', '[{"a":1},{"status":0,"type":""}]', undefined, 2],
  [
    'an empty record beside spaced ones',
    '[{ "a": 1, "b": 2 }, { }]',
    '[{ "a": 1, "b": 2 }, { "status": 0, "type": "" }]',
    undefined,
    2,
  ],
  ['an empty line of JSON Lines', '{"a":1}\n{}\n', '{"a":1}\n{"status":0,"type":""}\n', 'lines', 2],
  ['the only line of JSON Lines', '{}\n', '{"status": 0, "type": ""}\n', 'lines'],
  [
    'a named record',
    '{\r\n\t"first": {\r\n\t}\r\n}',
    '{\r\n\t"first": {\r\n\t\t"status": 0,\r\n\t\t"type": ""\r\n\t}\r\n}',
  ],
  [
    'a half-typed member at the end',
    '{\n  "a": 1,\n  "b": \n}',
    '{\n  "a": 1,\n  "status": 0,\n  "type": "",\n  "b": \n}',
  ],
  ['nothing but a half-typed member', '{\n  "a": \n}', '{\n  "status": 0,\n  "type": "",\n  "a": \n}'],
  [
    'an unclosed string at the end',
    '{\n  "a": 1,\n  "b": "x\n}',
    '{\n  "a": 1,\n  "status": 0,\n  "type": "",\n  "b": "x\n}',
  ],
  ['a comment in an empty object', '{ // c\n}', '{\n  "status": 0,\n  "type": "" // c\n}'],
  [
    'a comment after the last member',
    '{\n  "a": 1 // c\n}',
    '{\n  "a": 1,\n  "status": 0,\n  "type": "" // c\n}',
  ],
];

for (const [what, text, after, form = 'json', index] of insertions) {
  test(`inserting members: ${what}`, () => {
    const { record, entries, style, apply } = open(text, form, index);
    assert.equal(apply(insertMembers(recordObject({ record, entries }), members, style)), after);
  });
}

test('members can be inserted after any other', () => {
  const { record, entries, style, apply } = open('{"a":1,"b":2}');
  const object = recordObject({ record, entries });
  assert.equal(
    apply(insertMembers(object, members, style, entries[0])),
    '{"a":1,"status":0,"type":"","b":2}',
  );
});

test('members can be inserted into user data', () => {
  const filled = open('{\n  "udata": {\n    "x": 1\n  }\n}');
  const empty = open('{\n  "a": 1,\n  "udata": {}\n}');
  for (const { record, entries, style, apply } of [filled, empty]) {
    const udata = entries.at(-1);
    const object = udata && nestedObject(openRecord(record), udata);
    assert.ok(object);
    const result = apply(insertMembers(object, [{ key: 'y', valueText: '2' }], style));
    assert.match(result, /^ {4}"y": 2$/m);
    JSON.parse(result);
  }
});

const removals: readonly (readonly [what: string, text: string, keys: string, after: string])[] = [
  ['the first of many lines', '{\n  "a": 1,\n  "b": 2\n}', 'a', '{\n  "b": 2\n}'],
  ['one in the middle', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'b', '{\n  "a": 1,\n  "c": 3\n}'],
  ['the last', '{\n  "a": 1,\n  "b": 2\n}', 'b', '{\n  "a": 1\n}'],
  ['two neighbours at the start', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'ab', '{\n  "c": 3\n}'],
  ['two neighbours at the end', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'bc', '{\n  "a": 1\n}'],
  ['first and last', '{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', 'ac', '{\n  "b": 2\n}'],
  ['all', '{\n  "a": 1,\n  "b": 2\n}', 'ab', '{}'],
  ['the only one', '{ "a": 1 }', 'a', '{}'],
  ['the first of a line', '{"a": 1, "b": 2}', 'a', '{"b": 2}'],
  ['the last of a line', '{ "a": 1, "b": 2 }', 'b', '{ "a": 1 }'],
  ['one of a minified line', '{"a":1,"b":2,"c":3}', 'b', '{"a":1,"c":3}'],
  ['the last before a trailing comma', '{"a": 1, "b": 2,}', 'b', '{"a": 1,}'],
  ['the only one before a trailing comma', '{"a": 1,}', 'a', '{}'],
  ['one without a comma after it', '{\n  "a": 1,\n  "b": 2\n  "c": 3\n}', 'b', '{\n  "a": 1\n  "c": 3\n}'],
  [
    'one with a comment after it',
    '{\n  "a": 1,\n  "b": 2, // c\n  "c": 3\n}',
    'b',
    '{\n  "a": 1, // c\n  "c": 3\n}',
  ],
];

for (const [what, text, keys, after] of removals) {
  test(`removing members: ${what}`, () => {
    const { record, entries, apply } = open(text);
    const removed = entries.filter(({ key }) => keys.includes(key));
    assert.equal(apply(removeMembers(recordObject({ record, entries }), removed)), after);
  });
}

test('a key is renamed and a value replaced where they stand', () => {
  const { entries, apply } = open('{ "a" : 1 }');
  const [entry] = entries;
  assert.ok(entry);
  assert.equal(apply([renameKey(entry, 'b"')]), '{ "b\\"" : 1 }');
  assert.equal(apply([replaceValue(entry, 'true')]), '{ "a" : true }');
});

test('the style is read around the record', () => {
  const styles = (text: string, form: 'json' | 'lines' = 'json', index = 1) => {
    const { lineEnd, indentUnit, recordIndent, mayBreakLines, colon, afterComma } = open(
      text,
      form,
      index,
    ).style;
    return [lineEnd, indentUnit, recordIndent, mayBreakLines, colon, afterComma];
  };
  assert.deepEqual(styles('{}'), ['\n', '  ', '', true, ': ', ' ']);
  assert.deepEqual(styles('{"a":1}'), ['\n', '  ', '', false, ':', '']);
  assert.deepEqual(styles('{"a": 1,"b":2}'), ['\n', '  ', '', false, ': ', '']);
  assert.deepEqual(styles('{\r\n\t"a": 1\r\n}'), ['\r\n', '\t', '', true, ': ', ' ']);
  assert.deepEqual(styles('[\r    {\r        "a" : 1\r    }\r]'), ['\r', '    ', '    ', true, ' : ', ' ']);
  assert.deepEqual(styles('{"a":1}\r\n{"b":2}', 'lines', 2), ['\r\n', '  ', '', false, ':', '']);
  assert.deepEqual(styles('\ufeff  {}'), ['\n', '  ', '  ', true, ': ', ' ']);
  const list = '[\n    {"a":1}, {"b":2},\n    {"c":3}\n]';
  assert.deepEqual(styles(list, 'json', 2), ['\n', '    ', '    ', false, ':', '']);
});

const edit = (start: number, end: number, text = '') => ({ edits: [{ start, end, text }] });

test('fixes that neither overlap nor touch are combined, in text order', () => {
  assert.deepEqual(
    combineFixes([edit(8, 9), edit(0, 2), edit(4, 5)]).edits.map(({ start }) => start),
    [0, 4, 8],
  );
});

test('a fix that overlaps or touches one before it in the list is left out whole', () => {
  const replacement = edit(4, 6, 'x');
  const others = [edit(5, 7, 'y'), edit(6, 8, 'y'), edit(2, 4, 'y'), edit(6, 6, 'y'), edit(6, 8)];
  assert.deepEqual(combineFixes([replacement, ...others]).edits, replacement.edits);
  assert.deepEqual(
    combineFixes([edit(4, 6), { edits: [...edit(0, 1).edits, ...edit(5, 5).edits] }]).edits,
    edit(4, 6).edits,
  );
  assert.deepEqual(combineFixes([edit(4, 4, 'x'), edit(4, 4, 'y')]).edits, edit(4, 4, 'x').edits);
});

test('removals that touch are combined, those that overlap are not', () => {
  assert.deepEqual(combineFixes([edit(4, 6), edit(6, 8), edit(2, 4), edit(5, 7)]).edits, [
    ...edit(2, 4).edits,
    ...edit(4, 6).edits,
    ...edit(6, 8).edits,
  ]);
});

test('a long edit keeps out those inside of it, and the first of many far apart does not keep out the last', () => {
  assert.deepEqual(combineFixes([edit(10, 5000), edit(2500, 2501)]).edits, edit(10, 5000).edits);
  assert.deepEqual(combineFixes([edit(2500, 2501), edit(10, 5000)]).edits, edit(2500, 2501).edits);
  const many = Array.from({ length: 5000 }, (_, index) => edit(3 * index, 3 * index + 1));
  assert.equal(combineFixes([...many, ...many]).fixes.length, many.length);
});

test('members inserted at one place are combined in the order of the list', () => {
  const inserts = combineFixes([edit(4, 4, ',1'), edit(4, 4, ',2'), edit(9, 9), edit(4, 4, ',3')]).edits;
  assert.deepEqual(
    inserts.map(({ text }) => text),
    [',1', ',2', ',3', ''],
  );
});
