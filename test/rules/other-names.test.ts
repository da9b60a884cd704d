import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixText } from '../../server/features/fix-all';

/** A record as the storage layer's export has it, and what the safe fixes make of its names. */
const exported =
  '{"ixnId":"i","status":3,"entityTypeId":3,"mediaTypeId":"voice","typeId":"Inbound","contactId":"c",' +
  '"start_date":"2021-03-04T09:15:31.780Z","creatorAppId":142,"canBeParent":true,' +
  '"structTextMimetype":"text/html","allAttributes":{"a":"b"}}';
const renamed = {
  interaction_id: 'i',
  status: 3,
  entity_type: 3,
  media_type: 'voice',
  type: 'Inbound',
  customer_id: 'c',
  start_date: '2021-03-04T09:15:31.780Z',
  creator_app_id: 142,
  allow_children: true,
  structured_text_mime: 'text/html',
  udata: { a: 'b' },
};

test('the names of an export are renamed to the fields that they are known to stand for', () => {
  assert.deepEqual(fixed(`[${exported}]`), [renamed]);
});

test('a surer name takes a field before a vague one, wherever they stand', () => {
  const both = '[{"id":7,"interactionId":"i","contactId":"c","customerId":"d","status":3}]';
  assert.deepEqual(fixed(both), [
    { id: 7, interaction_id: 'i', contactId: 'c', customer_id: 'd', status: 3 },
  ]);
});

test('a vague name is not renamed without asking', () => {
  assert.deepEqual(fixed('[{"id":"i","state":3,"type":"Inbound","status":3}]'), [
    { id: 'i', state: 3, type: 'Inbound', status: 3 },
  ]);
});

/** The value of a text after its safe fixes. */
function fixed(text: string): unknown {
  const options = {
    includeUnsafe: false,
    now: '2026-01-01T00:00:00.000Z',
    severityOf: () => 'error' as const,
  };
  return JSON.parse(fixText(text, 'json', options).text);
}
