import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import schema from '../../schemas/phone-call-interaction.schema.json';
import { accept, type Form, itemsAt, labelsAt, now } from '../support/completing';

const { properties, required } = schema.definitions.record;
const mandatory: readonly string[] = required;

/** Every field that is not mandatory, in the order of the specification. */
const optional = Object.keys(properties).filter((name) => !mandatory.includes(name));

describe('which keys are offered', () => {
  test('all of an empty record, mandatory ones first', () => {
    assert.deepEqual(labelsAt('{|}'), ['Add the 8 missing mandatory fields', ...mandatory, ...optional]);
  });

  test('none that is there', () => {
    const labels = labelsAt('{"status": 3, "udata": {}, "type": "x", |}');
    assert.deepEqual(labels.slice(0, 4), [
      'Add the 6 missing mandatory fields',
      'customer_id',
      'interaction_id',
      'entity_type',
    ]);
    for (const key of ['status', 'udata', 'type']) assert.ok(!labels.includes(key), key);
  });

  test('after the mandatory ones those that another field makes mandatory', () => {
    const record = mandatory.slice(1).map((name) => `"${name}": 0`);
    const labels = labelsAt(`{${record}, "binary_content": "", "binary_content_mime": "", |}`);
    assert.deepEqual(labels.slice(0, 4), [
      'Add the 2 missing mandatory fields',
      'customer_id',
      'binary_content_size',
      'duration',
    ]);
  });

  test('the one that is being edited, and no wholesale item in its place', () => {
    const labels = labelsAt('{"sta|tus": 3, "type": "x"}');
    assert.equal(labels.includes('status'), true);
    assert.equal(labels.includes('type'), false);
    assert.equal(labels[0], 'customer_id');
  });

  test('what stands there under another name is not missing, and comes last', () => {
    const misnamed = ['interactionId', 'customerId', 'mediaType', 'creatorAppId'];
    const fields = ['interaction_id', 'customer_id', 'media_type', 'creator_app_id'];
    const members = misnamed.map((key) => `"${key}": "A"`);
    const right = mandatory.filter((name) => !fields.includes(name));
    assert.deepEqual(labelsAt(`{${members}, |}`).slice(0, 2), [
      'Add the 4 missing mandatory fields',
      right[0],
    ]);
    const all = labelsAt(`{${members}, ${right.map((name) => `"${name}": 0`)}, |}`);
    assert.equal(all[0], optional[0]);
    assert.deepEqual([...all.slice(-4)].sort(), [...fields].sort());
    assert.deepEqual(labelsAt(`{"${misnamed[0]}": "A", "|`).slice(-1), ['interaction_id']);
    // The key under the cursor is the one to be mended.
    assert.ok(labelsAt('{"status": 2, "interactionId|": "A"}').indexOf('interaction_id') < 3);
  });

  test('what a field needs beside it and has under another name', () => {
    const record = mandatory.map((name) => `"${name}": 0`);
    const labels = labelsAt(`{${record}, "binary_content": "", "binaryContentMime": "audio/wav", |}`);
    assert.equal(labels[0], 'binary_content_size');
    assert.equal(labels.at(-1), 'binary_content_mime');
  });

  test('no wholesale item for a single missing field', () => {
    const record = mandatory.slice(1).map((name) => `"${name}": 0`);
    assert.equal(labelsAt(`{${record}, |}`)[0], 'customer_id');
  });

  test('only user data where the value is an object or a list', () => {
    assert.deepEqual(labelsAt('{"ud|": {"a": 1}, "status": 1, "type": "x"}'), ['udata']);
    assert.deepEqual(labelsAt('{"ud|": [], "status": 1}'), ['udata']);
  });

  test('those that a second key of the same name leaves', () => {
    assert.equal(labelsAt('{"status": 3, "sta|tus": 3}').includes('status'), false);
  });

  const nothing: readonly (readonly [string, string, Form?])[] = [
    ['in a nested object', '{"x": {|}, "status": 1, "type": ""}'],
    ['in a nested array', '{"x": [|], "status": 1}'],
    ['in user data in user data', '{"udata": {"a": {|}}}'],
    ['in user data that is a list', '{"udata": [{|}]}'],
    ['in a line comment', '{ // |\n}'],
    ['in a comment', '{ /* | */ "status": 1}'],
    ['at the end of a line comment', '{"status": 1 // sta|\n}'],
    ['after the root value', '{"status": 1} |'],
    ['after a record of JSON Lines', '{"status": 1}|\n', 'lines'],
    ['after a record of JSON Lines and white space', '{"status": 1}  |\n{"status": 1}', 'lines'],
    ['between a key and its colon', '{"status" |: 1}'],
    ['in the text of a field', '{"subject": "sta|"}'],
    ['in an unknown value', '{"status": 1, "x": |}'],
    ['after a colon without key', '{: |}'],
  ];
  for (const [place, marked, form] of nothing) {
    test(`none ${place}`, () => assert.deepEqual(labelsAt(marked, form), []));
  }
});

