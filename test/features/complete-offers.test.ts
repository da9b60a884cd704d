import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { phoneCall } from '../../server/spec/phone-call';
import { accept, type Form, itemsAt, labelsAt } from '../support/completing';

const { fields } = phoneCall;

/*
 * Offers for values that people would otherwise make up or type again.
 */

describe('the next free interaction_id', () => {
  /** The identifiers of the records above the cursor, and what is offered first. */
  const rows: readonly (readonly [what: string, ids: readonly string[], next: string])[] = [
    ['after one', ['00002b81KDM00F01'], '00002b81KDM00F02'],
    ['after the last one', ['00002b81KDM00F01', '00002b81KDM00F02'], '00002b81KDM00F03'],
    [
      'after those that exist',
      ['00002b81KDM00F02', '00002b81KDM00F03', '00002b81KDM00F01'],
      '00002b81KDM00F04',
    ],
    ['in the series of the nearest record', ['00002b81KDM00B07', '00002b81KDM00F01'], '00002b81KDM00F02'],
    ['with a carry in digits', ['00002b81KDM00F09'], '00002b81KDM00F10'],
    ['with a carry into the letters', ['00002b81KDM00F99'], '00002b81KDM00G00'],
    ['with letters after the digits', ['00001a57JGQ00BW8', '00001a57JGQ00BW9'], '00001a57JGQ00BWA'],
    ['with letters where others have them', ['00002b81KDM00F0A', '00002b81KDM00F09'], '00002b81KDM00F0B'],
    ['after a letter', ['00001a57JGQ00BWY'], '00001a57JGQ00BWZ'],
    ['after the last letter', ['00001a57JGQ00BWZ'], '00001a57JGQ00BX0'],
    ['in small letters', ['00001a57jgq00bwz'], '00001a57jgq00bx0'],
    ['in hexadecimal digits', ['006a02b7c41d1b0f'], '006a02b7c41d1b10'],
    ['of a UUID', ['0f8fad5b-d9cb-469f-a165-70867728950e'], '0f8fad5b-d9cb-469f-a165-70867728950f'],
    ['of another width', ['call-9'], 'call-10'],
    ['with its zeros', ['call-009'], 'call-010'],
    ['of digits alone', ['41'], '42'],
    ['after a word', ['missed-call'], 'missed-call-2'],
    ['after the second one', ['missed-call', 'missed-call-2'], 'missed-call-3'],
    ['after words with a sign of their own', ['test_inbound_stopped'], 'test_inbound_stopped_2'],
    ['after one word', ['Anna'], 'Anna-2'],
    ['after a word in capitals', ['VIP'], 'VIP-2'],
    ['after a word with other letters', ['Müller'], 'Müller-2'],
    ['after words with a space', ['missed call'], 'missed call 2'],
    ['after a lone letter', ['call-a'], 'call-b'],
    ['after a letter', ['I9'], 'I10'],
    ['with an escape in it', ['a"1'], 'a"2'],
    ['beyond the nearest record that has none', ['A1', ''], 'A2'],
  ];
  for (const [what, ids, next] of rows) {
    test(what, () => {
      const above = ids.map((id) => JSON.stringify({ interaction_id: id, status: 1 }));
      assert.equal(labelsAt(`[${[...above, '{"interaction_id": "|"}'].join(',\n')}]`)[0], next);
    });
  }

  test('is none that another record refers to', () => {
    const marked =
      '[{"interaction_id": "I1"}, {"interaction_id": |}, {"parent_id": "I2", "thread_id": "I3"}]';
    assert.equal(labelsAt(marked)[0], 'I4');
  });

  test('is none that exists, however far away', () => {
    const many = Array.from({ length: 3000 }, (_, at) => `{"interaction_id": "X${at}"}`);
    assert.equal(labelsAt(`{"interaction_id": |}\n${many.join('\n')}`, 'lines')[0], 'X3000');
  });

  test('says what it follows', () => {
    const [item] = itemsAt('[{"interaction_id": "00002b81KDM00F01"}, {"interaction_id": |}]');
    assert.equal(item?.detail, 'next free after …0F01');
  });

  test('goes where it belongs, whatever is typed already', () => {
    const record = '{"interaction_id": "00002b81KDM00F01"}';
    for (const typed of ['|', '"|"', '"00|', '"0000|"']) {
      assert.equal(
        accept(`[${record}, {"interaction_id": ${typed}}]`, '00002b81KDM00F02'),
        `[${record}, {"interaction_id": "00002b81KDM00F02"}]`,
        typed,
      );
    }
  });

  test('is there for connections, customers and references, too', () => {
    const record = '{"tconnection_id": "006a02b7c41d1b0f", "customer_id": "C1", "external_id": "CRM-20417"}';
    assert.ok(labelsAt(`[${record}, {"tconnection_id": |}]`).includes('006a02b7c41d1b10'));
    assert.deepEqual(labelsAt(`[${record}, {"customer_id": |}]`).slice(0, 2), ['C1', 'C2']);
    assert.deepEqual(labelsAt(`[${record}, {"external_id": |}]`), ['CRM-20418']);
  });
});

