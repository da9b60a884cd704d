import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksWithFindings } from '../../server/check/check';
import { createEngine } from '../../server/engine';
import { defineRule } from '../../server/rules/rule';
import { rules } from '../../server/rules/rules';

const failing = defineRule({
  id: 'failing',
  severity: 'error',
  source: 'judgement',
  summary: 'Nothing.',
  why: 'For this test.',
  examples: () => ({ bad: [], good: [] }),
  check(record, report) {
    report({ start: 0, end: 1, message: 'This one is not told.' });
    if (record.entries.length > 1) throw new Error('it fails');
  },
});

const text = '[{"status": 9, "type": "Inbound"}, {"status": 8, "type": "Inbound"}]';

test('a rule that fails costs its own findings and nothing else, and is told of once', () => {
  const told: string[] = [];
  const engine = createEngine({
    rules: [failing, ...rules],
    onRuleFailed: (rule, error) => told.push(`${rule}: ${(error as Error).message}`),
  });
  const found = (checked: ReturnType<typeof engine.checkText>) =>
    [...chunksWithFindings(checked)].flatMap(({ findings }) => findings);
  assert.deepEqual(found(engine.checkText(text, 'json')), found(createEngine().checkText(text, 'json')));
  assert.deepEqual(told, ['failing: it fails']);
});

test('a rule that says nothing of facts is asked about records without any defect', () => {
  const seen: number[] = [];
  const asking = defineRule({
    ...failing,
    id: 'asking',
    check: (record) => seen.push(record.entries.length),
  });
  const engine = createEngine({ rules: [...rules, asking] });
  const record = JSON.stringify({
    customer_id: '1',
    interaction_id: '2',
    status: 2,
    entity_type: 3,
    type: 'Inbound',
    media_type: 'voice',
    creator_app_id: 1,
    start_date: '2026-03-02T08:15:30.000Z',
  });
  engine.checkText(`[${record},${record}]`, 'json');
  assert.deepEqual(seen, [8, 8]);
  const bytes = Buffer.from(`${record}\0`);
  assert.equal(engine.countQuietRecords(bytes, 'json'), undefined);
  assert.equal(createEngine().countQuietRecords(bytes, 'json'), 1);
});
