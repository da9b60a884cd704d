import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean, nearestNames } from '../../server/config/nearest-names';

const ids = [
  'missing-field',
  'unknown-field',
  'empty-field',
  'invalid-date',
  'invalid-url',
  'wrong-type',
  'syntax',
];

test('names that differ in case, separators or a slip are found', () => {
  assert.deepEqual(nearestNames('missingField', ids), ['missing-field']);
  assert.deepEqual(nearestNames('Missing_Field', ids), ['missing-field']);
  assert.deepEqual(nearestNames('mising-field', ids), ['missing-field']);
  assert.deepEqual(nearestNames('sintax', ids), ['syntax']);
  assert.deepEqual(nearestNames('invalid-uri', ids), ['invalid-url']);
});

test('names that share a word are the next best', () => {
  assert.deepEqual(nearestNames('date', ids), ['invalid-date']);
  assert.deepEqual(nearestNames('badUrl', ids), ['invalid-url']);
});

test('there is no proposal without ground', () => {
  assert.deepEqual(nearestNames('indentation', ids), []);
  assert.deepEqual(nearestNames('', ids), []);
  assert.deepEqual(nearestNames('--', ids), []);
  assert.deepEqual(nearestNames('x'.repeat(100_000), ids), []);
});

test('no more than three are given', () => {
  assert.equal(nearestNames('some-field', ids).length, 3);
});

test('names of strangers are proposed with nothing in them that is obeyed', () => {
  assert.equal(didYouMean(['a\u2028', '[b](c:)', 'd'], ''), ': did you mean "a\ufffd", "[b] (c:)" or "d"?');
});
