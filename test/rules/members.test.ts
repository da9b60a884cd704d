import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { check, fixed, fixesOf, lines } from '../support/checking';
import { exampleRecord } from '../support/example-record';

const everyMandatory =
  '"customer_id": "", "interaction_id": "", "status": 2, "entity_type": 3, "type": "", "media_type": "voice", "creator_app_id": 135, "start_date": "2026-01-02T03:04:05.006Z"';

test('all missing fields of a record are one finding on its opening brace', () => {
  const text = `[ ${exampleRecord([], ['status', 'start_date'])} ]`;
  const found = check(text).map(({ relative }) => relative);
  assert.deepEqual(found, [
    {
      rule: 'missing-field',
      start: 0,
      end: 1,
      fields: ['status', 'start_date'],
      message: 'Missing 2 mandatory fields: "status", "start_date".',
    },
  ]);
});

test('a single missing field is named; of many the first ones are', () => {
  const messageOf = (text: string) =>
    check(text).map(({ message, fields, field }) => [message, fields ?? field]);
  const all = [...everyMandatory.matchAll(/"(\w+)":/g)].map(([, name]) => name);
  assert.deepEqual(messageOf(exampleRecord([], ['type'])), [['Missing mandatory field "type".', 'type']]);
  assert.deepEqual(messageOf('{}'), [
    ['Missing 8 mandatory fields: "customer_id", "interaction_id" and 6 more.', all],
  ]);
  assert.deepEqual(messageOf(exampleRecord([], ['creator_app_id', 'start_date', 'interaction_id'])), [
    [
      'Missing 3 mandatory fields: "interaction_id", "creator_app_id", "start_date".',
      ['interaction_id', 'creator_app_id', 'start_date'],
    ],
  ]);
});

test('missing fields are added all at once or one by one, in every layout', () => {
  const add = (text: string, form?: 'lines') => {
    const [first] = check(text, form);
    const fixes = first ? fixesOf(first) : [];
    assert.equal(fixes.length, text === '{}' || form ? 9 : fixes.length);
    return fixes.slice(0, 2).map(({ edits }) => applyEdits(text, edits));
  };
  const filled = everyMandatory.replaceAll(', ', ',\n  ');
  assert.deepEqual(add('{}'), [`{\n  ${filled}\n}`, '{\n  "customer_id": ""\n}']);
  assert.deepEqual(add('{}\n', 'lines'), [`{${everyMandatory}}\n`, '{"customer_id": ""}\n']);
  const minified = everyMandatory.replaceAll(/([,:]) /g, '$1');
  const withText = add('{"text":"x"}');
  assert.deepEqual(withText, [`{"text":"x",${minified}}`, '{"text":"x","customer_id":""}']);
  const crlf = add('{\r\n\t"text": "x"\r\n}');
  assert.equal(crlf[1], '{\r\n\t"text": "x",\r\n\t"customer_id": ""\r\n}');
});

const placeholders: readonly (readonly [absent: string, members: readonly string[], value: string])[] = [
  ['status', [], '2'],
  ['status', ['"end_date": "2013-11-25T19:05:37.000Z"'], '3'],
  ['entity_type', [], '3'],
  ['entity_type', ['"media_type": "chat"'], '2'],
  ['entity_type', ['"media_type": "callback"'], '5'],
  ['entity_type', ['"media_type": "email"', '"type": "Outbound"'], '1'],
  ['entity_type', ['"media_type": "sms"'], '3'],
  ['media_type', [], '"voice"'],
  ['media_type', ['"entity_type": 2'], '"chat"'],
  ['media_type', ['"entity_type": 0'], '"email"'],
  ['media_type', ['"entity_type": 7'], '"voice"'],
  ['media_type', ['"entity_type": "chat"'], '"voice"'],
  ['type', [], '""'],
  ['type', ['"sub_type": "OutboundReply"'], '"Outbound"'],
  ['type', ['"sub_type": "Reply"'], '""'],
  ['start_date', [], '"2026-01-02T03:04:05.006Z"'],
  ['start_date', ['"end_date": "2013-11-25T19:05:37.000Z"'], '"2013-11-25T19:05:37.000Z"'],
  ['start_date', ['"end_date": "2031-11-25T19:05:37.000Z"'], '"2026-01-02T03:04:05.006Z"'],
  ['start_date', ['"end_date": "yesterday"'], '"2026-01-02T03:04:05.006Z"'],
  ['creator_app_id', [], '135'],
  ['customer_id', [], '""'],
];

