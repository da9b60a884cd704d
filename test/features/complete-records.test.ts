import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findingsOf } from '../../server/check/check';
import { openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { complete } from '../../server/features/complete/complete';
import { phoneCall } from '../../server/spec/phone-call';
import { accept, type Form, itemsAt, labelsAt, now } from '../support/completing';
import { checkText } from '../support/engines';

const minimal = 'New record';
const records = [minimal, 'New typical record', 'New stopped record', 'New record with recording'];
const members = [
  '"interaction_id": ""',
  '"customer_id": ""',
  '"status": 2',
  '"entity_type": 3',
  '"type": "Inbound"',
  '"media_type": "voice"',
  '"creator_app_id": 135',
  `"start_date": "${now}"`,
];
/** The minimal record on one line. */
const inline = `{${members.join(', ')}}`;
const compact = inline.replaceAll(/([,:]) /g, '$1');

/** The minimal record on lines, its own line indented so. */
function lines(indent: string, unit = '  ', lineEnd = '\n'): string {
  const inner = members.map((member) => `${lineEnd}${indent}${unit}${member}`);
  return `{${inner.join(',')}${lineEnd}${indent}}`;
}

describe('where whole records are offered', () => {
  test('in an empty file, with an array of them', () => {
    for (const marked of ['|', ' \n|\n', '\ufeff|', 'new|']) {
      assert.deepEqual(labelsAt(marked), [...records, 'New array of records'], JSON.stringify(marked));
    }
  });

  const places: readonly (readonly [string, string, Form?])[] = [
    ['an empty file of JSON Lines', '|', 'lines'],
    ['a blank line of JSON Lines', '{"status":2}\n|\n{"status":2}', 'lines'],
    ['the last line of JSON Lines', '{"status":2}\n|', 'lines'],
    ['the first line of JSON Lines', '|\n{"status":2}', 'lines'],
    ['a line after a broken one', '{"status":2, "x\n|', 'lines'],
    ['an empty array', '[|]'],
    ['an open array', '[|'],
    ['an array, before a record', '[|{"status": 2}]'],
    ['an array, after a comma', '[{"status": 2}, |]'],
    ['an array, without a comma', '[{"status": 2} |]'],
    ['an array with something else in it', '["x", |, {"status": 2}]'],
    ['a container, after a comma', '{"a": {"status": 2, "type": ""}, |}'],
    ['a container, before', '{|"a": {"status": 2, "type": ""}}'],
    ['a container, after a colon', '{"a": {"status": 2, "type": ""}, "b": |}'],
    ['a list in a container', '{"calls": [{"status": 2, "type": ""}, |]}'],
    ['an empty list in a container', '{"a": {"status": 2, "type": ""}, "calls": [|]}'],
    ['an object that may become a container', '{"first call": |}'],
    ['an object with an empty list', '{"calls": [|]}'],
  ];
  for (const [place, marked, form] of places) {
    test(`in ${place}`, () => assert.deepEqual(labelsAt(marked, form), records));
  }

  const nowhere: readonly (readonly [string, string, Form?])[] = [
    ['after the root value', '{"status": 2}\n|'],
    ['after a record in its line', '{"status": 2} |\n', 'lines'],
    ['before a record in its line', '| {"status": 2}\n', 'lines'],
    ['before the root value', '| {"status": 2}'],
    ['in a comment', '[ /* | */ ]'],
    ['at the end of a line comment', '[ // |\n ]'],
    ['in a list of texts in a container', '{"a": {"status": 2, "type": ""}, "tags": ["x", |]}'],
    ['in data beside the records', '{"a": {"status": 2, "type": ""}, "paging": {"page": 1 |}}'],
    ['before a value that is there', '{"a": {"status": 2, "type": ""}, "b": | 3}'],
    ['between a record and its comma', '[{"status": 2} |, {"status": 2}]'],
    ['as the value of a field', '{"status": 2, "subject": "", "x": |}'],
    ['in a string', '["|"]'],
  ];
  for (const [place, marked, form] of nowhere) {
    test(`nowhere ${place}`, () => assert.deepEqual(labelsAt(marked, form), []));
  }
});

describe('an accepted record', () => {
  const rows: readonly (readonly [string, string, string, Form?])[] = [
    ['in an empty file', '|', lines('')],
    ['in an empty file, searched for', 'reco|', lines('')],
    ['after a byte order mark', '\ufeff|', `\ufeff${lines('')}`],
    ['in an empty file of JSON Lines', '|', inline, 'lines'],
    ['in a blank line of JSON Lines', '{"status":2}\n|\n', `{"status":2}\n${compact}\n`, 'lines'],
    ['in an empty array', '[|]', `[\n  ${lines('  ')}\n]`],
    ['in an array on lines', '[\n    |\n]', `[\n    ${lines('    ')}\n]`],
    ['in an array with tabs', '[\r\n\t|\r\n]', `[\r\n\t${lines('\t', '  ', '\r\n')}\r\n]`],
    [
      'after a record, the comma there',
      '[\n\t{\n\t\t"status": 2\n\t},\n\t|\n]',
      `[\n\t{\n\t\t"status": 2\n\t},\n\t${lines('\t', '\t')}\n]`,
    ],
    [
      'after a record, the comma missing',
      '[\n  {\n    "status": 2\n  }\n  |\n]',
      `[\n  {\n    "status": 2\n  },\n  ${lines('  ')}\n]`,
    ],
    [
      'before a record',
      '[\n  |\n  {\n    "status": 2\n  }\n]',
      `[\n  ${lines('  ')},\n  {\n    "status": 2\n  }\n]`,
    ],
    ['between records on a line', '[{"a":1},|{"a":2}]', `[{"a":1},${compact},{"a":2}]`],
    ['right after a record', '[{"a":1}|]', `[{"a":1},${compact}]`],
    ['in an open array', '[{"a": 1}, |', `[{"a": 1}, ${inline}`],
    [
      'as a named record',
      '{\n  "one": {\n    "status": 2,\n    "type": ""\n  }\n  |\n}',
      `{\n  "one": {\n    "status": 2,\n    "type": ""\n  },\n  "name": ${lines('  ')}\n}`,
    ],
    [
      'with the name that was typed',
      '{"one": {"status": 2, "type": ""}, "two calls|"}',
      `{"one": {"status": 2, "type": ""}, "two calls": ${inline}}`,
    ],
    [
      'after a name',
      '{"one": {"status": 2, "type": ""}, "two":|, "three": {"status": 2, "type": ""}}',
      `{"one": {"status": 2, "type": ""}, "two": ${inline}, "three": {"status": 2, "type": ""}}`,
    ],
    ['as the first named record', '{\n  "one": |\n}', `{\n  "one": ${lines('  ')}\n}`],
  ];
  for (const [place, marked, after, form] of rows) {
    test(place, () => assert.equal(accept(marked, minimal, form), after));
  }

  test('as an array', () => {
    assert.equal(accept('|', 'New array of records'), `[\n  ${lines('  ')}\n]`);
  });
});

test('each record has nothing wrong but what is to be filled in', () => {
  for (const label of [...records, 'New array of records']) {
    const checked = checkText(accept('|', label));
    const findings = findingsOf(checked, 1);
    assert.deepEqual(
      findings.map(({ rule, field }) => `${rule} ${field}`),
      ['empty-field interaction_id', 'empty-field customer_id'],
      label,
    );
  }
});

test('a stopped record is stopped, and each has the fields of its kind', () => {
  const fieldsOf = (label: string) => Object.keys(JSON.parse(accept('|', label)));
  assert.equal(fieldsOf(minimal).length, 8);
  assert.deepEqual(JSON.parse(accept('|', 'New stopped record')).status, 3);
  assert.ok(fieldsOf('New stopped record').includes('end_date'));
  assert.ok(fieldsOf('New record with recording').includes('binary_content_size'));
  assert.ok(fieldsOf('New typical record').includes('udata'));
});

test('the name of a record is the first to fill in', () => {
  const [item] = itemsAt('{"a": {"status": 2, "type": ""}, |}');
  assert.match(item?.edit.snippet ?? '', /^"\$\{1:name\}": \{"interaction_id": "\$2"/);
});

describe('a record beside another one', () => {
  const above = `[
    {
        "status": 3,
        "customer_id": "C1",
        "interaction_id": "00002b81KDM00F09",
        "$schema": "x",
        "entity_type": 3,
        "media_type": "voip",
        "subject": "Invoice",
        "type": "Outbound",
        "owner_id": 214,
        "parent_id": "00002b81KDM00F01",
        "text": "said",
        "creator_app_id": 108,
        "start_date": "2026-03-02T08:15:30.480Z",
        "end_date": "2026-03-02T08:18:45.480Z",
        "outcome": "Sold",
        "duration": 195
    },
    |
]`;
  const made = `    {
        "status": 3,
        "customer_id": "",
        "interaction_id": "00002b81KDM00F10",
        "entity_type": 3,
        "media_type": "voip",
        "subject": "",
        "type": "Outbound",
        "owner_id": 214,
        "creator_app_id": 108,
        "start_date": "2026-03-02T08:16:30.000Z",
        "end_date": "2026-03-02T08:19:45.000Z",
        "outcome": "Sold",
        "duration": 195
    }
]`;

  test('looks like it', () => {
    assert.equal(labelsAt(above)[0], 'New record');
    assert.ok(accept(above, 'New record').endsWith(made), accept(above, 'New record'));
  });

  test('leads to what is to be filled in only', () => {
    const { snippet } = itemsAt(above)[0]?.edit ?? { snippet: '' };
    const filled = snippet.split('\n').filter((line) => /\$\{?[0-9]/.test(line));
    const keys = filled.map((line) => /"(\w+)"/.exec(line)?.[1]);
    assert.deepEqual(keys, ['customer_id', 'interaction_id', 'subject', 'start_date', 'end_date']);
  });

  test('of another kind has its order and its repeated values, too', () => {
    const stopped = JSON.parse(accept(above, 'New stopped record'))[1] as object;
    assert.deepEqual(Object.entries(stopped).slice(0, 3), [
      ['status', 3],
      ['customer_id', ''],
      ['interaction_id', '00002b81KDM00F10'],
    ]);
    assert.equal('end_date' in stopped && stopped.end_date, '2026-03-02T08:19:45.000Z');
    const recorded = JSON.parse(accept(above, 'New record with recording'))[1] as object;
    assert.equal('creator_app_id' in recorded && recorded.creator_app_id, 108);
  });

  test('takes over nothing that is wrong', () => {
    const wrong =
      '[{"status": "3", "creator_app_id": "108", "type": "", "start_date": "2026-02-30T08:15:30.480Z", "end_date": "x"}, |]';
    const [, record] = JSON.parse(accept(wrong, 'New record'));
    assert.deepEqual(record, {
      interaction_id: '',
      customer_id: '',
      status: 2,
      entity_type: 3,
      media_type: 'voice',
      creator_app_id: 135,
      type: 'Inbound',
      start_date: now,
    });
  });

  test('in JSON Lines, before the first one and after the last one', () => {
    const line =
      '{"interaction_id":"A01","customer_id":"C","creator_app_id":7,"start_date":"2026-03-02T08:15:30.000Z"}';
    for (const [marked, start] of [
      [`${line}\n|`, '2026-03-02T08:16:30.000Z'],
      [`|\n${line}`, '2026-03-02T08:14:30.000Z'],
    ] as const) {
      const made = accept(marked, 'New record', 'lines').replace(line, '').trim();
      assert.match(
        made,
        /^\{"interaction_id":"A02","customer_id":"",.*"creator_app_id":7,"start_date":"[^"]*"\}$/,
      );
      assert.equal(JSON.parse(made).start_date, start);
    }
  });
});

test('a panel shows what is inserted', () => {
  const [item] = itemsAt('|');
  const shown = item?.documentation ?? '';
  assert.match(shown, /^```json\n\{\n {2}"interaction_id": "",\n {2}"customer_id": "",\n/);
  assert.match(shown, /\n\}\n```$/);
  for (const { documentation } of itemsAt('|')) assert.match(documentation ?? '', /^```json\n/);
});

test('the indentation is that of the file, else that of the editor', () => {
  const inserted = (text: string, offset: number) =>
    complete(settle(openDocument(text, 'json', phoneCall)), offset, { now, indentUnit: '\t' })[0]?.edit
      .snippet ?? '';
  assert.match(inserted('', 0), /^\{\n\t"interaction_id"/);
  assert.match(inserted('[\n   {\n      "status": 2\n   },\n   \n]', 34), /^\{\n {6}"interaction_id"/);
});
