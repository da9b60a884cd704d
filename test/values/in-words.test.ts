import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenRecord, openRecord } from '../../server/record/open-record';
import { phoneCall } from '../../server/spec/phone-call';
import { bytesInWords, durationInBrief, durationInWords, utcOffset } from '../../server/values/amounts';
import { dayInWords, localTime, timeOfDate, timeOfDay } from '../../server/values/dates';
import { memberMeant } from '../../server/values/member-meant';
import { numberOf, stringOf } from '../../server/values/plain-values';
import { summarise } from '../../server/values/record-summary';
import { shapeOfIdentifier } from '../../server/values/shape-of-identifier';
import { oneLine } from '../../server/words/one-line';
import { settled } from '../support/marked-text';
import { allChunks } from '../support/whole';

test('seconds in words and in brief', () => {
  const table: [number, string | undefined, string | undefined][] = [
    [0, '0 s', '0s'],
    [1, '1 s', '1s'],
    [59, '59 s', '59s'],
    [60, '1 min', '1m'],
    [195, '3 min 15 s', '3m15s'],
    [3600, '1 h', '1h'],
    [3661, '1 h 1 min 1 s', '1h1m1s'],
    [86_399, '23 h 59 min 59 s', '23h59m59s'],
    [90_000, '1 d 1 h', '1d1h'],
    [12.5, '12.5 s', '12.5s'],
    [19.188, '19.188 s', '19.188s'],
    [59.9999, '1 min', '1m'],
    [0.0001, '0 s', '0s'],
    [-1, undefined, undefined],
    [Number.NaN, undefined, undefined],
    [2 ** 60, undefined, undefined],
  ];
  for (const [seconds, words, brief] of table) {
    assert.equal(durationInWords(seconds), words, String(seconds));
    assert.equal(durationInBrief(seconds), brief, String(seconds));
  }
});

test('bytes in a unit that suits them', () => {
  const table: [number, string | undefined][] = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1 KiB'],
    [2048, '2 KiB'],
    [1536, '1.5 KiB'],
    [1_048_575, '1 MiB'],
    [1_048_576, '1 MiB'],
    [1_560_044, '1.49 MiB'],
    [1_073_741_824, '1 GiB'],
    [Number.MAX_SAFE_INTEGER, '8 PiB'],
    [-1, undefined],
    [1.5, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ];
  for (const [bytes, words] of table) assert.equal(bytesInWords(bytes), words, String(bytes));
});

test('a timeshift is an offset from UTC', () => {
  const table: [number, string | undefined][] = [
    [0, 'UTC'],
    [60, 'UTC+01:00'],
    [-300, 'UTC-05:00'],
    [345, 'UTC+05:45'],
    [-90, 'UTC-01:30'],
    [840, 'UTC+14:00'],
    [1440, 'UTC+24:00'],
    [1441, undefined],
    [0.5, undefined],
    [Number.NaN, undefined],
  ];
  for (const [minutes, zone] of table) assert.equal(utcOffset(minutes), zone, String(minutes));
});

test('dates in words', () => {
  const time = timeOfDate('2026-03-02T23:15:30.000Z', phoneCall) as number;
  assert.equal(dayInWords(time), 'Monday 2 March 2026');
  assert.equal(timeOfDay(time), '23:15:30');
  assert.equal(timeOfDay(time + 480), '23:15:30.480');
  assert.equal(localTime(time, 30), '23:45:30');
  assert.equal(localTime(time, 60), 'Tuesday 3 March 2026, 00:15:30');
  assert.equal(localTime(time, -1440), 'Sunday 1 March 2026, 23:15:30');
  assert.equal(
    localTime(timeOfDate('9999-12-31T23:00:00.000Z', phoneCall) as number, 120),
    'Saturday 1 January 10000, 01:00:00',
  );
  for (const wrong of ['2026-02-30T08:00:00.000Z', '2026-03-02T08:15:30Z', '2026-03-02', '']) {
    assert.equal(timeOfDate(wrong, phoneCall), undefined, wrong);
  }
});

