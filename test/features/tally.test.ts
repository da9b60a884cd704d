import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CheckedDocument } from '../../server/check/check';
import { runThrough } from '../../server/check/run-through';
import { editDocument } from '../../server/document/document';
import { createEngine } from '../../server/engine';
import { type KnownFixes, tallying } from '../../server/features/actions';
import { ruleWithId } from '../../server/rules/rules';
import { exampleRecord } from '../support/example-record';

const engine = createEngine();
const now = '2026-11-27T12:00:00.000Z';
const severityOf = (rule: string) => ruleWithId(rule)?.severity ?? 'off';

/** What a menu says of a file, with what was counted in earlier versions of it. */
function tallied(checked: CheckedDocument, known?: KnownFixes) {
  return runThrough(tallying(checked, severityOf, now, known));
}

test('what is counted for a menu after edits is what is counted in the same text for the first time', () => {
  const records = [
    exampleRecord(['"status": "3"']),
    exampleRecord(['"startDate": "2013-11-25T19:02:22.000Z"'], ['start_date']),
    exampleRecord(['"room": 1', '"phoneNumber": "1"']),
    exampleRecord([], ['type', 'media_type']),
    exampleRecord(['"status": 9']),
    exampleRecord(['"duration": 12 "outcome": "x"']),
  ];
  let text = `[${records.join(',\n')}]`;
  let checked = engine.checkText(text, 'json');
  const edits: readonly (readonly [string, string])[] = [
    ['"status": "3"', '"status": 3'],
    ['"room": 1', '"roam": null'],
    ['"phoneNumber"', '"phone_number"'],
    ['"startDate"', '"start_date"'],
    ['"status": 9', '"status": "9"'],
    ['"duration": 12 ', '"duration": 12, '],
    ['[', '[{"interactionId": "1"}, '],
  ];
  const known: KnownFixes = new WeakMap();
  for (const [before, after] of edits) {
    tallied(checked, known);
    const start = text.indexOf(before);
    assert.ok(start >= 0, before);
    const document = editDocument(checked.document, start, start + before.length, after);
    text = text.slice(0, start) + after + text.slice(start + before.length);
    checked = engine.check(document, checked);
    assert.deepEqual(tallied(checked, known), tallied(createEngine().checkText(text, 'json')));
  }
});

test('what is counted follows the severities, not those of the first look', () => {
  const checked = engine.checkText(`[${exampleRecord(['"phoneNumber": "1"'])}]`, 'json');
  const known: KnownFixes = new WeakMap();
  assert.equal(tallied(checked, known).safe, 1);
  const withoutRule = runThrough(tallying(checked, () => 'off', now, known));
  assert.deepEqual(withoutRule, { kinds: new Map(), safe: 0, isWhole: true });
  assert.equal(tallied(checked, known).safe, 1);
});
