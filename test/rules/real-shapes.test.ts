import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '../support/checking';

/*
 * Records as real systems write them, their values our own: nothing may be found in them but what is surely so. Their
 * durations differ from their dates, their IDs begin as those of a contact server do, their user data is nested.
 */

const call = {
  interaction_id: '0001TbF1RNBVKD6L',
  customer_id: '0000CbDJRRH40063',
  status: 3,
  entity_type: 3,
  type: 'Outbound',
  media_type: 'voice',
  thread_id: '00000xF7B9LQ0002',
  owner_id: 102,
  creator_app_id: 131,
  start_date: '2021-03-08T17:08:07.675Z',
  end_date: '2021-03-08T17:08:26.863Z',
  duration: 87,
  phone_number: '+441234567',
  udata: { Reason: 'Test Reason 2' },
};

const mail = {
  ...call,
  interaction_id: '03DNVXUYQB509000',
  status: 1,
  entity_type: 1,
  sub_type: 'OutboundNew',
  media_type: 'email',
  end_date: undefined,
  duration: undefined,
  phone_number: undefined,
  subject: 'E-mail acknowledgement receipt',
  udata: {
    IW_CaseUid: 'f62647ad-13ee-49ff-8b88-ef99bd0bd735',
    toAddresses: 'jane.doe@mail.dom',
    IWAttachedDataInformation: {
      'DispositionCode.Key': 'DispositionCodeSpecific',
      SelectedDispositionCodeName: '',
    },
  },
};

test('nothing is found in a call as it is recorded', () => {
  for (const { seconds, end } of [
    { seconds: 87, end: '2021-03-08T17:08:26.863Z' },
    { seconds: 87, end: '2021-03-08T17:08:31.977Z' },
    { seconds: 87, end: '2021-03-08T17:08:13.074Z' },
  ])
    assert.deepEqual(lines(JSON.stringify({ ...call, duration: seconds, end_date: end })), []);
});

test('of an e-mail it is said that it is no phone call, and nothing else', () => {
  assert.deepEqual(lines(JSON.stringify(mail)), ['not-a-phone-call 1']);
});

test('identifiers and numbers that people make for tests are as good', () => {
  for (const members of [
    { interaction_id: 'call-17', customer_id: 'walk-in', thread_id: '4711', parent_id: 'A1' },
    { interaction_id: '8a6e0804-2bd0-4672-b79d-d97027f9071a', customer_id: 'internationalization' },
    { phone_number: '5512' },
    { phone_number: '0044 20 7946 0958' },
    { phone_number: '+44 (0)20 7946-0958' },
    { phone_number: '1-800-FLOWERS' },
    { phone_number: 'sip:ada@example.com' },
    { phone_number: 'anonymous' },
    { phone_number: '+1202555XXXX' },
    { phone_number: '*31#12025550143' },
    { phone_number: '12025550143,,55#' },
    { phone_number: '+12025550143p123' },
    { phone_number: '7000_SIP_Switch' },
    { phone_number: 'RP_7000' },
    { media_type: 'sms', sub_type: 'OwnSubtype', type: 'Own' },
    { timeshift: 345 },
  ])
    assert.deepEqual(lines(JSON.stringify({ ...call, ...members })), [], JSON.stringify(members));
});

test('what is hardly meant is told once for each defect', () => {
  const told = (members: object) => lines(JSON.stringify({ ...call, ...members }));
  assert.deepEqual(told({ status: 2 }), ['end-without-stopped 2']);
  assert.deepEqual(told({ status: 2, end_date: undefined, stopped_reason: 'Normal' }), [
    'reason-without-stopped "Normal"',
  ]);
  // The end says it already.
  assert.deepEqual(told({ status: 2, stopped_reason: 'Normal' }), ['end-without-stopped 2']);
  // It is empty, so that there is none.
  assert.deepEqual(told({ status: 2, end_date: '' }), ['invalid-date ""']);
  assert.deepEqual(told({ status: 2, end_date: ' ' }), ['invalid-date " "']);
  assert.deepEqual(told({ status: 2, end_date: '', stopped_reason: 'Normal' }), [
    'invalid-date ""',
    'reason-without-stopped "Normal"',
  ]);
  assert.deepEqual(told({ end_date: undefined }), ['stopped-without-end 3']);
  // It is there, under a name that is told.
  assert.deepEqual(told({ end_date: undefined, endDate: call.end_date }), ['unknown-field "endDate"']);
  assert.deepEqual(told({ end_date: undefined, start_date: undefined }), ['missing-field {']);
  assert.deepEqual(told({ end_date: null }), ['wrong-type null']);
  assert.deepEqual(told({ end_date: '2021-03-08T17:09:07.675Z', duration: 600 }), ['duration-mismatch 600']);
  assert.deepEqual(told({ thread_id: '00000xF7B9LQ000' }), ['malformed-id "00000xF7B9LQ000"']);
  assert.deepEqual(told({ phone_number: '++12025550143' }), ['phone-number "++12025550143"']);
  assert.deepEqual(told({ timeshift: 5000, owner_id: -4 }), ['non-positive-dbid -4', 'timeshift-range 5000']);
});