describe('an accepted key brings its value and its commas', () => {
  const rows: readonly (readonly [string, string, string, string, Form?])[] = [
    ['alone', '{|}', 'status', '{"status": 2}'],
    ['in a blank line', '{\n  |\n}', 'status', '{\n  "status": 2\n}'],
    ['after an opening quote', '{"|', 'status', '{"status": 2'],
    ['between quotes', '{"|"}', 'status', '{"status": 2}'],
    ['half-typed', '{"sta|', 'status', '{"status": 2'],
    ['half-typed in quotes', '{"sta|"}', 'status', '{"status": 2}'],
    ['a bare word', '{sta|}', 'status', '{"status": 2}'],
    ['in single quotes', "{'sta|'}", 'status', '{"status": 2}'],
    ['the name complete', '{"status|"}', 'status', '{"status": 2}'],
    ['before a member', '{|"type": "x"}', 'status', '{"status": 2, "type": "x"}'],
    ['before a member, apart', '{ | "type": "x" }', 'status', '{ "status": 2, "type": "x" }'],
    ['after a comma', '{"type": "x",|}', 'status', '{"type": "x", "status": 2}'],
    ['after a comma and a blank', '{"type": "x", |}', 'status', '{"type": "x", "status": 2}'],
    ['at the end without a comma', '{"type": "x" |}', 'status', '{"type": "x", "status": 2}'],
    ['after user data', '{"udata": {}|}', 'status', '{"udata": {}, "status": 2}'],
    ['between commas', '{"type": "x", |, "x": 1}', 'status', '{"type": "x", "status": 2, "x": 1}'],
    ['before a comma', '{"type": "x" |, "x": 1}', 'status', '{"type": "x", "status": 2, "x": 1}'],
    [
      'on a line of its own, without the comma before',
      '{\n  "type": "x"\n  |\n}',
      'status',
      '{\n  "type": "x",\n  "status": 2\n}',
    ],
    [
      'half-typed between lines, no comma anywhere',
      '{\n  "type": "x"\n  "sta|\n  "x": 1\n}',
      'status',
      '{\n  "type": "x",\n  "status": 2,\n  "x": 1\n}',
    ],
    [
      'half-typed before a member on the same line',
      '{"sta|, "type": "Inbound"}',
      'status',
      '{"status": 2, "type": "Inbound"}',
    ],
    [
      'half-typed before a member, no comma',
      '{"sta| "type": "Inbound"}',
      'status',
      '{"status": 2, "type": "Inbound"}',
    ],
    [
      'an opening quote right before a member',
      '{"|"type": "Inbound", "x": 1}',
      'status',
      '{"status": 2, "type": "Inbound", "x": 1}',
    ],
    ['a bare word before a member', '{sta| "type": "x"}', 'status', '{"status": 2, "type": "x"}'],
    ['after a comment', '{"type": "x" /* , */ |}', 'status', '{"type": "x", /* , */ "status": 2}'],
    ['in place of a key', '{"s|tatus": 3, "type": "x"}', 'subject', '{"subject": 3, "type": "x"}'],
    ['in place of a key, its colon apart', '{"|x"  :  3}', 'duration', '{"duration"  :  3}'],
    ['in place of a key without a value', '{"|x": , "type": "x"}', 'status', '{"status": , "type": "x"}'],
    ['in place of a bare key', '{sta|: 3}', 'status', '{"status": 3}'],
    [
      'in place of a key that lost its quote',
      '{"sta|: 3, "type": "x"}',
      'status',
      '{"status": 3, "type": "x"}',
    ],
    [
      'with errors before and after',
      '{"a": , "b" 1, sta|, "c": tru, "d": [}',
      'status',
      '{"a": , "b" 1, "status": 2, "c": tru, "d": [}',
    ],
    ['minified', '{"type":"x",|"a":1}', 'status', '{"type":"x","status":2,"a":1}'],
    ['minified, at the end', '{"type":"x"}'.replace('}', ',"|"}'), 'status', '{"type":"x","status":2}'],
    [
      'minified, the quote lost before other records',
      '[{"type":"x","sta|},{"type":"y"}]',
      'status',
      '[{"type":"x","status":2},{"type":"y"}]',
    ],
    [
      'with Windows line ends and tabs',
      '{\r\n\t"type": "x"\r\n\t|\r\n}',
      'status',
      '{\r\n\t"type": "x",\r\n\t"status": 2\r\n}',
    ],
    [
      'in a record of an array',
      '[\n  {"type": "x"},\n  {\n    |\n  }\n]',
      'status',
      '[\n  {"type": "x"},\n  {\n    "status": 2\n  }\n]',
    ],
    [
      'in a record without an end, before another one',
      '[\n  {\n    "type": "x"\n    |\n  {"type": "y"}\n]',
      'status',
      '[\n  {\n    "type": "x",\n    "status": 2\n  {"type": "y"}\n]',
    ],
    [
      'after the comma of a record without an end',
      '[{"type": "x", |\n{"type": "y"}]',
      'status',
      '[{"type": "x", "status": 2\n{"type": "y"}]',
    ],
    [
      'in a named record',
      '{"one": {"status": 1, "type": "x"}, "two": {"type": "y", "|"}}',
      'status',
      '{"one": {"status": 1, "type": "x"}, "two": {"type": "y", "status": 2}}',
    ],
    [
      'in JSON Lines',
      '{"type":"x"}\n{"type":"y",|}\n',
      'status',
      '{"type":"x"}\n{"type":"y","status":2}\n',
      'lines',
    ],
    [
      'in JSON Lines, without an end',
      '{"type": "x", |\n{"type": "y"}',
      'status',
      '{"type": "x", "status": 2\n{"type": "y"}',
      'lines',
    ],
    ['beside a key that stands twice', '{"a": 1, "a": 2, |}', 'status', '{"a": 1, "a": 2, "status": 2}'],
  ];
  for (const [place, marked, label, after, form] of rows) {
    test(place, () => assert.equal(accept(marked, label, form), after));
  }
});

