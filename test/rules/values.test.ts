import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { check, fixesOf } from '../support/checking';
import { exampleRecord } from '../support/example-record';

/** Companions, so that a value alone is the matter. */
const COMPANIONS: readonly (readonly [field: string, members: readonly string[]])[] = [
  ['structured_text', ['"structured_text_mime": "text/html"']],
  ['structured_text_mime', ['"structured_text": "http://host/a"']],
  ['binary_content_size', ['"binary_content": "http://host/a"', '"binary_content_mime": "audio/wav"']],
];

/**
 * What is found in a record with this value, as `rule: value`, and for each finding its fixes: what the value becomes,
 * with `!` before safe ones and `?` before choices.
 */
function outcome(field: string, value: string): readonly string[] {
  const others = COMPANIONS.find(([name]) => name === field)?.[1] ?? [];
  const text = exampleRecord([`"${field}": ${value}`, ...others]);
  return check(text).flatMap((found) => {
    const fixes = fixesOf(found).map(({ edits, isSafe, isChoice }) => {
      const after = applyEdits(text, edits);
      const line = after.split('\n').find((one) => one.startsWith(`  "${field}": `));
      return (
        (isSafe ? '!' : '') +
        (isChoice ? '?' : '') +
        (line?.replace(/^ {2}"\w+": /, '').replace(/,$/, '') ?? 'gone')
      );
    });
    return [`${found.rule}: ${text.slice(found.start, found.end)}`, ...fixes];
  });
}

/** The fixes of a value with one finding, of this rule, on the value. */
function fixesOfValue(rule: string, field: string, value: string): readonly string[] {
  const [finding, ...fixes] = outcome(field, value);
  assert.equal(finding, `${rule}: ${value}`);
  return fixes;
}

test('white space around a value is no part of it', () => {
  assert.deepEqual(fixesOfValue('invalid-mime', 'structured_text_mime', '" text/html"'), ['!"text/html"']);
  assert.deepEqual(fixesOfValue('invalid-url', 'structured_text', '" https://host/a"'), [
    '!"https://host/a"',
  ]);
});

test('any number without a fraction is an integer, decided by its digits', () => {
  const integers = [
    '0',
    '-0',
    '3.0',
    '-0.0',
    '1e3',
    '10e-1',
    '1.50e1',
    '1.5E+1',
    '0e-7',
    '0.000',
    '100e-2',
    '9007199254740991',
  ];
  // Nothing has the DBID 0.
  for (const value of [...integers, '9.007199254740991e15'])
    assert.deepEqual(outcome(Number(value) === 0 ? 'timeshift' : 'owner_id', value), [], value);
  const fractions = [
    '0.5',
    '1e-1',
    '15e-1',
    '1.55e1',
    '-2.25',
    '1e-400',
    '2.00000000000000000000000001',
    '12345e-99999999999999999999',
  ];
  for (const value of fractions) assert.deepEqual(fixesOfValue('wrong-type', 'owner_id', value), [], value);
});

test('integers that readers round are reported, whatever way they are written', () => {
  const large = [
    '9007199254740992',
    '-9007199254740992',
    '9007199254740993',
    '9.007199254740993e15',
    '1e400',
    '-1e400',
    '1e99999999999999999999',
  ];
  for (const value of large) assert.deepEqual(fixesOfValue('unsafe-integer', 'owner_id', value), [], value);
});

test('codes are compared by value', () => {
  for (const value of ['0', '-0', '2', '2.0', '20e-1', '0.2e1'])
    assert.deepEqual(outcome('status', value), [], value);
  const choices = ['?0', '?1', '?2', '?3'];
  for (const value of ['4', '-1', '3e1', '9007199254740993', '1e400', '-1e400']) {
    assert.deepEqual(fixesOfValue('invalid-value', 'status', value), choices, value);
  }
  // The one that the message names comes first.
  assert.deepEqual(fixesOfValue('invalid-value', 'entity_type', '4'), [
    '?3',
    '?0',
    '?1',
    '?2',
    '?5',
    '?6',
    '?7',
  ]);
});

