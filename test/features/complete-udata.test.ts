import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accept, itemsAt, labelsAt } from '../support/completing';

describe('keys of user data', () => {
  const others = [
    '{"udata": {"Wait time (s)": "37", "CaseID": "CS-1"}}',
    '{"udata": {"IVR:path": "1-4", "CaseID": "CS-2", "n": 4, "list": [1]}}',
  ].join(',\n');
  const inFile = (own: string) => `[${others},\n${own}]`;

  test('those of near records come first, then the well-known ones', () => {
    const labels = labelsAt(inFile('{"udata": {|}}'));
    assert.deepEqual(labels.slice(0, 7), [
      'IVR:path',
      'CaseID',
      'n',
      'list',
      'Wait time (s)',
      'RTargetTypeSelected',
      'RTargetObjectSelected',
    ]);
    assert.equal(new Set(labels).size, labels.length, 'none twice');
    assert.ok(labels.includes('CallUUID'));
  });

  test('none that is there', () => {
    const labels = labelsAt(inFile('{"udata": {"CaseID": "", "CallUUID": "", |}}'));
    assert.ok(!labels.includes('CaseID') && !labels.includes('CallUUID'));
    assert.ok(labels.includes('IVR:path'));
  });

  test('a well-known one says what it means', () => {
    const item = itemsAt('{"udata": {|}}').find(({ label }) => label === 'RTenant');
    assert.equal(item?.documentation, 'Tenant on whose behalf the interaction was routed.');
    assert.equal(item?.edit.snippet, '"RTenant": "$1"');
  });

  test('suggestions open again where near records have values', () => {
    const opened = itemsAt(inFile('{"udata": {|}}')).filter(({ retrigger }) => retrigger);
    assert.deepEqual(
      opened.map(({ label }) => label),
      ['IVR:path', 'CaseID', 'n', 'list', 'Wait time (s)'],
    );
  });

  const rows: readonly (readonly [string, string, string, string])[] = [
    ['alone', '{"udata": {|}}', 'CaseID', '{"udata": {"CaseID": ""}}'],
    ['half-typed', '{"udata": {"Ca|"}}', 'CaseID', '{"udata": {"CaseID": ""}}'],
    ['the quote lost', '{"udata": {"Ca|}}', 'CaseID', '{"udata": {"CaseID": ""}}'],
    ['in an open object', '{"udata": {"|', 'CaseID', '{"udata": {"CaseID": ""'],
    ['a bare word', '{"udata": {case|}}', 'CaseID', '{"udata": {"CaseID": ""}}'],
    ['after a comma', '{"udata": {"a": "b", |}}', 'CaseID', '{"udata": {"a": "b", "CaseID": ""}}'],
    ['without a comma', '{"udata": {"a": "b" |}}', 'CaseID', '{"udata": {"a": "b", "CaseID": ""}}'],
    ['before', '{"udata": {|"a": "b"}}', 'CaseID', '{"udata": {"CaseID": "", "a": "b"}}'],
    ['after a nested object', '{"udata": {"a": {}|}}', 'CaseID', '{"udata": {"a": {}, "CaseID": ""}}'],
    ['in place of another', '{"udata": {"|a": {"x": 1}}}', 'CaseID', '{"udata": {"CaseID": {"x": 1}}}'],
    [
      'on lines',
      '{\n\t"udata": {\n\t\t"a": "b"\n\t\t|\n\t}\n}',
      'CaseID',
      '{\n\t"udata": {\n\t\t"a": "b",\n\t\t"CaseID": ""\n\t}\n}',
    ],
    ['minified', '{"udata":{"a":"b",|}}', 'CaseID', '{"udata":{"a":"b","CaseID":""}}'],
  ];
  for (const [place, marked, label, after] of rows) {
    test(`accepted ${place}`, () => assert.equal(accept(marked, label), after));
  }

  test('with characters that snippets give a meaning to', () => {
    const key = 'a}$b, "c" \\';
    const token = JSON.stringify(key);
    const file = (own: string) => `[{"udata": ${own}}, {"udata": {${token}: 1}}]`;
    assert.equal(accept(file('{|}'), key), file(`{${token}: ""}`));
    assert.equal(accept(file('{"|x": 2}'), key), file(`{${token}: 2}`));
  });
});

describe('values of user data', () => {
  const near = [
    '{"udata": {"Service": "Billing", "n": 4, "x": {"a": 1}, "flag": true, "empty": ""}}',
    '{"udata": {"Service": "Sales", "n": 5}}',
    '{"udata": [{"key": "Service", "value": "Other"}]}',
  ].join(',\n');
  const inFile = (own: string) => `[${near},\n${own}]`;

  test('those that near records have for the key, nearest first', () => {
    assert.deepEqual(labelsAt(inFile('{"udata": {"Service": |}}')), ['Sales', 'Billing']);
    assert.deepEqual(labelsAt(inFile('{"udata": {"Service": "|"}}')), ['Sales', 'Billing']);
    assert.deepEqual(labelsAt(inFile('{"udata": {"n": |}}')), ['5', '4']);
    assert.deepEqual(labelsAt(inFile('{"udata": {"flag": |}}')), ['true']);
  });

  test('none for objects, empty texts and keys that nobody uses', () => {
    for (const key of ['x', 'empty', 'status']) {
      assert.deepEqual(labelsAt(inFile(`{"udata": {"${key}": |}}`)), [], key);
    }
  });

  test('accepted in place of another', () => {
    const marked = inFile('{"udata": {"Service": "S|upport", "n": 1}}');
    assert.ok(accept(marked, 'Sales').endsWith('{"udata": {"Service": "Sales", "n": 1}}]'));
  });
});

test('keys and values of 255 characters are offered again, longer ones are not', () => {
  for (const [count, isOffered] of [
    [255, true],
    [256, false],
  ] as const) {
    const [key, value, digits] = ['k', 'v', '1'].map((character) => character.repeat(count)) as [
      string,
      string,
      string,
    ];
    const records = `{"outcome": "${value}", "udata": {"${key}": 1, "CaseID": "${value}", "n": ${digits}}}`;
    assert.equal(labelsAt(`[${records}, {"udata": {|}}]`).includes(key), isOffered, `key of ${count}`);
    for (const [place, label] of [
      ['{"udata": {"CaseID": |}}', value],
      ['{"udata": {"n": |}}', digits],
      ['{"outcome": |}', value],
    ] as const) {
      assert.equal(labelsAt(`[${records}, ${place}]`).includes(label), isOffered, `${place}, ${count}`);
    }
  }
});