describe('a key on its own line stands below its neighbours', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      'typed at the start of the line',
      '{\n  "type": "x",\n|\n}',
      'status',
      '{\n  "type": "x",\n  "status": 2\n}',
    ],
    ['after a quote', '{\n  "type": "x",\n"|"\n}', 'status', '{\n  "type": "x",\n  "status": 2\n}'],
    ['half-typed', '{\n  "type": "x",\n"sta|\n}', 'status', '{\n  "type": "x",\n  "status": 2\n}'],
    ['a bare word', '{\n  "type": "x",\nsta|\n}', 'status', '{\n  "type": "x",\n  "status": 2\n}'],
    ['half indented', '{\n    "type": "x",\n  "|"\n}', 'status', '{\n    "type": "x",\n    "status": 2\n}'],
    [
      'below a string without an end',
      '{\n  "type": "x,\n"|"\n}',
      'status',
      '{\n  "type": "x,\n  "status": 2\n}',
    ],
    ['below no comma', '{\n  "type": "x"\n"|"\n}', 'status', '{\n  "type": "x",\n  "status": 2\n}'],
    ['before the first one', '{\n"|"\n\t"type": "x"\n}', 'status', '{\n\t"status": 2,\n\t"type": "x"\n}'],
    [
      'in an array',
      '[\n  {\n    "type": "x",\n|\n  }\n]',
      'status',
      '[\n  {\n    "type": "x",\n    "status": 2\n  }\n]',
    ],
    [
      'in an empty record below another one',
      '[\n    {\n        "type": "x"\n    },\n    {\n"|"\n    }\n]',
      'status',
      '[\n    {\n        "type": "x"\n    },\n    {\n        "status": 2\n    }\n]',
    ],
    [
      'user data on lines of its own',
      '{\n  "type": "x",\n"|"\n}',
      'udata',
      '{\n  "type": "x",\n  "udata": {\n    \n  }\n}',
    ],
    [
      'in user data',
      '[{"udata": {"ServiceType": 1}}, {\n  "udata": {\n    "CaseID": 1,\n"|"\n  }\n}]',
      'ServiceType',
      '[{"udata": {"ServiceType": 1}}, {\n  "udata": {\n    "CaseID": 1,\n    "ServiceType": ""\n  }\n}]',
    ],
    ['below neighbours at the start', '{\n"type": "x",\n|\n}', 'status', '{\n"type": "x",\n"status": 2\n}'],
    [
      'further in than they',
      '{\n  "type": "x",\n      |\n}',
      'status',
      '{\n  "type": "x",\n      "status": 2\n}',
    ],
    ['indented by tabs', '{\n  "type": "x",\n\t|\n}', 'status', '{\n  "type": "x",\n\t"status": 2\n}'],
  ];
  for (const [what, marked, label, after] of rows) {
    test(what, () => assert.equal(accept(marked, label), after));
  }

  test('and so do all missing ones', () => {
    for (const typed of ['|', '"missing|"']) {
      const filled = accept(`{\n  "type": "x",\n${typed}\n}`, 'Add the 7 missing mandatory fields');
      assert.deepEqual(
        new Set(
          filled
            .split('\n')
            .slice(1, -1)
            .map((line) => /^ */.exec(line)?.[0]),
        ),
        new Set(['  ']),
      );
    }
  });
});