test('an invalid code is explained with the valid ones', () => {
  const [finding] = check(exampleRecord(['"status": 4']));
  assert.equal(
    finding?.message,
    '4 is not a status: use 0 (NEW), 1 (PENDING), 2 (IN_PROCESS) or 3 (STOPPED).',
  );
});

test('numbers below the minimum lose their sign; what has no minimum may be negative', () => {
  assert.deepEqual(fixesOfValue('negative-number', 'duration', '-1'), ['1']);
  assert.deepEqual(fixesOfValue('negative-number', 'binary_content_size', '-1.0e2'), ['1.0e2']);
  assert.deepEqual(fixesOfValue('negative-number', 'duration', '-1e400'), ['1e400']);
  for (const value of ['-0', '-0.0', '-0e5', '0']) assert.deepEqual(outcome('duration', value), [], value);
  assert.deepEqual(outcome('timeshift', '-300'), []);
});

const conversions: readonly (readonly [field: string, value: string, fixes: readonly string[]])[] = [
  ['duration', '"3"', ['!3']],
  ['duration', '" 3 "', ['!3']],
  ['duration', '"+3"', ['!3']],
  ['duration', '"-3"', ['-3']],
  ['duration', '"3.0"', ['!3.0']],
  ['duration', '"\\u0033"', ['!3']],
  ['duration', '"007"', ['7']],
  ['duration', '"3.5"', []],
  ['duration', '"3 s"', ['3']],
  ['duration', '""', ['gone']],
  ['duration', '"N/A"', ['gone']],
  ['duration', '"null"', ['gone']],
  ['duration', '"3\u200b"', ['!3']],
  ['duration', '"3 min 15 s"', ['195']],
  ['duration', '"3m15s"', ['195']],
  ['duration', '"PT1H3M15S"', ['3795']],
  ['duration', '"01:03:15"', ['3795']],
  ['duration', '"3:15"', []],
  ['duration', '"PT"', []],
  ['timeshift', '"+01:00"', ['60']],
  ['timeshift', '"-0530"', ['-330']],
  ['timeshift', '"UTC-5"', ['-300']],
  ['timeshift', '"Europe/Berlin"', []],
  ['owner_id', '"-"', ['gone']],
  ['creator_app_id', '""', ['gone', '135']],
  ['udata', '""', ['gone']],
  ['duration', '"0x10"', []],
  ['duration', '2.5', []],
  ['duration', 'true', []],
  ['duration', '[3]', ['!3']],
  ['duration', '["3"]', ['!3']],
  ['duration', '[3, 4]', []],
  ['duration', '[[3]]', []],
  ['duration', '{ "0": 3 }', ['!3']],
  ['duration', '{ "value": 3 }', ['!3']],
  ['duration', '{ "0": 3, "1": 4 }', []],
  ['duration', '{}', []],
  ['duration', 'null', ['!gone']],
  ['status', '"3"', ['!3']],
  ['status', '"STOPPED"', ['!3']],
  ['status', '"stopped"', ['!3']],
  ['status', '"InProcess"', ['!2']],
  ['status', '"IN_PROCESS"', ['!2']],
  ['status', '"in process"', ['!2']],
  ['status', '"inprogress"', ['!2']],
  ['status', '"In-Progress"', ['!2']],
  ['status', '"STATUS_STOPPED"', ['!3']],
  ['status', '"Status.InProcess"', ['!2']],
  ['status', '"STATUS_UNSPECIFIED"', ['?0', '?1', '?2', '?3']],
  ['entity_type', '"ENTITY_TYPE_PHONE_CALL"', ['!3']],
  ['entity_type', '"EntityType::PhoneCall"', ['!3']],
  ['status', '"9"', ['?0', '?1', '?2', '?3']],
  ['status', '"done"', ['?0', '?1', '?2', '?3']],
  ['status', '2.5', []],
  ['status', 'null', ['gone', '?0', '?1', '?2', '?3']],
  ['entity_type', '"PhoneCall"', ['!3']],
  ['entity_type', '"email_out"', ['!1']],
  ['entity_type', '"email"', ['?3', '?0', '?1', '?2', '?5', '?6', '?7']],
  ['entity_type', '"InProgress"', ['?3', '?0', '?1', '?2', '?5', '?6', '?7']],
  ['allow_children', '"true"', ['!true']],
  ['allow_children', '"False"', ['!false']],
  ['allow_children', '1', ['!true']],
  ['allow_children', '0', ['!false']],
  ['allow_children', '"1"', ['!true']],
  ['allow_children', '"yes"', ['true']],
  ['allow_children', '2', []],
  ['allow_children', '"maybe"', []],
  ['phone_number', '12025550143', ['!"12025550143"']],
  ['phone_number', '1.50', ['!"1.50"']],
  ['subject', 'true', ['"true"']],
  ['text', '7', ['!"7"']],
  ['text', '["a"]', ['!"a"']],
  ['text', '["a", "b"]', []],
  ['customer_id', '17', ['!"17"']],
  ['customer_id', 'null', ['gone', '""']],
  ['media_type', 'null', ['gone', '"voice"']],
  ['structured_text', '7', []],
  ['structured_text_mime', '7', []],
  ['structured_text_mime', 'null', ['gone', '"text/html"']],
  ['structured_text', 'null', ['!gone']],
  ['start_date', '1385406142000', ['"2013-11-25T19:02:22.000Z"']],
  ['start_date', '1385406142', ['"2013-11-25T19:02:22.000Z"']],
  ['start_date', '20131125', []],
  ['start_date', '1.5', []],
  ['start_date', 'null', ['gone', '"2026-01-02T03:04:05.006Z"']],
  ['end_date', 'null', ['!gone']],
  ['udata', '"a=b"', []],
  ['udata', '7', []],
  ['udata', 'null', ['!gone']],
  ['udata', '[1]', []],
  ['udata', '[{ "a": "b" }]', []],
  ['udata', '[["a", "b"]]', []],
  ['udata', '[{ "key": 1, "value": 1 }]', []],
  ['udata', '[{ "key": "a" }]', []],
];

