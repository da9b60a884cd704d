import assert from 'node:assert/strict';
import { test } from 'node:test';
import json from '../../syntaxes/interaction-json.language-configuration.json';
import jsonLines from '../../syntaxes/interaction-jsonl.language-configuration.json';

test('no comments: JSON has none, so toggling one must not write any', () => {
  assert.equal('comments' in json, false);
  assert.equal('comments' in jsonLines, false);
});

test('brackets and quotation marks close themselves, but not inside of a string', () => {
  const pairs = [
    { open: '{', close: '}', notIn: ['string'] },
    { open: '[', close: ']', notIn: ['string'] },
    { open: '"', close: '"', notIn: ['string'] },
  ];
  for (const configuration of [json, jsonLines]) assert.deepEqual(configuration.autoClosingPairs, pairs);
});

const wordCases: [string, string[]][] = [
  ['  "RTargetAgentSelected": "a"', ['RTargetAgentSelected', 'a']],
  ['"_smsSrcNumber":"+12025550143"', ['_smsSrcNumber', '+12025550143']],
  ['"customer-segment": "Größe >= 3"', ['customer-segment', 'Größe', '3']],
  [
    '{"start_date":"2026-03-02T08:15:30.000Z","status":3}',
    ['start_date', '2026-03-02T08:15:30.000Z', 'status', '3'],
  ],
  ['"mail to ann.lee@example.com."', ['mail', 'to', 'ann.lee@example.com']],
  ['[-2.5, 1e+3]', ['-2.5', '1e+3']],
  ['{"$schema": "https://example.com/a"}', ['$schema', 'https', 'example.com', 'a']],
  ['"text/html; charset=utf-8"', ['text', 'html', 'charset', 'utf-8']],
];

for (const [line, words] of wordCases) {
  test(`words of ${line}`, () => {
    for (const { wordPattern } of [json, jsonLines]) {
      const pattern = new RegExp(wordPattern.pattern, `${wordPattern.flags}g`);
      assert.deepEqual(line.match(pattern), words);
    }
  });
}

const indentCases: [string, 'more' | 'less' | 'same'][] = [
  ['{', 'more'],
  ['  "udata": {', 'more'],
  ['  "queue": [ ', 'more'],
  ['  "udata": {"ServiceType": "Billing",', 'more'],
  ['  "queue": [1, "a}",', 'more'],
  ['[{"a": "b",', 'more'],
  ['  },', 'less'],
  ['  ]', 'less'],
  ['  "status": 3,', 'same'],
  ['  "udata": {},', 'same'],
  ['  "subject": "a {"', 'same'],
  ['  "subject": "a { b", "text": "[\\"",', 'same'],
  ['  "a": {"b": 1}, "c": [2],', 'same'],
];

for (const [line, change] of indentCases) {
  test(`indentation at ${line}`, () => {
    const { increaseIndentPattern, decreaseIndentPattern } = json.indentationRules;
    assert.equal(new RegExp(increaseIndentPattern).test(line), change === 'more');
    assert.equal(new RegExp(decreaseIndentPattern).test(line), change === 'less');
  });
}

test('JSON Lines: a new line is never indented, not even after an opening bracket', () => {
  assert.equal('indentationRules' in jsonLines, false);
  assert.deepEqual(jsonLines.onEnterRules, [{ beforeText: '^', action: { indent: 'none' } }]);
});
