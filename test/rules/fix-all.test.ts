import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { combineFixes } from '../../server/edit/combine-fixes';
import { applyEdits } from '../../server/edit/text-edit';
import type { Fix } from '../../server/rules/rule';
import { brokenRecordText, recordText } from '../support/arbitraries';
import { check, type Found, fixesOf, lines } from '../support/checking';

/** The best fix of a finding, if it is one to apply to many findings at once. */
function bulkFix(finding: Found, onlySafe: boolean): readonly Fix[] {
  const [fix] = fixesOf(finding);
  return fix && !fix.isChoice && !fix.isLoss && (fix.isSafe || !onlySafe) ? [fix] : [];
}

/** Applies best fixes until nothing is left to apply; tells how many rounds that took. */
function fixAll(text: string, form: 'json' | 'lines', onlySafe: boolean) {
  let current = text;
  for (let rounds = 0; ; rounds++) {
    assert.ok(rounds < 30, `it comes to no end: ${JSON.stringify(text)}\n${JSON.stringify(current)}`);
    const { edits } = combineFixes(check(current, form).flatMap((finding) => bulkFix(finding, onlySafe)));
    if (edits.length === 0) return { text: current, rounds };
    current = applyEdits(current, edits);
  }
}

const pasted = `{
  "interactionId": "00002b81KDM00H01",
  "customerId": "00002b81KDM0C071",
  "status": "InProcess",
  "entityType": "3",
  "type": "Inbound",
  "mediaType": "voice",
  "creatorAppId": "108",
  "startDate": "2026-03-12 10:02:22.000+0200",
  "duration": "87",
  "allowChildren": "true",
  "parentId": null,
  "ownerId": null,
  "udata": [
    { "key": "ServiceType", "type": "str", "value": "Support" },
    { "key": "CaseID", "type": "int", "value": 20588 }
  ]
}`;

test('a record of another generation of the API is mended by safe fixes alone', () => {
  const mended = fixAll(pasted, 'json', true);
  assert.deepEqual(lines(mended.text), []);
  assert.equal(
    mended.text,
    `{
  "interaction_id": "00002b81KDM00H01",
  "customer_id": "00002b81KDM0C071",
  "status": 2,
  "entity_type": 3,
  "type": "Inbound",
  "media_type": "voice",
  "creator_app_id": 108,
  "start_date": "2026-03-12T08:02:22.000Z",
  "duration": 87,
  "allow_children": true,
  "udata": {
    "ServiceType": "Support",
    "CaseID": 20588
  },
  "timeshift": 120
}`,
  );
});

test('JavaScript becomes JSON by safe fixes alone', () => {
  const { text } = fixAll(
    "[{status: 3, 'type': 'Inbound', outcome: undefined,}, {text: 'it\\'s'},]",
    'json',
    true,
  );
  assert.equal(text, '[{"status": 3, "type": "Inbound"}, {"text": "it\'s"}]');
});

test('all missing fields are added in one go, in the order of the specification', () => {
  const { text, rounds } = fixAll('[{"subject": "x"}]', 'json', false);
  assert.equal(rounds, 1);
  assert.deepEqual(Object.keys(JSON.parse(text)[0]), [
    'subject',
    'customer_id',
    'interaction_id',
    'status',
    'entity_type',
    'type',
    'media_type',
    'creator_app_id',
    'start_date',
  ]);
});

test('safe fixes do not touch what a person has to decide', () => {
  const text =
    '{"status": 4, "duration": -1, "end_date": "2013-11-25", "room": 1, "udata": {"a": 1, "a": 2}}';
  assert.equal(fixAll(text, 'json', true).text, text);
});

test('many neighbours to remove take few rounds', () => {
  const names = [
    'outcome',
    'phone_number',
    'sub_type',
    'parent_id',
    'thread_id',
    'external_id',
    'subject',
    'text',
  ];
  const nulls = names.map((name) => `"${name}": null`).join(',\n  ');
  const { text, rounds } = fixAll(`{\n  ${nulls},\n  "status": 3,\n  "type": "Inbound"\n}`, 'json', true);
  assert.equal(text, '{\n  "status": 3,\n  "type": "Inbound"\n}');
  assert.ok(rounds <= 4, `${rounds} rounds`);
});

for (const onlySafe of [true, false]) {
  test(`applying ${onlySafe ? 'safe' : 'all best'} fixes again and again comes to an end, whatever the text`, () => {
    fc.assert(
      fc.property(fc.oneof(recordText, brokenRecordText), fc.constantFrom('json', 'lines'), (text, form) => {
        fixAll(text, form, onlySafe);
      }),
      { numRuns: 400 },
    );
  });
}