for (const [field, value, fixes] of conversions) {
  test(`wrong type: "${field}": ${value} becomes ${fixes.join(' or ') || 'nothing else'}`, () => {
    assert.deepEqual(fixesOfValue('wrong-type', field, value), fixes);
  });
}

test('null is not safe to remove where an earlier member of its name would come to count', () => {
  const [, finding] = check(exampleRecord(['"parent_id": "a"', '"parent_id": null']));
  assert.equal(finding?.rule, 'wrong-type');
  assert.deepEqual(finding && fixesOf(finding).map(({ isSafe }) => isSafe), [false]);
});

test('messages say which type is wanted, which one is there, and what to write', () => {
  const message = (member: string) => check(exampleRecord([member])).map((finding) => finding.message);
  assert.deepEqual(message('"status": "InProcess"'), [
    '"status" must be an integer, not a string: 2 (IN_PROCESS).',
  ]);
  assert.deepEqual(message('"status": "9"'), [
    '"9" is not a status: use 0 (NEW), 1 (PENDING), 2 (IN_PROCESS) or 3 (STOPPED).',
  ]);
  assert.deepEqual(message('"owner_id": "9007199254740993"'), [
    '"owner_id" must be an integer, not a string: 9007199254740993 (many JSON readers round it).',
  ]);
  assert.deepEqual(message('"allow_children": "yes"'), [
    '"allow_children" must be true or false, not a string. Did you mean true?',
  ]);
  for (const [value, what, meant] of [
    ['1', 'a number', 'true'],
    ['0', 'a number', 'false'],
    ['"1"', 'a string', 'true'],
  ])
    assert.deepEqual(message(`"allow_children": ${value}`), [
      `"allow_children" must be true or false, not ${what}. Did you mean ${meant}?`,
    ]);
  assert.deepEqual(message('"allow_children": "TRUE"'), [
    '"allow_children" must be true or false, not a string: true.',
  ]);
  assert.deepEqual(message('"duration": 12.5'), ['"duration" must be a whole number.']);
  assert.deepEqual(message('"subject": {}'), ['"subject" must be a string, not an object.']);
  assert.deepEqual(message('"parent_id": null'), [
    '"parent_id" must not be null: leave it out or give it a string.',
  ]);
  assert.deepEqual(message('"allow_children": []'), [
    '"allow_children" must be true or false, not an array.',
  ]);
});

