import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { moveRecord } from '../../server/features/copy/move';
import { recordOnOneLine } from '../../server/features/copy/one-line';
import { isRefusal } from '../../server/features/copy/outcome';
import { recordAt, recordsIn } from '../../server/features/copy/record-at';
import { distanceToToday, shiftTimes } from '../../server/features/copy/shift-times';
import { type FieldOrder, sortFields } from '../../server/features/copy/sort-fields';
import { parseTimeSpan, timeSpanInWords } from '../../server/features/copy/time-span';
import { changedAt, madeAt, now } from '../support/copying';
import { settled } from '../support/engines';

describe('fields are sorted', () => {
  const sorted = (text: string, order: FieldOrder = 'specification', form: 'json' | 'lines' = 'json') =>
    changedAt(text, (document, index) => sortFields(document, index, order), form);

  test('as the specification writes them, and all between them stays where it is', () => {
    assert.equal(
      sorted(
        '[\r\n\t{ |"udata": {\r\n\t\t"b": 1, "a": 2 },\r\n\r\n\t"start_date" : "x","room":1,\r\n\t\t"interaction_id":"F01"  ,"$schema": "s"\r\n\t}\r\n]',
      ),
      '[\r\n\t{ "$schema": "s",\r\n\r\n\t"interaction_id":"F01","start_date" : "x",\r\n\t\t"room":1  ,"udata": {\r\n\t\t"b": 1, "a": 2 }\r\n\t}\r\n]',
    );
  });

  test('by the names that they stand for, and those of one name keep their order', () => {
    assert.equal(
      sorted('{"status": 3, |"interactionId": "F01", "status": 2, "interaction_id": "F02"}'),
      '{"interactionId": "F01", "interaction_id": "F02", "status": 3, "status": 2}',
    );
  });

  test('like those of the first record; what that lacks comes after what people write before it', () => {
    const first = '{"start_date": "a", "mine": 1, "interaction_id": "F01", "status": 1}';
    const fields = ['"status": 2', '"entity_type": 3', '"interaction_id": "F02"', '"mine": 2', '"other": 1'];
    assert.equal(
      sorted(`[${first}, {|${fields.join(', ')}, "start_date": "b", "customer_id": "c"}]`, 'first record'),
      `[${first}, {"start_date": "b", "mine": 2, "other": 1, "interaction_id": "F02", "customer_id": "c", "status": 2, "entity_type": 3}]`,
    );
  });

  test('not where they are sorted', () => {
    const text = '{"interaction_id": "F01", |"status": 1}';
    assert.equal(sorted(text), text.replace('|', ''));
  });

  for (const [what, text, refusal] of [
    [
      'a comment',
      '{"status": 1, // x\n|"interaction_id": "F01"}',
      'Remove the comments of this record first, and commas before its }.',
    ],
    [
      'a comma at its end',
      '{"status": 1, |"interaction_id": "F01",}',
      'Remove the comments of this record first, and commas before its }.',
    ],
    [
      'a syntax error',
      '{"status" 1, |"interaction_id": "F01"}',
      'Mend the syntax errors of this record first.',
    ],
  ] as const) {
    test(`not in a record with ${what}`, () => assert.equal(sorted(text), `! ${refusal}`));
  }
});