for (const [absent, members, value] of placeholders) {
  test(`a missing ${absent} starts as ${value}${members.length > 0 ? ` with ${members.join(', ')}` : ''}`, () => {
    const text = exampleRecord(members, [absent]);
    const titles = check(text)
      .filter(({ field, rule }) => field === absent && rule === 'missing-field')
      .map((finding) => fixesOf(finding)[0]?.title);
    assert.deepEqual(titles, [`Add "${absent}": ${value}`]);
  });
}

test('a mandatory field under another name is renamed, and the finding points there', () => {
  const text = exampleRecord(['"startDate": "2013-11-25T19:02:22.000Z"'], ['start_date']);
  const found = check(text);
  assert.deepEqual(
    found.map(({ rule, start, end, field, message }) => [rule, text.slice(start, end), field, message]),
    [['missing-field', '"startDate"', 'start_date', '"startDate" should be "start_date".']],
  );
  const renamed = exampleRecord(['"start_date": "2013-11-25T19:02:22.000Z"'], ['start_date']).replace(
    /("start_date".*),\n((?:.|\n)*)\n\}/,
    '$2,\n  $1\n}',
  );
  assert.deepEqual(fixed(text, 'missing-field'), [`!Rename "startDate" to "start_date" => ${renamed}`]);
});

test('a key that may be a mandatory field is renamed, or the field is added', () => {
  const text = exampleRecord(['"custmer_id": "c"'], ['customer_id']);
  const found = check(text);
  assert.deepEqual(
    found.map(({ message }) => message),
    ['"custmer_id" should be "customer_id".'],
  );
  const titles = found.flatMap((finding) => fixesOf(finding)).map(({ title, isSafe }) => [title, isSafe]);
  assert.deepEqual(titles, [
    ['Rename "custmer_id" to "customer_id"', false],
    ['Add "customer_id": ""', false],
  ]);
});

test('all mandatory fields at once: those under other names are renamed, the others added', () => {
  const text =
    '{"customerId":"c","mediaType":"voice","status":0,"entity_type":3,"type":"Inbound","interaction_id":"i"}';
  const found = check(text);
  assert.deepEqual(lines(text), [
    'missing-field {',
    'missing-field "customerId"',
    'missing-field "mediaType"',
  ]);
  assert.deepEqual(
    found.map((finding) => fixesOf(finding).map(({ title }) => title)),
    [
      [
        'Complete the 4 mandatory fields',
        'Add the 2 missing mandatory fields',
        'Add "creator_app_id": 135',
        'Add "start_date": "2026-01-02T03:04:05.006Z"',
      ],
      ['Complete the 4 mandatory fields', 'Rename "customerId" to "customer_id"'],
      ['Complete the 4 mandatory fields', 'Rename "mediaType" to "media_type"'],
    ],
  );
  const [all] = found[0] ? fixesOf(found[0]) : [];
  assert.equal(
    applyEdits(text, all?.edits ?? []),
    '{"customer_id":"c","media_type":"voice","status":0,"entity_type":3,"type":"Inbound","interaction_id":"i","creator_app_id":135,"start_date":"2026-01-02T03:04:05.006Z"}',
  );
});

