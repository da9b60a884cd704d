import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleType } from '../../scripts/example-type';
import { applyEdits } from '../../server/edit/text-edit';
import { rules } from '../../server/rules/rules';
import { check, checkTogether, fixesOf, lines } from '../support/checking';
import { exampleRecord } from '../support/example-record';

for (const rule of rules) {
  const { id, examples, summary, why } = rule;
  const type = exampleType(rule);
  const isAcross = rule.judge !== undefined;
  const { bad, good } = examples(exampleRecord);
  test(`${id}: says what it reports and why, with examples of both`, () => {
    assert.match(summary, /\.$/);
    assert.match(why, /\.$/);
    assert.ok(bad.length > 0);
    assert.ok(good.length > 0);
  });

  for (const [index, { text, fixed, whyNoFix }] of bad.entries()) {
    test(`${id}: bad example ${index + 1} has this one finding, and a fix or a reason why not`, () => {
      const found = isAcross ? checkTogether(text, type) : check(text, 'json', type);
      // What is wrong with records among each other may be told in each of them.
      const ids = isAcross ? [...new Set(found.map(({ rule }) => rule))] : found.map(({ rule }) => rule);
      assert.deepEqual(ids, [id], lines(text, 'json', type).join('\n'));
      const [finding] = found;
      const [fix] = finding ? fixesOf(finding) : [];
      assert.equal(fixed === undefined, whyNoFix !== undefined, 'either a fixed text or a reason');
      if (fixed === undefined) return assert.equal(fix, undefined);
      assert.ok(fix);
      assert.equal(applyEdits(text, fix.edits), fixed);
      const left = isAcross ? checkTogether(fixed, type) : check(fixed, 'json', type);
      assert.ok(left.every(({ rule }) => rule !== id));
    });
  }

  for (const [index, text] of good.entries()) {
    test(`${id}: good example ${index + 1} has no finding`, () => {
      assert.deepEqual(lines(text, 'json', type), []);
      if (isAcross) assert.deepEqual(checkTogether(text, type), []);
    });
  }
}