describe('the value that comes with a key', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['codes', 'status', '{|}', `"status": \${1:2}`],
    ['STOPPED where there is an end', 'status', '{"end_date": "", |}', `"status": \${1:3}`],
    ['the usual code first', 'entity_type', '{|}', `"entity_type": \${1:3}`],
    ['the code that fits first', 'entity_type', '{"media_type": "chat", |}', `"entity_type": \${1:2}`],
    ['an integer', 'binary_content_size', '{|}', `"binary_content_size": \${1:0}`],
    ['the example, since no DBID is 0', 'owner_id', '{|}', `"owner_id": \${1:321}`],
    ['the DBID of the nearest record', 'owner_id', '[{"owner_id": 7}, {|}]', `"owner_id": \${1:7}`],
    ['a text', 'subject', '{|}', '"subject": "$1"'],
    ['an address', 'binary_content', '{|}', `"binary_content": "\${1:https://example.com/}"`],
    ['user data', 'udata', '{|}', '"udata": {$1\\}'],
    ['user data on lines', 'udata', '{\n  "type": "",\n  |\n}', '"udata": {\n    $1\n  \\}'],
    ['user data on a line of JSON', 'udata', '[{"type": ""},\n{|}]', '"udata": {$1\\}'],
    ['a boolean', 'allow_children', '{|}', `"allow_children": \${1|true,false|}`],
    ['the present time', 'start_date', '{|}', `"start_date": "${now}"`],
    [
      'the end that start and duration give',
      'end_date',
      '{"start_date": "2026-03-02T08:15:30.000Z", "duration": 195, |}',
      `"end_date": "2026-03-02T08:18:45.000Z"`,
    ],
    [
      'the seconds between start and end',
      'duration',
      '{"start_date": "2026-03-02T08:15:30.000Z", "end_date": "2026-03-02T08:18:45.400Z", |}',
      '"duration": 195',
    ],
    ['known values', 'type', '{|}', `"type": "\${1|Inbound,Outbound,Internal,Consult,Unknown|}"`],
    [
      'known values, those that fit first',
      'type',
      '{"entity_type": 1, |}',
      `"type": "\${1|Outbound,Inbound,Internal,Consult,Unknown|}"`,
    ],
  ];
  for (const [what, label, marked, snippet] of rows) {
    test(what, () => {
      const item = itemsAt(marked).find((one) => one.label === label);
      assert.equal(item?.edit.snippet, snippet);
    });
  }

  test('the MIME type that the address tells', () => {
    const marked = '{"binary_content": "https://media.example.com/7.mp3?x=.wav", |}';
    assert.match(accept(marked, 'binary_content_mime'), /"binary_content_mime": "audio\/mpeg"\}$/);
  });

  test('the media type that goes with the entity type', () => {
    assert.equal(
      accept('{"entity_type": 5, |}', 'media_type'),
      '{"entity_type": 5, "media_type": "callback"}',
    );
  });

  test('suggestions open again where the value is a code or comes from other records', () => {
    const opened = (marked: string) =>
      itemsAt(marked)
        .filter((item) => item.retrigger)
        .map(({ label }) => label);
    const made = ['customer_id', 'interaction_id', 'status', 'entity_type', 'creator_app_id'];
    const more = ['external_id', 'owner_id', 'timeshift', 'udata'];
    const calls = ['phone_number', 'tconnection_id'];
    assert.deepEqual(opened('{|}'), [...made, ...calls, ...more]);
    assert.deepEqual(opened('[{|}, {}]'), [...made, ...calls, 'parent_id', 'thread_id', ...more]);
    assert.deepEqual(opened('[{"x|": 1}, {}]'), []);
  });
});