describe('a fresh identifier', () => {
  test('has the shape of UCS, and of a T-Server connection', () => {
    assert.match(labelsAt('{"interaction_id": |}').at(-1) ?? '', /^0000[0-9A-Z]{12}$/);
    assert.match(labelsAt('{"tconnection_id": "|"}').at(-1) ?? '', /^[0-9a-f]{16}$/);
  });

  test('is the same for the same question, and another one elsewhere', () => {
    const fresh = (marked: string) => labelsAt(marked).at(-1);
    assert.equal(fresh('{"interaction_id": |}'), fresh('{"interaction_id": |}'));
    assert.notEqual(fresh('{"interaction_id": |}'), fresh('{"interaction_id":  |}'));
    assert.notEqual(fresh('[{}, {"interaction_id": |}]'), fresh('[{"interaction_id": |}, {}]'));
  });

  test('is offered for no identifier of something that exists already', () => {
    for (const field of ['parent_id', 'thread_id', 'category_id', 'subject']) {
      assert.deepEqual(labelsAt(`{"${field}": |}`), ['""'], field);
    }
  });
});

describe('phone numbers', () => {
  const fictional = ['+12025550100', '+447700900000', '+493023125000', '+33639980000'];

  test('that nobody has, which they say', () => {
    assert.deepEqual(labelsAt('{"phone_number": |}'), fictional);
    assert.deepEqual(
      itemsAt('{"phone_number": "|"}').map(({ detail }) => detail),
      ['fictional, US', 'fictional, UK', 'fictional, Germany', 'fictional, France'],
    );
  });

  test('those in use first, then the next ones after them', () => {
    const used = '{"phone_number": "+447700900999"}, {"phone_number": "+1 202 555 0143"}';
    assert.deepEqual(labelsAt(`[${used}, {"phone_number": "|"}]`), [
      '+1 202 555 0143',
      '+447700900999',
      '+12025550144',
      '+447700900000',
      ...fictional.slice(2),
    ]);
  });

  test('each in place of one that is there', () => {
    assert.equal(accept('{"phone_number": "+49|"}', '+493023125000'), '{"phone_number": "+493023125000"}');
  });
});

describe('time shifts', () => {
  test('with their names, those in use first', () => {
    const labels = labelsAt('[{"timeshift": 60}, {"timeshift": 345}, {"timeshift": 5000}, {"timeshift": |}]');
    assert.deepEqual(labels.slice(0, 4), ['5000', '345 UTC+05:45', '60 UTC+01:00', '-600 UTC-10:00']);
    assert.ok(labels.includes('-300 UTC-05:00'));
    assert.ok(labels.includes('0 UTC'));
    assert.equal(labels.filter((label) => label.startsWith('60 ')).length, 1);
  });

  test('found by place', () => {
    assert.equal(accept('{"timeshift": berlin|}', '60 UTC+01:00'), '{"timeshift": 60}');
    assert.equal(accept('{"timeshift": tok|}', '540 UTC+09:00'), '{"timeshift": 540}');
  });

  test('each as a number, also in place of a string', () => {
    assert.equal(accept('{"timeshift": "|"}', '-300 UTC-05:00'), '{"timeshift": -300}');
  });
});

