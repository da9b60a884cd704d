import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksWithFindings } from '../../server/check/check';
import { runThrough } from '../../server/check/run-through';
import { createEngine } from '../../server/engine';
import { quickFixes, tallying } from '../../server/features/actions';
import { fixText } from '../../server/features/fix-all';
import { defineRule } from '../../server/rules/rule';
import { rules } from '../../server/rules/rules';

const about = {
  severity: 'error',
  source: 'judgement',
  summary: 'Nothing.',
  why: 'For this test.',
  examples: () => ({ bad: [], good: [] }),
} as const;

const failing = defineRule({
  ...about,
  id: 'failing',
  *find(record) {
    yield { message: 'This one is not told.' };
    if (record.entries.length > 1) throw new Error('it fails');
  },
  at: () => ({ start: 0, end: 1 }),
  say: (state) => state,
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

const stuck = defineRule({
  ...about,
  id: 'stuck',
  find: () => [{ message: 'This one is told, without a fix.' }],
  at: () => ({ start: 0, end: 1 }),
  say: (state) => state,
  fix() {
    throw new Error('no fix');
  },
});

test('a rule whose fixes fail costs its own fixes and nothing else, and is told of once', () => {
  const told: string[] = [];
  const engine = createEngine({
    rules: [stuck, ...rules],
    onRuleFailed: (rule, error) => told.push(`${rule}: ${(error as Error).message}`),
  });
  const plain = createEngine();
  const now = '2026-03-02T08:15:30.000Z';
  const severityOf = () => 'error' as const;
  const misnamed = '[{"Status": 3}, {"Type": "Inbound"}]';

  const menu = (made: typeof engine) => {
    const { fixes, kinds } = quickFixes(
      made.checkText(misnamed, 'json'),
      0,
      misnamed.length,
      severityOf,
      now,
    );
    return { titles: fixes.map(({ title }) => title), kinds };
  };
  assert.deepEqual(menu(engine), menu(plain));
  assert.ok(menu(engine).titles.length > 0);

  const options = { includeUnsafe: true, now, severityOf };
  const fixed = fixText(engine, misnamed, 'json', options);
  assert.equal(fixed.text, fixText(plain, misnamed, 'json', options).text);
  assert.notEqual(fixed.text, misnamed);
  const tally = (made: typeof engine) =>
    runThrough(tallying(made.checkText(misnamed, 'json'), severityOf, now));
  assert.deepEqual(tally(engine), tally(plain));
  assert.deepEqual(told, ['stuck: no fix']);
});

test('a rule that says nothing of facts is asked about records without any defect', () => {
  const seen: number[] = [];
  const asking = defineRule({
    ...about,
    id: 'asking',
    find({ entries }) {
      seen.push(entries.length);
      return [];
    },
    at: () => ({ start: 0, end: 1 }),
    say: () => ({ message: '' }),
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
  assert.equal(
    createEngine({ rules: rules.filter(({ quiet }) => quiet) }).countQuietRecords(bytes, 'json'),
    1,
  );
});