describe('all missing mandatory fields at once', () => {
  const all = 'Add the 8 missing mandatory fields';
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
  const inline = members.join(', ');

  /** The members on lines of their own. */
  const lines = (indent: string, lineEnd = '\n') => members.join(`,${lineEnd}${indent}`);

  test('in an empty record', () => {
    assert.equal(accept('{|}', all), `{\n  ${lines('  ')}\n}`);
    assert.equal(accept('{"|"}', all), `{\n  ${lines('  ')}\n}`);
  });

  test('in a blank line', () => {
    assert.equal(accept('{\n    |\n}', all), `{\n    ${lines('    ')}\n}`);
    assert.equal(accept('{\r\n\t|\r\n}', all), `{\r\n\t${lines('\t', '\r\n')}\r\n}`);
  });

  test('between members', () => {
    const marked = '{\n  "x": 1\n  |\n  "y": 2\n}';
    assert.equal(accept(marked, all), `{\n  "x": 1,\n  ${lines('  ')},\n  "y": 2\n}`);
  });

  test('on one line', () => {
    assert.equal(accept('{"x": 1, |}', all), `{"x": 1, ${inline}}`);
    assert.equal(accept('{"x":1,|}', all), `{"x":1,${inline.replaceAll(/([,:]) /g, '$1')}}`);
  });

  test('in an empty record of an array', () => {
    const marked = '[\n  {"status": 1,\n   "type": "x"},\n  {|}\n]';
    const filled = `{\n   ${lines('   ')}\n  }`;
    assert.equal(accept(marked, all), `[\n  {"status": 1,\n   "type": "x"},\n  ${filled}\n]`);
  });

  test('in the order of the record beside it, and going on from that', () => {
    const beside =
      '{"start_date": "2026-03-17T08:01:00.000Z", "customer_id": "C1", "interaction_id": "K09", "creator_app_id": 108}';
    const added = [
      '"start_date": "2026-03-17T08:02:00.000Z"',
      '"customer_id": ""',
      '"entity_type": 3',
      '"type": "Inbound"',
      '"media_type": "voice"',
      '"interaction_id": "K10"',
      '"creator_app_id": 108',
    ];
    assert.equal(
      accept(`[${beside}, {"status": 2, |}]`, 'Add the 7 missing mandatory fields'),
      `[${beside}, {"status": 2, ${added.join(', ')}}]`,
    );
    // What the record itself says about its start comes before that.
    const ended = '{"end_date": "2026-05-01T08:00:30.000Z", "duration": 30, |}';
    assert.match(
      accept(`[${beside}, ${ended}]`, all),
      /"duration": 30, "start_date": "2026-05-01T08:00:00\.000Z", /,
    );
  });

  for (const typed of ['"sta|"', '"sta|', 'sta|', '|']) {
    test(`the first key of a record is written as the records beside it are: {${typed}`, () => {
      const open = `{"status":1,"type":"x"}\n{${typed}}\n`;
      const closing = typed === '"sta|' ? '' : '}';
      assert.match(accept(open, 'status', 'lines'), new RegExp(`\n\\{"status":2${closing}`));
    });
  }

  test('on the line of a JSON Lines record', () => {
    assert.equal(accept('{"status": 1}\n{|}', all, 'lines'), `{"status": 1}\n{${inline}}`);
  });

  test('is found by what one types of it', () => {
    assert.equal(accept('{"missing|"}', all), accept('{|}', all));
  });
});