describe('fields are found by other words', () => {
  const rows: readonly (readonly [words: string, field: string, form?: Form])[] = [
    ['agent', 'owner_id'],
    ['recording', 'binary_content'],
    ['begin', 'start_date'],
    ['caller', 'phone_number'],
    ['ani', 'phone_number'],
    ['contactId', 'customer_id'],
    ['userData', 'udata'],
  ];
  for (const [typed, field] of rows) {
    test(`${typed}: ${field}`, () => {
      assert.match(accept(`{"${typed}|"}`, field), new RegExp(`^\\{"${field}": `));
      assert.match(accept(`{${typed}|}`, field), new RegExp(`^\\{"${field}": `));
    });
  }

  test('in camelCase', () => {
    for (const { name } of fields) {
      const camelCase = name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      assert.match(accept(`{"${camelCase}|"}`, name), new RegExp(`^\\{"${name}": `));
    }
  });

  test('after the name, and with nothing that a key may have in it', () => {
    for (const { label, filterText } of itemsAt('{|}').slice(1)) {
      assert.ok(filterText.startsWith(`"${label}`), filterText);
      assert.match(filterText, /^"[A-Za-z_/]+"?$/);
      assert.ok(filterText.length < 100, filterText);
    }
  });
});

describe('the start of a record', () => {
  const above = '{"start_date": "2026-03-02T08:15:30.250Z", "end_date": "2026-03-02T08:18:45.000Z"}';

  test('a minute after that of the record above, then now', () => {
    const marked = `[${above}, {"start_date": |}]`;
    assert.deepEqual(labelsAt(marked), ['2026-03-02T08:16:30.000Z', '2026-03-20T10:00:00.000Z']);
    assert.equal(itemsAt(marked)[0]?.detail, '1 min after the nearest record');
  });

  const at = (time: string) => `{"interaction_id": "A1", "start_date": "2026-03-02T${time}Z"}`;
  const places: readonly (readonly [string, string, string, string])[] = [
    ['before the first one', `[|, ${at('08:00:00.700')}]`, '07:59:00', '1 min before the nearest record'],
    [
      'after the last one',
      `[${at('07:00:00.000')}, ${at('08:00:00.700')}, |]`,
      '08:01:00',
      '1 min after the nearest record',
    ],
    [
      'between two',
      `[${at('08:00:00.000')}, |, ${at('09:00:00.000')}]`,
      '08:01:00',
      '1 min after the nearest record',
    ],
    [
      'between two that are near',
      `[${at('08:00:00.000')}, |, ${at('08:00:40.000')}]`,
      '08:00:20',
      'between its neighbours',
    ],
    [
      'before the newest, which is first',
      `[|, ${at('09:00:00.000')}, ${at('08:00:00.000')}]`,
      '09:01:00',
      '1 min after the nearest record',
    ],
    [
      'after the oldest, which is last',
      `[${at('09:00:00.000')}, ${at('08:00:00.000')}, |]`,
      '07:59:00',
      '1 min before the nearest record',
    ],
    [
      'between two, the newest first',
      `[${at('09:00:00.000')}, |, ${at('08:59:30.000')}]`,
      '08:59:45',
      'between its neighbours',
    ],
    [
      'between two at the same time',
      `[${at('08:00:00.000')}, |, ${at('08:00:00.000')}]`,
      '08:01:00',
      '1 min after the nearest record',
    ],
  ];
  for (const [where, marked, time, detail] of places) {
    test(where, () => {
      const start = `2026-03-02T${time}.000Z`;
      const records = JSON.parse(accept(marked, 'New record'));
      assert.ok(
        records.some((record: { start_date: string }) => record.start_date === start),
        JSON.stringify(records),
      );
      const [first] = itemsAt(marked.replace('|', '{"start_date": |}'));
      assert.deepEqual([first?.label, first?.detail], [start, detail]);
    });
  }

  test('after what its own end tells', () => {
    const own = '"end_date": "2026-03-02T09:00:00.000Z", "duration": 60';
    assert.deepEqual(labelsAt(`[${above}, {${own}, "start_date": |}]`).slice(0, 2), [
      '2026-03-02T08:59:00.000Z',
      '2026-03-02T08:16:30.000Z',
    ]);
  });

  test('not after a date that is none, nor beyond the last year', () => {
    for (const date of ['2026-02-30T08:15:30.000Z', '9999-12-31T23:59:59.000Z']) {
      assert.equal(labelsAt(`[{"start_date": "${date}"}, {"start_date": |}]`).length, 1, date);
    }
  });
});