test('mandatory strings must not be empty; others may', () => {
  for (const field of ['customer_id', 'interaction_id', 'type', 'media_type']) {
    for (const value of ['""', '" "', '"\\t\\u00a0"'])
      assert.deepEqual(fixesOfValue('empty-field', field, value), []);
  }
  for (const field of ['outcome', 'thread_id', 'subject', 'text']) assert.deepEqual(outcome(field, '""'), []);
});

const urls: readonly (readonly [value: string, fixes: readonly string[]])[] = [
  ['" http://host/a "', ['!"http://host/a"']],
  ['"\\nhttp://host/a"', ['!"http://host/a"']],
  ['"www.example.com"', ['"http://www.example.com"']],
  ['"example.com/a?b#c"', ['"http://example.com/a?b#c"']],
  ['"ucs:8080/a"', ['"http://ucs:8080/a"']],
  ['"http://host/a b.wav"', ['"http://host/a%20b.wav"']],
  ['"C:\\\\calls\\\\a b.wav"', ['"file:///C:/calls/a%20b.wav"']],
  ['"/calls/a.wav"', []],
  ['"a.wav"', []],
  ['"me@example.com"', []],
  ['"mailto:me@example.com"', []],
  ['"javascript:alert(1)"', []],
  ['"http://"', []],
  ['""', ['gone']],
  ['"N/A"', ['gone']],
  ['"invoice"', []],
];

for (const [value, fixes] of urls) {
  test(`URL: ${value} becomes ${fixes.join(' or ') || 'nothing else'}`, () => {
    assert.deepEqual(fixesOfValue('invalid-url', 'structured_text', value), fixes);
  });
}

test('absolute URLs of the four schemes are valid', () => {
  for (const url of [
    'http://h',
    'HTTPS://h/a?b',
    'ftp://u@h:21/a',
    'file:///a',
    'http:\\/\\/h\\/a',
    'http://[::1]:80/',
  ]) {
    assert.deepEqual(outcome('structured_text', `"${url}"`), [], url);
  }
});

const mimeTypes: readonly (readonly [value: string, fixes: readonly string[]])[] = [
  ['" text/html"', ['!"text/html"']],
  ['"text/html;"', ['!"text/html"']],
  ['"text / html"', ['!"text/html"']],
  ['"text\\\\html"', ['!"text/html"']],
  ['"text /html; charset=utf-8"', ['!"text/html; charset=utf-8"']],
  ['"Content-Type: text/html"', ['!"text/html"']],
  ['"html"', ['"text/html"']],
  ['".HTML"', ['"text/html"']],
  ['"web page"', []],
  ['"text/"', []],
  ['"/html"', []],
  ['"a/b/c"', []],
  ['""', []],
];

for (const [value, fixes] of mimeTypes) {
  test(`MIME type: ${value} becomes ${fixes.join(' or ') || 'nothing else'}`, () => {
    assert.deepEqual(fixesOfValue('invalid-mime', 'structured_text_mime', value), fixes);
  });
}

test('MIME types may have parameters and capitals', () => {
  for (const mime of [
    'text/html',
    'TEXT/HTML',
    'text\\/html',
    'text/html; charset=utf-8',
    'application/vnd.x+json',
  ]) {
    assert.deepEqual(outcome('structured_text_mime', `"${mime}"`), [], mime);
  }
});

test('content whose URL is empty needs no MIME type and no size', () => {
  for (const field of ['structured_text', 'binary_content'])
    for (const value of ['""', '" "']) {
      const found = check(exampleRecord([`"${field}": ${value}`]));
      assert.deepEqual(
        found.map(({ rule }) => rule),
        ['invalid-url'],
      );
      assert.deepEqual(
        found.flatMap((finding) => fixesOf(finding).map(({ title }) => title)),
        [`Remove "${field}": ${value}`],
      );
    }
});
