import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { rules } from '../../server/rules/rules';
import { check, fixesOf, lines } from '../support/checking';
import { exampleRecord } from '../support/example-record';

for (const { id, examples, summary, why } of rules) {
  const { bad, good } = examples(exampleRecord);
  test(`${id}: says what it reports and why, with examples of both`, () => {
    assert.match(summary, /\.$/);
    assert.match(why, /\.$/);
    assert.ok(bad.length > 0);
    assert.ok(good.length > 0);
  });

  for (const [index, { text, fixed, whyNoFix }] of bad.entries()) {
    test(`${id}: bad example ${index + 1} has this one finding, and a fix or a reason why not`, () => {
      assert.deepEqual(
        check(text).map(({ rule }) => rule),
        [id],
        lines(text).join('\n'),
      );
      const [finding] = check(text);
      const [fix] = finding ? fixesOf(finding) : [];
      assert.equal(fixed === undefined, whyNoFix !== undefined, 'either a fixed text or a reason');
      if (fixed === undefined) return assert.equal(fix, undefined);
      assert.ok(fix);
      assert.equal(applyEdits(text, fix.edits), fixed);
      assert.ok(check(fixed).every(({ rule }) => rule !== id));
    });
  }

  for (const [index, text] of good.entries()) {
    test(`${id}: good example ${index + 1} has no finding`, () => {
      assert.deepEqual(lines(text), []);
    });
  }
}