const companions: readonly (readonly [what: string, members: readonly string[], after: readonly string[]])[] =
  [
    [
      'a known extension',
      ['"binary_content": "http://h/a.MP3?x=.wav"'],
      ['"binary_content_mime": "audio/mpeg"', '"binary_content_size": 0'],
    ],
    [
      'no extension',
      ['"binary_content": "http://h/a"'],
      ['"binary_content_mime": "application/octet-stream"', '"binary_content_size": 0'],
    ],
    [
      'a host that looks like a file',
      ['"structured_text": "http://h.zip"'],
      ['"structured_text_mime": "text/html"'],
    ],
    ['text', ['"structured_text": "file:///a.txt"'], ['"structured_text_mime": "text/plain"']],
    [
      'the size alone',
      ['"binary_content": "http://h/a.wav"', '"binary_content_mime": "audio/ogg"'],
      ['"binary_content_size": 0'],
    ],
  ];

for (const [what, members, after] of companions) {
  test(`missing companions are added right after their content: ${what}`, () => {
    const text = exampleRecord([...members, '"subject": "x"']);
    const [content = '', ...rest] = members;
    const [first] = fixed(text, 'missing-companion');
    assert.equal(first?.split(' => ')[1], exampleRecord([content, ...after, ...rest, '"subject": "x"']));
    assert.deepEqual(lines(text), [`missing-companion ${content.split(':')[0]}`]);
  });
}

test('one finding names all companions that a content lacks', () => {
  const [finding] = check(exampleRecord(['"binary_content": "http://h/a"']));
  assert.equal(
    finding?.message,
    '"binary_content" requires "binary_content_mime" and "binary_content_size".',
  );
});

test('a companion under another name is renamed', () => {
  const text = exampleRecord(['"structured_text": "http://h/a"', '"structuredTextMime": "text/html"']);
  assert.deepEqual(lines(text), ['missing-companion "structuredTextMime"']);
  assert.match(
    fixed(text, 'missing-companion')[0] ?? '',
    /^!Rename "structuredTextMime" to "structured_text_mime" => /,
  );
});

test('each companion without its content is reported and removed alone', () => {
  const text = exampleRecord(['"binary_content_mime": "audio/wav"', '"binary_content_size": 7']);
  const found = check(text);
  assert.deepEqual(lines(text), [
    'orphan-companion "binary_content_mime"',
    'orphan-companion "binary_content_size"',
  ]);
  const [mime, size] = found.map((finding) => applyEdits(text, fixesOf(finding)[0]?.edits ?? []));
  assert.equal(mime, exampleRecord(['"binary_content_size": 7']));
  assert.equal(size, exampleRecord(['"binary_content_mime": "audio/wav"']));
});

test('content under another name is no reason to call its companions orphans', () => {
  const text = exampleRecord(['"structuredText": "http://h/a"', '"structured_text_mime": "text/html"']);
  assert.deepEqual(lines(text), ['unknown-field "structuredText"']);
});

const unknown: readonly (readonly [key: string, titles: readonly string[]])[] = [
  [
    'phoneNumber',
    ['!Rename "phoneNumber" to "phone_number"', 'Move "phoneNumber" to "udata"', 'Remove "phoneNumber"'],
  ],
  [
    'PHONE-NUMBER',
    ['!Rename "PHONE-NUMBER" to "phone_number"', 'Move "PHONE-NUMBER" to "udata"', 'Remove "PHONE-NUMBER"'],
  ],
  [
    'phone_nubmer',
    ['Rename "phone_nubmer" to "phone_number"', 'Move "phone_nubmer" to "udata"', 'Remove "phone_nubmer"'],
  ],
  ['room', ['Move "room" to "udata"', 'Remove "room"']],
  ['', ['Move "" to "udata"', 'Remove ""']],
  ['__proto__', ['Move "__proto__" to "udata"', 'Remove "__proto__"']],
  ['constructor', ['Move "constructor" to "udata"', 'Remove "constructor"']],
  ['Status', ['Move "Status" to "udata"', 'Remove "Status"']],
];

for (const [key, titles] of unknown) {
  test(`unknown field ${JSON.stringify(key)}: ${titles.join(' or ')}`, () => {
    const text = exampleRecord([`${JSON.stringify(key)}: "+12025550143"`]);
    assert.deepEqual(lines(text), [`unknown-field ${JSON.stringify(key)}`]);
    assert.deepEqual(
      fixed(text, 'unknown-field').map((one) => one.split(' => ')[0]),
      titles,
    );
  });
}

