import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../support/checking';
import { exampleRecord } from '../support/example-record';

/*
 * One defect gives one finding; two defects give two. Each row is a pair of rules that could both speak.
 */
const pairs: readonly (readonly [what: string, members: readonly string[], found: readonly string[]])[] = [
  ['a date of the wrong type is not judged as a date', ['"start_date": 7'], ['wrong-type 7']],
  [
    'a URL of the wrong type is not judged as a URL',
    ['"subject": []', '"text": {}'],
    ['wrong-type []', 'wrong-type {}'],
  ],
  ['a code of the wrong type is not judged as a code', ['"status": "9"'], ['wrong-type "9"']],
  ['a fraction is no code', ['"status": 2.5'], ['wrong-type 2.5']],
  ['a fraction is not negative', ['"duration": -2.5'], ['wrong-type -2.5']],
  ['a string is not negative', ['"duration": "-2"'], ['wrong-type "-2"']],
  ['a code is wrong before it is large', ['"status": 1e400'], ['invalid-value 1e400']],
  ['a number is negative before it is large', ['"duration": -1e400'], ['negative-number -1e400']],
  ['a large fraction is no integer', ['"owner_id": 9007199254740993.5'], ['wrong-type 9007199254740993.5']],
  ['an empty date is no date', ['"start_date": ""'], ['invalid-date ""']],
  ['an empty code is of the wrong type', ['"status": ""'], ['wrong-type ""']],
  ['a null of a mandatory field is neither missing nor empty', ['"customer_id": null'], ['wrong-type null']],
  ['a null content needs no companions', ['"binary_content": null'], ['wrong-type null']],
  [
    'a null content leaves no orphans',
    ['"structured_text": null', '"structured_text_mime": "a/b"'],
    ['wrong-type null'],
  ],
  [
    'a null companion is there',
    ['"structured_text": "http://h"', '"structured_text_mime": null'],
    ['wrong-type null'],
  ],
  ['a null companion is no orphan', ['"structured_text_mime": null'], ['wrong-type null']],
  [
    'content of the wrong type still needs its companion',
    ['"structured_text": 7'],
    ['missing-companion "structured_text"', 'wrong-type 7'],
  ],
  [
    'content that is no URL still needs its companion',
    ['"structured_text": "x"'],
    ['missing-companion "structured_text"', 'invalid-url "x"'],
  ],
  [
    'an orphan is looked at all the same',
    ['"structured_text_mime": "html"'],
    ['orphan-companion "structured_text_mime"', 'invalid-mime "html"'],
  ],
  [
    'one companion missing, the other invalid',
    ['"binary_content": "http://h"', '"binary_content_size": -1'],
    ['missing-companion "binary_content"', 'negative-number -1'],
  ],
  [
    'an end is compared with a valid start only',
    ['"start_date": "2013-11-25"', '"end_date": "2000-01-01T00:00:00.000Z"'],
    ['invalid-date "2013-11-25"'],
  ],
  ['a start is compared with an end of its type only', ['"end_date": 0'], ['wrong-type 0']],
  [
    'an unknown key that is there twice is unknown once',
    ['"room": 1', '"room": 2'],
    ['unknown-field "room"', 'duplicate-field "room"'],
  ],
  [
    'every value is looked at, whichever counts',
    ['"duration": "x"', '"duration": -1'],
    ['wrong-type "x"', 'duplicate-field "duration"', 'negative-number -1'],
  ],
  [
    'between fields the last value counts',
    ['"end_date": "2000-01-01T00:00:00.000Z"', '"end_date": "2020-01-01T00:00:00.000Z"'],
    ['duplicate-field "end_date"'],
  ],
  [
    'a list may repeat the keys of its pairs',
    ['"udata": [{"key":"a","value":1},{"key":"a","value":2}]'],
    ['udata-shape "udata"'],
  ],
  [
    'an element of such a list may not repeat its own',
    ['"udata": [{"key":"a","key":"b","value":1}]'],
    ['udata-shape "udata"', 'duplicate-field "key"'],
  ],
  [
    'user data of another type is not looked into',
    ['"udata": [{"a":1,"a":2}]'],
    ['wrong-type [{"a":1,"a":2}]'],
  ],
  ['what an unknown field holds is not looked into', ['"room": {"a":1,"a":null}'], ['unknown-field "room"']],
  ['$schema is not looked at', ['"$schema": null'], []],
];

for (const [what, members, found] of pairs) {
  test(what, () => {
    assert.deepEqual(lines(exampleRecord(members)), found);
  });
}

const broken: readonly (readonly [what: string, text: string, found: readonly string[]])[] = [
  ['a broken record lacks nothing yet', '{"status": 3,}', ['syntax ,']],
  ['a broken record needs no companions yet', '{"structured_text": "http://h",}', ['syntax ,']],
  ['a broken record has no orphans yet', '{"structured_text_mime": "a/b",}', ['syntax ,']],
  ['a broken record has no unknown fields yet', '{"stat": 1, "status": 3,}', ['syntax ,']],
  ['a broken value is not judged', '{"status": STOPPED}', ['syntax STOPPED']],
  ['a broken string is not judged', '{"start_date": "2013\\-11"}', ['missing-field {', 'syntax \\-']],
  ['a value after a broken key is not judged', '{\'status\': "x"}', ["syntax 'status'"]],
  ['a missing value is not judged', '{"status": , "type": ""}', ['syntax :', 'empty-field ""']],
  [
    'whole values beside a defect are judged',
    '{"status": 4, "type": 7,}',
    ['invalid-value 4', 'wrong-type 7', 'syntax ,'],
  ],
  ['a key that is typed again is no duplicate yet', '{"status": 3, "status": }', ['syntax :']],
  [
    'whole duplicates beside a defect are',
    '{"type": "x", "type": "y",}',
    ['duplicate-field "type"', 'syntax ,'],
  ],
  ['broken user data has no shape yet', '{"status": 3, "udata": [{"key": "a" "value": 1}]}', ['syntax "']],
  ['broken user data is not judged', '{"status": 3, "udata": [7 {"a": 1, "a": 2}]}', ['syntax 7']],
  ['broken user data has no duplicates yet', '{"status": 3, "udata": {"a": 1, "a": 2,}}', ['syntax ,']],
];

for (const [what, text, found] of broken) {
  test(what, () => {
    assert.deepEqual(lines(text), found);
  });
}

test('a broken record is broken alone', () => {
  const whole = exampleRecord(['"status": 4']);
  assert.deepEqual(lines(`[${whole}, {"status": ,}, ${whole}]`), [
    'invalid-value 4',
    'syntax :',
    'syntax ,',
    'invalid-value 4',
  ]);
});
