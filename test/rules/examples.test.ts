import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleType } from '../../scripts/example-type';
import { applyEdits } from '../../server/edit/text-edit';
import { rules } from '../../server/rules/rules';
import { check, fixesOf, lines } from '../support/checking';
import { exampleRecord } from '../support/example-record';

for (const rule of rules) {
  const { id, examples, summary, why } = rule;
  const type = exampleType(rule);
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
        check(text, 'json', type).map((found) => found.rule),
        [id],
        lines(text, 'json', type).join('\n'),
      );
      const [finding] = check(text, 'json', type);
      const [fix] = finding ? fixesOf(finding) : [];
      assert.equal(fixed === undefined, whyNoFix !== undefined, 'either a fixed text or a reason');
      if (fixed === undefined) return assert.equal(fix, undefined);
      assert.ok(fix);
      assert.equal(applyEdits(text, fix.edits), fixed);
      assert.ok(check(fixed, 'json', type).every((found) => found.rule !== id));
    });
  }

  for (const [index, text] of good.entries()) {
    test(`${id}: good example ${index + 1} has no finding`, () => {
      assert.deepEqual(lines(text, 'json', type), []);
    });
  }
}
