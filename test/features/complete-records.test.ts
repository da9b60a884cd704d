import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkDocument, findingsOf } from '../../server/check/check';
import { openDocument } from '../../server/document/document';
import { settle } from '../../server/document/settle';
import { accept, type Form, itemsAt, labelsAt, now } from './completing';

const minimal = 'New record (minimal)';
const records = [minimal, 'New record (typical)', 'New record (with binary content)', 'New record (stopped)'];
const members = [
  '"customer_id": ""',
  '"interaction_id": ""',
  '"status": 0',
  '"entity_type": 3',
  '"type": "Inbound"',
  '"media_type": "voice"',
  '"creator_app_id": 0',
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
    ['a blank line of JSON Lines', '{"status":1}\n|\n{"status":2}', 'lines'],
    ['the last line of JSON Lines', '{"status":1}\n|', 'lines'],
    ['the first line of JSON Lines', '|\n{"status":1}', 'lines'],
    ['a line behind a broken one', '{"status":1, "x\n|', 'lines'],
    ['an empty array', '[|]'],
    ['an open array', '[|'],
    ['an array, in front of a record', '[|{"status": 1}]'],
    ['an array, behind a comma', '[{"status": 1}, |]'],
    ['an array, without a comma', '[{"status": 1} |]'],
    ['an array with something else in it', '["x", |, {"status": 1}]'],
    ['a container, behind a comma', '{"a": {"status": 1, "type": ""}, |}'],
    ['a container, in front', '{|"a": {"status": 1, "type": ""}}'],
    ['a container, behind a colon', '{"a": {"status": 1, "type": ""}, "b": |}'],
    ['a list in a container', '{"calls": [{"status": 1, "type": ""}, |]}'],
    ['an empty list in a container', '{"a": {"status": 1, "type": ""}, "calls": [|]}'],
    ['an object that may become a container', '{"first call": |}'],
    ['an object with an empty list', '{"calls": [|]}'],
  ];
  for (const [place, marked, form] of places) {
    test(`in ${place}`, () => assert.deepEqual(labelsAt(marked, form), records));
  }

  const nowhere: readonly (readonly [string, string, Form?])[] = [
    ['behind the root value', '{"status": 1}\n|'],
    ['behind a record in its line', '{"status": 1} |\n', 'lines'],
    ['in front of a record in its line', '| {"status": 1}\n', 'lines'],
    ['in front of the root value', '| {"status": 1}'],
    ['in a comment', '[ /* | */ ]'],
    ['at the end of a line comment', '[ // |\n ]'],
    ['in a list of texts in a container', '{"a": {"status": 1, "type": ""}, "tags": ["x", |]}'],
    ['in data beside the records', '{"a": {"status": 1, "type": ""}, "paging": {"page": 1 |}}'],
    ['in front of a value that is there', '{"a": {"status": 1, "type": ""}, "b": | 3}'],
    ['between a record and its comma', '[{"status": 1} |, {"status": 1}]'],
    ['as the value of a field', '{"status": 1, "subject": "", "x": |}'],
    ['in a string', '["|"]'],
  ];
  for (const [place, marked, form] of nowhere) {
    test(`nowhere ${place}`, () => assert.deepEqual(labelsAt(marked, form), []));
  }
});

describe('an accepted record', () => {
  const rows: readonly (readonly [string, string, string, Form?])[] = [
    ['in an empty file', '|', lines('')],
    ['in an empty file, searched for', 'mini|', lines('')],
    ['behind a byte order mark', '\ufeff|', `\ufeff${lines('')}`],
    ['in an empty file of JSON Lines', '|', inline, 'lines'],
    ['in a blank line of JSON Lines', '{"status":1}\n|\n', `{"status":1}\n${compact}\n`, 'lines'],
    ['in an empty array', '[|]', `[\n  ${lines('  ')}\n]`],
    ['in an array on lines', '[\n    |\n]', `[\n    ${lines('    ')}\n]`],
    ['in an array with tabs', '[\r\n\t|\r\n]', `[\r\n\t${lines('\t', '  ', '\r\n')}\r\n]`],
    [
      'behind a record, the comma there',
      '[\n\t{\n\t\t"status": 1\n\t},\n\t|\n]',
      `[\n\t{\n\t\t"status": 1\n\t},\n\t${lines('\t', '\t')}\n]`,
    ],
    [
      'behind a record, the comma missing',
      '[\n  {\n    "status": 1\n  }\n  |\n]',
      `[\n  {\n    "status": 1\n  },\n  ${lines('  ')}\n]`,
    ],
    [
      'in front of a record',
      '[\n  |\n  {\n    "status": 1\n  }\n]',
      `[\n  ${lines('  ')},\n  {\n    "status": 1\n  }\n]`,
    ],
    ['between records on a line', '[{"a":1},|{"a":2}]', `[{"a":1},${compact},{"a":2}]`],
    ['right behind a record', '[{"a":1}|]', `[{"a":1},${compact}]`],
    ['in an open array', '[{"a": 1}, |', `[{"a": 1}, ${inline}`],
    [
      'as a named record',
      '{\n  "one": {\n    "status": 1,\n    "type": ""\n  }\n  |\n}',
      `{\n  "one": {\n    "status": 1,\n    "type": ""\n  },\n  "name": ${lines('  ')}\n}`,
    ],
    [
      'with the name that was typed',
      '{"one": {"status": 1, "type": ""}, "two calls|"}',
      `{"one": {"status": 1, "type": ""}, "two calls": ${inline}}`,
    ],
    [
      'behind a name',
      '{"one": {"status": 1, "type": ""}, "two":|, "three": {"status": 1, "type": ""}}',
      `{"one": {"status": 1, "type": ""}, "two": ${inline}, "three": {"status": 1, "type": ""}}`,
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
    const checked = checkDocument(settle(openDocument(accept('|', label), 'json')));
    const findings = findingsOf(checked, 1);
    assert.deepEqual(
      findings.map(({ rule, field }) => `${rule} ${field}`),
      ['empty-field customer_id', 'empty-field interaction_id'],
      label,
    );
  }
});

test('a stopped record is stopped, and each has the fields of its kind', () => {
  const fieldsOf = (label: string) => Object.keys(JSON.parse(accept('|', label)));
  assert.equal(fieldsOf(minimal).length, 8);
  assert.deepEqual(JSON.parse(accept('|', 'New record (stopped)')).status, 3);
  assert.ok(fieldsOf('New record (stopped)').includes('end_date'));
  assert.ok(fieldsOf('New record (with binary content)').includes('binary_content_size'));
  assert.ok(fieldsOf('New record (typical)').includes('udata'));
});

test('the name of a record is the first to fill in', () => {
  const [item] = itemsAt('{"a": {"status": 1, "type": ""}, |}');
  assert.match(item?.edit.snippet ?? '', /^"\$\{1:name\}": \{"customer_id": "\$2"/);
});