test('an unknown field moves into user data that is an array of pairs, which becomes an object', () => {
  const text = exampleRecord(['"room": "4.12"', '"udata": [{ "key": "CaseID", "type": "int", "value": 7 }]']);
  assert.deepEqual(fixed(text, 'unknown-field'), [
    `Convert "udata" to an object and move "room" to it => ${exampleRecord(['"udata": {"CaseID": 7, "room": "4.12"}'])}`,
    `Remove "room" => ${exampleRecord(['"udata": [{ "key": "CaseID", "type": "int", "value": 7 }]'])}`,
  ]);
});

test('messages about unknown fields name the nearest, or what is there already', () => {
  const message = (member: string) => check(exampleRecord([member])).map((finding) => finding.message);
  assert.deepEqual(message('"phone_nubmer": 1'), ['Unknown field "phone_nubmer". Is "phone_number" meant?']);
  assert.deepEqual(message('"Status": 1'), ['Unknown field "Status": "status" is here already.']);
  assert.deepEqual(message('"room": 1'), ['Unknown field "room": Context Services ignores it.']);
  assert.match(message(`"${'x'.repeat(5000)}": 1`)[0] ?? '', /^.{10,160}$/);
});

test('two unknown keys are never renamed to one field', () => {
  const text = exampleRecord(['"endDate": "2026-01-02T03:04:05.006Z"', '"EndDate": "y"']);
  const [first, second] = check(text);
  assert.deepEqual(first && fixesOf(first).map(({ title }) => title), [
    'Rename "endDate" to "end_date"',
    'Move "endDate" to "udata"',
    'Remove "endDate"',
  ]);
  assert.deepEqual(second && fixesOf(second).map(({ title }) => title), [
    'Move "EndDate" to "udata"',
    'Remove "EndDate"',
  ]);
});

test('user data, nested values and $schema hold no unknown fields', () => {
  const udata = '"udata": { "startDate": null, "status": "x", "a": { "b": [{ "customer_id": 1 }] } }';
  assert.deepEqual(lines(exampleRecord([udata, '"$schema": 7'])), []);
});

const duplicates: readonly (readonly [
  what: string,
  members: readonly string[],
  found: readonly string[],
  after: string,
])[] = [
  ['equal values', ['"outcome": "a"', '"outcome": "a"'], ['"outcome"'], '!"outcome": "a"'],
  [
    'equal values, written with an escape',
    ['"outcome": "a"', '"outcome": "\\u0061"'],
    ['"outcome"'],
    '!"outcome": "a"',
  ],
  [
    'other values: readers take the last',
    ['"outcome": "a"', '"outcome": "b"'],
    ['"outcome"'],
    '"outcome": "b"',
  ],
  [
    'numbers are compared as they are written',
    ['"owner_id": 1', '"owner_id": 1.0'],
    ['"owner_id"'],
    '"owner_id": 1.0',
  ],
  ['an escaped key', ['"outcome": "a"', '"out\\u0063ome": "b"'], ['"out\\u0063ome"'], '"out\\u0063ome": "b"'],
  ['$schema', ['"$schema": "a"', '"$schema": "b"'], ['"$schema"'], '"$schema": "b"'],
];

for (const [what, members, found, after] of duplicates) {
  test(`duplicates: ${what}`, () => {
    const text = exampleRecord(members);
    assert.deepEqual(
      lines(text),
      found.map((key) => `duplicate-field ${key}`),
    );
    const [first = ''] = fixed(text, 'duplicate-field');
    const isSafe = after.startsWith('!');
    assert.equal(first.startsWith('!'), isSafe);
    assert.equal(first.split(' => ')[1], exampleRecord([isSafe ? after.slice(1) : after]));
  });
}