test('what the shape of an ID says', () => {
  const ucs = 'Looks like a UCS ID (16 letters and digits).';
  const uuid = 'Looks like a call UUID (32 characters from 0-9 and A-V).';
  const table: [string, string, string | undefined][] = [
    ['interaction_id', '00001a57JGQ00BW8', ucs],
    ['parent_id', '00001a57JGQ00BW8', ucs],
    ['thread_id', '00001a57JGQ00BW', '15 characters; a UCS ID has 16 letters and digits.'],
    ['customer_id', 'c', '1 character; a UCS ID has 16 letters and digits.'],
    ['interaction_id', '01AHV6MG58E8L0G2048000DAES00000V', uuid],
    ['tconnection_id', '006a02114a3ce001', 'Looks like a connection ID (16 hexadecimal digits).'],
    ['tconnection_id', '006A02114A3CE001', 'Looks like a connection ID (16 hexadecimal digits).'],
    [
      'tconnection_id',
      '01AHV6MG58E8L0G2048000DAES00000V',
      `${uuid} A connection ID has 16 hexadecimal digits.`,
    ],
    ['tconnection_id', '00001a57JGQ00BW8', '16 characters; a connection ID has 16 hexadecimal digits.'],
    ['external_id', '00001a57JGQ00BW8', undefined],
    ['interaction_id', '', undefined],
    ['interaction_id', ' 00001a57JGQ00BW8', undefined],
  ];
  for (const [name, value, shape] of table) {
    const field = phoneCall.fieldNamed(name);
    assert.equal(field && shapeOfIdentifier(field, value), shape, value);
  }
});

test('text of the file on one line', () => {
  const table: [string, number, string][] = [
    ['short', 10, 'short'],
    ['exactly te', 10, 'exactly te'],
    ['one more than ten', 10, 'one more t…'],
    ['a\r\nb\tc', 10, 'a b c'],
    ['a\u0000b\u202ec\ud83d', 10, 'a\u2400b\ufffdc\ufffd'],
    ['\ud83d\ude00\ud83d\ude00\ud83d\ude00', 2, '\ud83d\ude00\ud83d\ude00…'],
    ['\u2028\u00a0x', 10, '\ufffd\u00a0x'],
    ['', 10, ''],
  ];
  for (const [text, most, shown] of table) assert.equal(oneLine(text, most), shown, JSON.stringify(text));
});

test('numbers and strings of members, also where the form is wrong', () => {
  const table: [string, number | undefined, string | undefined][] = [
    ['3', 3, undefined],
    ['2.0', 2, undefined],
    ['-1.5e1', -15, undefined],
    ['"195"', 195, '195'],
    ['" 3 "', 3, ' 3 '],
    ['"3 s"', undefined, '3 s'],
    ['"\\u0033"', 3, '3'],
    ['""', undefined, ''],
    ['9007199254740993', undefined, undefined],
    ['1e400', undefined, undefined],
    ['true', undefined, undefined],
    ['null', undefined, undefined],
    ['', undefined, undefined],
    ['"open', undefined, undefined],
    ['01', undefined, undefined],
  ];
  for (const [value, number, string] of table) {
    const record = recordOf(`{"duration": ${value}}`);
    assert.equal(numberOf(record, record.entries[0]), number, value);
    assert.equal(stringOf(record, record.entries[0]), string, value);
  }
  const record = recordOf('{}');
  assert.equal(numberOf(record, undefined), undefined);
  assert.equal(stringOf(record, undefined), undefined);
});

test('a record is summed up as far as it goes', () => {
  const nothing = {
    id: undefined,
    status: undefined,
    direction: undefined,
    subject: undefined,
    duration: undefined,
    briefDuration: undefined,
  };
  const table: [string, object][] = [
    ['{}', nothing],
    [
      '{"interaction_id": "i", "status": 3, "type": "Inbound", "duration": 195}',
      {
        ...nothing,
        id: 'i',
        status: 'STOPPED',
        direction: 'Inbound',
        duration: '3 min 15 s',
        briefDuration: '3m15s',
      },
    ],
    ['{"subject": "Card lost"}', { ...nothing, subject: 'Card lost' }],
    ['{"status": 2.0}', { ...nothing, status: 'IN_PROCESS' }],
    ['{"status": 4, "duration": -1, "interaction_id": "", "type": 5}', nothing],
    ['{"status": "3"}', { ...nothing, status: 'STOPPED' }],
    ['{"status": "InProgress"}', { ...nothing, status: 'IN_PROCESS' }],
    [
      '{"interactionId": "i", "Duration": "60"}',
      { ...nothing, id: 'i', duration: '1 min', briefDuration: '1m' },
    ],
    ['{"interaction_id": "first", "interaction_id": "last"}', { ...nothing, id: 'last' }],
    ['{"status": , "type": "Inb\n"interaction_id": "i"', { ...nothing, id: 'i' }],
  ];
  for (const [text, summary] of table) assert.deepEqual(summarise(recordOf(text)), summary, text);
});

test('the member that is meant: exactly named before nearly named', () => {
  const record = recordOf('{"startDate": 1, "start_date": 2, "subType": 3}');
  const keyOf = (name: string) => memberMeant(record, phoneCall.fieldNamed(name))?.key;
  assert.equal(keyOf('start_date'), 'start_date');
  assert.equal(keyOf('sub_type'), 'subType');
  assert.equal(keyOf('type'), undefined);
});

function recordOf(text: string): OpenRecord {
  const record = allChunks(settled(text))[1]?.record;
  assert.ok(record, text);
  return openRecord(record);
}
