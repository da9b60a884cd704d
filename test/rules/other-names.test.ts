import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { fixText } from '../../server/features/fix-all';
import { check, fixesOf, lines } from '../support/checking';
import { engine } from '../support/engines';
import { exampleRecord } from '../support/example-record';

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

test('of two names that are as plain, with two values, none is renamed without asking', () => {
  const two = '[{"Status":2,"STATUS":3,"interaction_id":"i","type":"Inbound"}]';
  assert.deepEqual(fixed(two), JSON.parse(two));
  const same = '[{"Status":3,"STATUS":3,"interaction_id":"i","type":"Inbound"}]';
  assert.deepEqual(fixed(same), [{ status: 3, STATUS: 3, interaction_id: 'i', type: 'Inbound' }]);
});

test('a vague name is not renamed without asking', () => {
  assert.deepEqual(fixed('[{"id":"i","state":3,"type":"Inbound","status":3}]'), [
    { id: 'i', state: 3, type: 'Inbound', status: 3 },
  ]);
});

test('no key of a list or an object gets the name of a field that can be neither, where a record can do without', () => {
  for (const member of [
    '"ownerInformation": [{"dbid": 101}]',
    '"parrent_id": ["a", "b"]',
    '"phone_nubmer": {"a": 1}',
  ]) {
    const text = exampleRecord([member]);
    const titles = check(text).flatMap((finding) => fixesOf(finding).map(({ title }) => title));
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Rename')),
      [],
      member,
    );
    assert.ok(
      titles.some((title) => title.startsWith('Move')),
      member,
    );
  }
});

/** What is found in a record with these members beside the mandatory ones (but for those left out): rule, text. */
function found(members: readonly string[], absent: readonly string[] = []): readonly string[] {
  const text = exampleRecord(members, absent);
  return check(text).map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);
}

test('the value of a misspelt key is checked at once, under the field that the key surely stands for', () => {
  const cases: readonly (readonly [key: string, value: string, rule: string])[] = [
    ['endDate', '"2013-11-25 21:02:22"', 'invalid-date'],
    ['END-DATE', '1385406142000', 'wrong-type'],
    ['phoneNumber', '12025550143', 'wrong-type'],
    ['Duration', '-195', 'negative-number'],
    ['ownerId', '9007199254740993', 'unsafe-integer'],
    ['Udata', '[{ "key": "a", "value": 1 }]', 'udata-shape'],
    ['parentId', 'null', 'wrong-type'],
  ];
  for (const [key, value, rule] of cases) {
    const place = rule === 'udata-shape' ? `"${key}"` : value;
    const all = [`unknown-field "${key}"`, `${rule} ${place}`].sort();
    assert.deepEqual([...found([`"${key}": ${value}`])].sort(), all);
  }
  const ofMandatory = found(['"startDate": "2013-11-25 21:02:22"', '"Status": 4'], ['start_date', 'status']);
  assert.deepEqual(ofMandatory, [
    'missing-field "startDate"',
    'invalid-date "2013-11-25 21:02:22"',
    'missing-field "Status"',
    'invalid-value 4',
  ]);
});

test('the value of a key that says no field for sure, or one that is there, is nobody’s', () => {
  const unknown = (key: string) => [`unknown-field "${key}"`];
  assert.deepEqual(found(['"Status": 4']), unknown('Status'));
  assert.deepEqual(found(['"end_dat": 4']), unknown('end_dat'));
  assert.deepEqual(found(['"room": null']), unknown('room'));
  assert.deepEqual(found(['"endDate": "2026-01-02T03:04:05.006Z"', '"EndDate": 4']), [
    ...unknown('endDate'),
    ...unknown('EndDate'),
  ]);
  assert.deepEqual(found(['"udata": { "endDate": 4 }']), []);
});

test('a value under a misspelt key has the fixes of its field, and all fixes together mend both', () => {
  const text = exampleRecord(['"endDate": "2013-11-25T21:09:00.000+0200"']);
  const finding = check(text).find(({ rule }) => rule === 'invalid-date');
  const [fix] = finding ? fixesOf(finding) : [];
  assert.deepEqual(JSON.parse(applyEdits(text, fix?.edits ?? [])), {
    ...JSON.parse(text),
    endDate: '2013-11-25T19:09:00.000Z',
    timeshift: 120,
  });
  const { endDate: _, ...others } = JSON.parse(text);
  assert.deepEqual(fixed(text), { ...others, end_date: '2013-11-25T19:09:00.000Z', timeshift: 120 });
});

test('of misspelt dates with different offsets the creation tells the local time of the record', () => {
  const text = exampleRecord(
    ['"endDate": "2013-11-25T21:09:00.000+0100"', '"startDate": "2013-11-25T21:02:22.000+0200"'],
    ['start_date'],
  );
  const { timeshift, start_date, endDate, end_date } = fixed(text) as Record<string, unknown>;
  assert.deepEqual([timeshift, start_date], [120, '2013-11-25T19:02:22.000Z']);
  // Its own offset has no place left, so it is for the author.
  assert.equal(end_date ?? endDate, '2013-11-25T21:09:00.000+0100');
});

/** The value of a text after its safe fixes. */
function fixed(text: string): unknown {
  const options = {
    includeUnsafe: false,
    now: '2026-01-01T00:00:00.000Z',
    severityOf: () => 'error' as const,
  };
  return JSON.parse(fixText(engine, text, 'json', options).text);
}

test('a value under a misspelt key is checked while its field is null, once', () => {
  const text = '{"startDate": 195, "StartDate": 196, "start_date": null}';
  assert.deepEqual(
    lines(text).filter((line) => line.startsWith('wrong-type')),
    ['wrong-type 195', 'wrong-type null'],
  );
});

test('the table, the namespace or the object that leads each name is seen through, but never without asking', () => {
  const long = '[{"ucs:interaction_id":"i","call.status":3,"a/customer_id":"c","x.interaction_id":"j"}]';
  const [finding] = check(long).filter(({ message }) => message.includes('ucs:'));
  assert.equal(finding?.message, '"ucs:interaction_id" should be "interaction_id".');
  assert.deepEqual(fixed(long), JSON.parse(long));
});

test('where a name leads from can be the beginning of the field', () => {
  const text = exampleRecord(
    ['"customer.id": "00001a57JGQ00C01"', '"interaction.id": "00001a57JGQ00BW8"'],
    ['customer_id', 'interaction_id'],
  );
  assert.deepEqual(
    check(text).map(({ message }) => message),
    ['"customer.id" should be "customer_id".', '"interaction.id" should be "interaction_id".'],
  );
});

test('what nobody sees in a name does not count', () => {
  assert.deepEqual(fixed('[{"interaction_id":"i","\\ufeffstatus":3,"ty\\u00adpe":"Inbound"}]'), [
    { interaction_id: 'i', status: 3, type: 'Inbound' },
  ]);
});