test('each later occurrence is a finding that points to the first', () => {
  const text = exampleRecord(['"outcome": "a"', '"outcome": "b"', '"outcome": "c"']);
  const found = check(text);
  const first = text.indexOf('"outcome"');
  assert.deepEqual(
    found.map(({ rule, related }) => [rule, related?.start]),
    [
      ['duplicate-field', first],
      ['duplicate-field', first],
    ],
  );
  const results = found.map((finding) => fixesOf(finding).map(({ edits }) => applyEdits(text, edits)));
  assert.deepEqual(results, [
    [exampleRecord(['"outcome": "a"', '"outcome": "c"']), exampleRecord(['"outcome": "b"'])],
    [exampleRecord(['"outcome": "c"']), exampleRecord(['"outcome": "a"', '"outcome": "b"'])],
  ]);
});

test('keys are repeated at every depth of user data, but not between its objects', () => {
  const repeated =
    '"udata": { "a": { "x": 1, "y": [{ "k": 1, "l": {}, "k": 2 }], "x": [] }, "b": { "x": "\\"x\\": {,", "a": 1 } }';
  const text = exampleRecord([repeated]);
  assert.deepEqual(lines(text), ['duplicate-field "k"', 'duplicate-field "x"']);
  const [inner, outer] = check(text);
  assert.equal(inner && applyEdits(text, fixesOf(inner)[0]?.edits ?? []), text.replace('"k": 1, ', ''));
  assert.equal(outer && applyEdits(text, fixesOf(outer)[1]?.edits ?? []), text.replace(', "x": []', ''));
  assert.equal(inner?.field, 'udata');
});

test('deep user data is read in one pass', () => {
  const depth = 20_000;
  const deep = `${'{"a":['.repeat(depth)}{"b":1,"b":2}${']}'.repeat(depth)}`;
  const text = exampleRecord([`"udata": ${deep}`]);
  assert.deepEqual(lines(text), ['duplicate-field "b"']);
});

const shapes: readonly (readonly [what: string, list: string, object: string | undefined])[] = [
  ['one line', '[{ "key": "a", "value": 1 }, { "key": "b", "value": "x" }]', '!{"a": 1, "b": "x"}'],
  ['spaces inside the brackets', '[ {"key":"a","value":1} , {"key":"b","value":2} ]', '!{ "a":1,  "b":2 }'],
  ['empty', '[]', '!{}'],
  [
    'types that the values show',
    '[{"key":"a","type":"str","value":"x"},{"key":"b","type":"int","value":1}]',
    '!{"a":"x","b":1}',
  ],
  ['a type that would get lost', '[{ "key": "a", "type": "int", "value": "1" }]', '{"a": "1"}'],
  ['a member that would get lost', '[{ "key": "a", "value": 1, "note": "x" }]', '{"a": 1}'],
  ['any order, any value', '[{ "value": { "x": [1, null] }, "key": "a" }]', '!{"a": { "x": [1, null] }}'],
  ['keys twice', '[{ "key": "a", "value": 1 }, { "key": "a", "value": 1 }]', undefined],
  [
    'keys twice, one with an escape',
    '[{ "key": "a", "value": 1 }, { "key": "\\u0061", "value": 1 }]',
    undefined,
  ],
  ['a key that is there twice', '[{ "key": "a", "key": "b", "value": 1 }]', undefined],
  [
    'many lines',
    '[\n    {\n      "key": "a",\n      "value": {\n        "x": 1\n      }\n    },\n    {\n      "key": "b",\n      "value": 2\n    }\n  ]',
    '!{\n    "a": {\n      "x": 1\n    },\n    "b": 2\n  }',
  ],
];

for (const [what, list, object] of shapes) {
  test(`a list of pairs is rewritten: ${what}`, () => {
    const text = exampleRecord([`"udata": ${list}`]);
    const [finding] = check(text).filter(({ rule }) => rule === 'udata-shape');
    assert.ok(finding);
    const [fix] = fixesOf(finding);
    if (object === undefined) return assert.equal(fix, undefined);
    assert.equal(fix?.isSafe, object.startsWith('!'));
    assert.equal(applyEdits(text, fix.edits), exampleRecord([`"udata": ${object.replace(/^!/, '')}`]));
    assert.deepEqual(lines(applyEdits(text, fix.edits)), []);
  });
}