describe('a record moves to its own file', () => {
  const cases: Readonly<
    Record<string, readonly [before: string, rest: string, own: string, name: string, form?: 'lines']>
  > = {
    'the first of a pretty list': [
      '[\n  {\n    "interaction_id": "F01",|\n    "udata": {\n\n    }\n  },\n  {"interaction_id": "F02", "status": 2}\n]\n',
      '[\n  {"interaction_id": "F02", "status": 2}\n]\n',
      '{\n  "interaction_id": "F01",\n  "udata": {\n\n  }\n}\n',
      'F01',
    ],
    'the last one, with CRLF': [
      '[\r\n\t{"interaction_id": "F01", "status": 1},\r\n\t{\r\n\t\t"interaction_id": "F/02"|,\r\n\t\t"status": 2\r\n\t}\r\n]',
      '[\r\n\t{"interaction_id": "F01", "status": 1}\r\n]',
      '{\r\n\t"interaction_id": "F/02",\r\n\t"status": 2\r\n}\r\n',
      'F-02',
    ],
    'one of a compact list': [
      '[{"interaction_id":"F01","status":1|},{"interaction_id":"F02","status":2}]',
      '[{"interaction_id":"F02","status":2}]',
      '{"interaction_id":"F01","status":1}\n',
      'F01',
    ],
    'the first of a list on one line': [
      '[{"interaction_id": "F01", "status": 1|}, {"interaction_id": "F02", "status": 2}]',
      '[{"interaction_id": "F02", "status": 2}]',
      '{"interaction_id": "F01", "status": 1}\n',
      'F01',
    ],
    'the only one of its list': [
      '{"calls": [\n {"interaction_id": "F01", "status": 1|}\n], "interactions": [\n {"interaction_id": "F02", "status": 2}\n]}',
      '{"calls": [], "interactions": [\n {"interaction_id": "F02", "status": 2}\n]}',
      '{"interaction_id": "F01", "status": 1}\n',
      'F01',
    ],
    'a named one, before another value': [
      '{\n  "Ünser Call 1": {\n    "interaction_id": "F01", |"status": 1\n  },\n  "page": 1,\n  "b": {"interaction_id": "F02", "status": 2}\n}\n',
      '{\n  "page": 1,\n  "b": {"interaction_id": "F02", "status": 2}\n}\n',
      '{\n  "interaction_id": "F01", "status": 1\n}\n',
      'U-nser-Call-1',
    ],
    'the last named one': [
      '{\n  "a": {"interaction_id": "F01", "status": 1},\n  "b": {"interaction_id": "F02", "status": 2|}\n}\n',
      '{\n  "a": {"interaction_id": "F01", "status": 1}\n}\n',
      '{"interaction_id": "F02", "status": 2}\n',
      'b',
    ],
    'one beside comments, which stay': [
      '[\n  // one\n  {"interaction_id": "F01", "status": 1|}, // of two\n  {"interaction_id": "F02", "status": 2}\n]',
      '[\n  // one // of two\n  {"interaction_id": "F02", "status": 2}\n]',
      '{"interaction_id": "F01", "status": 1}\n',
      'F01',
    ],
    'a line': [
      '{"interaction_id":"F01","status":1|}\n{"interaction_id":"F02","status":2}\n',
      '{"interaction_id":"F02","status":2}\n',
      '{"interaction_id":"F01","status":1}\n',
      'F01',
      'lines',
    ],
    'the last line, without an end': [
      '{"interaction_id":"F01","status":1}\r\n{"status":2,|"interaction_id":""}',
      '{"interaction_id":"F01","status":1}',
      '{"status":2,"interaction_id":""}\r\n',
      'record',
      'lines',
    ],
  };
  for (const [what, [before, rest, own, name, form]] of Object.entries(cases)) {
    test(what, () => {
      const { text, outcome } = madeAt(before, moveRecord, form);
      assert.ok(!isRefusal(outcome), isRefusal(outcome) ? outcome.refusal : '');
      assert.equal(applyEdits(text, outcome.edits), rest);
      assert.equal(outcome.text, own);
      assert.equal(outcome.fileName, name);
    });
  }

  for (const [what, text, refusal, form] of [
    [
      'the only record',
      '[{"interaction_id": "F01", "status": 1|}]',
      'This is the only record: rename the file instead.',
    ],
    [
      'the only line',
      '{"interaction_id": "F01", "status": 1|}\n',
      'This is the only record: rename the file instead.',
      'lines',
    ],
    [
      'one of two records on a line',
      '{"interaction_id": "F01", "status": 1|} {"interaction_id": "F02", "status": 1}\n',
      'Something else stands on the line of this record.',
      'lines',
    ],
    [
      'a record in a wrapper',
      '[{"x": {"interaction_id": "F01", "status": 1|}}, {"interaction_id": "F02", "status": 1}]',
      '"x" is the wrapper of one record: copy that by hand.',
    ],
  ] as const) {
    test(`${what} does not`, () => assert.equal(changedAt(text, moveRecord, form), `! ${refusal}`));
  }
});

