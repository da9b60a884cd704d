import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SeverityOf } from '../../server/check/locate';
import { applyEdits } from '../../server/edit/text-edit';
import { type FixAllOptions, fixAll, fixText } from '../../server/features/fix-all';
import { ruleWithId } from '../../server/rules/rules';
import { engine } from '../support/engines';
import { characters, odds, signs } from '../support/pieces';
import { allFindings } from '../support/whole';

const now = '2026-03-17T08:00:00.000Z';
const severityOf: SeverityOf = (rule) => ruleWithId(rule)?.severity ?? 'error';
const safe: FixAllOptions = { includeUnsafe: false, now, severityOf };
const unsafe: FixAllOptions = { ...safe, includeUnsafe: true };

const members = [
  '"interaction_id": "1"',
  '"customer_id": "2"',
  '"status": "STOPPED"',
  '"entity_type": 3',
  '"type": "Inbound"',
  '"media_type": "voice"',
  '"creator_app_id": "108"',
  '"start_date": "2026-03-17T10:15:00+02:00"',
  '"timeshift": 120',
];

const wrong = `{\n  ${members.join(',\n  ')},\n  "end_date": "2026-03-17T08:01:00.000Z",\n}`;
const right = `{
  "interaction_id": "1",
  "customer_id": "2",
  "status": 3,
  "entity_type": 3,
  "type": "Inbound",
  "media_type": "voice",
  "creator_app_id": 108,
  "start_date": "2026-03-17T08:15:00.000Z",
  "timeshift": 120,
  "end_date": "2026-03-17T08:01:00.000Z"
}`;

function fixedOnce(text: string, options: FixAllOptions): { text: string; count: number } {
  const { edits, count } = fixAll(engine.checkText(text, 'json'), options);
  return { text: applyEdits(text, edits), count };
}

test('all safe fixes of a text are made, and a fixed text stays as it is', () => {
  const { text, fixed, remaining } = fixText(engine, wrong, 'json', safe);
  assert.equal(text, right);
  assert.equal(fixed, 4);
  // The dates could be compared only now; swapping them would be a guess.
  assert.deepEqual(
    allFindings(remaining)
      .flat()
      .map(({ rule }) => rule),
    ['end-before-start'],
  );
  assert.deepEqual(fixText(engine, right, 'json', safe).text, right);
  assert.equal(fixText(engine, right, 'json', safe).fixed, 0);
});

test('the edits of one go have offsets in the document', () => {
  const list = `[\n${wrong.replace('",\n}', '"\n}')},\n${right}\n]`;
  assert.deepEqual(fixedOnce(list, safe), { text: `[\n${right},\n${right}\n]`, count: 3 });
});

test('one rule alone can be asked for', () => {
  const expected = wrong.replace('"STOPPED"', '3').replace('"108"', '108');
  assert.deepEqual(fixedOnce(wrong, { ...safe, rule: 'wrong-type' }), { text: expected, count: 2 });
});

test('a rule that is off mends nothing', () => {
  const options: FixAllOptions = {
    ...safe,
    severityOf: (rule) => (rule === 'wrong-type' ? 'off' : severityOf(rule)),
  };
  const { text } = fixText(engine, wrong, 'json', options);
  assert.equal(text, right.replace('"status": 3', '"status": "STOPPED"').replace(': 108', ': "108"'));
});

test('unsafe fixes are made when asked for', () => {
  const without = right.replace('  "creator_app_id": 108,\n', '').replace(':01:', ':16:');
  assert.equal(fixText(engine, without, 'json', safe).text, without);
  const { text, fixed, remaining } = fixText(engine, without, 'json', unsafe);
  assert.equal(fixed, 1);
  assert.deepEqual(allFindings(remaining).flat(), []);
  assert.equal(typeof JSON.parse(text).creator_app_id, 'number');
});

test('unsafe fixes take no place, and no meaning, from safe ones', () => {
  const of = (...more: string[]) => `{${[...members.slice(0, -2), ...more].join(', ')}}`;
  const date = '"start_date": "2021-03-04T10:15:31+01:00"';
  const utc = '"start_date": "2021-03-04T09:15:31.000Z"';
  for (const [before, after] of [
    [
      [date, '"timeshift": null'],
      [utc, '"timeshift": 60'],
    ],
    [
      [date, '"timeshift": None'],
      [utc, '"timeshift": 60'],
    ],
    [['"stoppedReason": "Normal"', '"stopped_reason": null'], ['"stopped_reason": "Normal"']],
    [['"phoneNumber": "1"', '"phone_number": null'], ['"phone_number": "1"']],
    [['"ownerId": 7', '"owner_id": null'], ['"owner_id": 7']],
    [['"userData": {"a": 1}', '"udata": null'], ['"udata": {"a": 1}']],
  ] as const) {
    // Its start and its end are not what this is about.
    const text = of(...before).replace('"STOPPED"', '"PENDING"');
    const { start_date, timeshift, ...rest } = JSON.parse(fixText(engine, text, 'json', unsafe).text);
    const wanted = JSON.parse(`{${after.join(', ')}}`);
    for (const [name, value] of Object.entries(wanted))
      assert.deepEqual({ start_date, timeshift, ...rest }[name], value, text);
    assert.equal('udata' in rest, 'udata' in wanted, text);
  }
});

test('all fields that are missing are added at once', () => {
  const { text, fixed } = fixText(engine, '[\n  {"udata": {}}\n]', 'json', unsafe);
  assert.equal(fixed, 1);
  assert.deepEqual(Object.keys(JSON.parse(text)[0]).sort(), [
    'creator_app_id',
    'customer_id',
    'entity_type',
    'interaction_id',
    'media_type',
    'start_date',
    'status',
    'type',
    'udata',
  ]);
});

const pieces = [
  ...signs,
  ...odds,
  ...characters,
  ...members,
  '"status": 3',
  '"status": ',
  '"duration": -1',
  '"duration": 1',
  '"x": 1',
  'status: 1',
  '"startDate": "x"',
  '"binary_content": "http://x.example/y"',
  '"udata": [{"key": "a", "value": 1}, {"key": "a", "value": 2}]',
  '"udata": {"a": 1, "a": 1}',
  '"parent_id": null',
  '"type": "Inb',
  '{"status": "3", "status": 3, "type": "x"}',
];

test('fixing comes to an end, and what is fixed stays as it is', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));
  const form = fc.constantFrom('json' as const, 'lines' as const);
  const options = fc.constantFrom(safe, unsafe);
  fc.assert(
    fc.property(text, form, options, (before, asForm, withOptions) => {
      const { text: after, remaining } = fixText(engine, before, asForm, withOptions);
      assert.deepEqual(fixAll(remaining, withOptions), { edits: [], count: 0, made: [] });
      assert.equal(fixText(engine, after, asForm, withOptions).text, after);
    }),
    { numRuns: 3000, seed: 2 },
  );
});