describe('times are moved', () => {
  const DAY = 24 * 3_600_000;
  const text =
    '[\n{"interaction_id": "F01", "start_date": "2026-03-02T08:15:30.250Z", "end_date": "2026-02-30T00:00:00.000Z"},\n{"startDate": "2026-03-02T23:59:59.999Z", "interaction_id": "F02", "end_date": null, "status" 1}\n]';

  test('in all of some records, dates alone', () => {
    const outcome = shiftTimes(settled(text), [1, 2], DAY);
    assert.ok(!isRefusal(outcome));
    assert.equal(
      applyEdits(text, outcome.edits),
      text.replace('02T08:15', '03T08:15').replace('02T23:59', '03T23:59'),
    );
    assert.deepEqual([outcome.left, outcome.records], [2, 2]);
  });

  test('never out of the years that there are', () => {
    assert.deepEqual(shiftTimes(settled(text), [1, 2], 8000 * 366 * DAY), {
      refusal: 'A date would leave the years 0000 to 9999.',
    });
  });

  test('to today: by whole days, so that the first one starts today', () => {
    const document = settled(
      '[{"interaction_id": "F01", "start_date": "2026-03-02T08:15:30.250Z"}, {"interaction_id": "F02", "start_date": "2026-03-01T23:15:30.250Z"}, {"interaction_id": "F03", "start_date": "?"}]',
    );
    assert.equal(distanceToToday(document, [1], now), 18 * DAY);
    assert.equal(distanceToToday(document, [1, 2, 3], now), 19 * DAY);
    assert.equal(distanceToToday(document, [3], now), undefined);
  });

  test('by what people write', () => {
    for (const [written, milliseconds] of Object.entries({
      '+1 d': DAY,
      '-90 min': -90 * 60_000,
      '\u22121d': -DAY,
      '2 hours 5m 3 s': 7_503_000,
      '1 week': 7 * DAY,
      ' + 250ms ': 250,
      '01:30': 90 * 60_000,
      '-00:00:30': -30_000,
      '0 s': 0,
    }))
      assert.equal(parseTimeSpan(written), milliseconds, written);
    for (const wrong of ['', '5', 'd', '1 month', '1:75', '--1 d', '1.5 h', '1 d, 2 h', '999999999999 d'])
      assert.equal(parseTimeSpan(wrong), undefined, wrong);
  });

  test('in words', () => {
    assert.equal(timeSpanInWords(DAY + 7_503_250), '+1 d 2 h 5 min 3 s 250 ms');
    assert.equal(timeSpanInWords(-90 * 60_000), '-1 h 30 min');
    assert.equal(timeSpanInWords(0), '+0 s');
  });
});

describe('on one line', () => {
  test('a record is without white space, each value as it is written', () => {
    const { outcome } = madeAt(
      '[\n{\n "interaction_id" : "F 01",|\n "duration": 1.50e1, "text": "a\\u0020: \\"b\\"",\n "udata": { "a": [ 1, { } ] }\n}\n]',
      recordOnOneLine,
    );
    assert.deepEqual(outcome, {
      line: '{"interaction_id":"F 01","duration":1.50e1,"text":"a\\u0020: \\"b\\"","udata":{"a":[1,{}]}}',
    });
  });

  test('a record with comments is none', () => {
    assert.deepEqual(madeAt('[{"interaction_id": "F01", /* x */ "status": 1|}]', recordOnOneLine).outcome, {
      refusal: 'Remove the comments of this record first, and commas before its }.',
    });
  });
});

describe('the record that is meant', () => {
  const text =
    '[\n  {"interaction_id": "F01", "status": 1}, \n  "x": 1,\n  {\n    "interaction_id": "F02", "status": 1\n  } // end\n\n]';
  const document = settled(text);
  const at = (part: string, distance = 0) => recordAt(document, text.indexOf(part) + distance);

  test('is that with the cursor, or on whose first or last line it is', () => {
    assert.equal(at('{'), 1);
    assert.equal(at('  {'), 1);
    assert.equal(at('F01'), 1);
    assert.equal(at(', \n', 2), 1);
    assert.equal(at('  {\n'), 2);
    assert.equal(at('F02'), 2);
    assert.equal(at('end'), 2);
    assert.equal(at('['), undefined);
    assert.equal(at('\n\n]', 1), undefined);
    assert.equal(at('\n]', 1), undefined);
  });

  test('are all of which anything is selected', () => {
    const range = (from: string, to: string) => ({ start: text.indexOf(from), end: text.indexOf(to) });
    assert.deepEqual(recordsIn(document, [range('F01', 'F02')]), [1, 2]);
    assert.deepEqual(recordsIn(document, [range('F02', 'end'), range('F01', 'F01')]), [1, 2]);
    assert.deepEqual(recordsIn(document, [{ start: 0, end: 0 }]), []);
    assert.deepEqual(recordsIn(document, [{ start: 0, end: text.length }]), [1, 2]);
    assert.deepEqual(recordsIn(settled('', 'json'), [{ start: 0, end: 0 }]), []);
  });
});
