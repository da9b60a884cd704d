import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { check, fixesOf } from '../support/checking';
import { exampleRecord } from '../support/example-record';

/** What a start_date is rewritten to, with `!` before safe fixes; undefined where the date is right. */
function rewritten(date: string, ...members: readonly string[]): readonly string[] | undefined {
  const text = exampleRecord([`"start_date": ${JSON.stringify(date)}`, ...members]);
  const [finding, ...more] = check(text);
  assert.deepEqual(more, []);
  if (finding === undefined) return undefined;
  assert.equal(finding.rule, 'invalid-date');
  return fixesOf(finding).map(({ edits, isSafe }) => {
    const after = (JSON.parse(applyEdits(text, edits)) as { start_date: string }).start_date;
    return `${isSafe ? '!' : ''}${after}`;
  });
}

const dates: readonly (readonly [date: string, fixes: readonly string[] | undefined])[] = [
  ['2013-11-25T19:02:22.000Z', undefined],
  ['2012-02-29T23:59:59.999Z', undefined],
  // The clock and the offset say it all.
  ['2013-11-25 21:02:22.000+0200', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25T21:02:22.000+02:00', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25T21:02:22+02', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25T13:32:22.000-0530', ['!2013-11-25T19:02:22.000Z']],
  ['2013-12-31T23:30:00-01:00', ['!2014-01-01T00:30:00.000Z']],
  ['2013-11-25T19:02:22Z', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25T19:02:22.5Z', ['!2013-11-25T19:02:22.500Z']],
  ['2013-11-25T19:02:22,05Z', ['!2013-11-25T19:02:22.050Z']],
  ['2013-11-25T19:02:22.123000Z', ['!2013-11-25T19:02:22.123Z']],
  ['2013-11-25t19:02:22.000z', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25 19:02:22.000Z', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25 19:02:22 UTC', ['!2013-11-25T19:02:22.000Z']],
  [' 2013-11-25T19:02:22.000Z\n', ['!2013-11-25T19:02:22.000Z']],
  ['2013/11/25 19:02:22Z', ['!2013-11-25T19:02:22.000Z']],
  ['2013-1-5T9:02:22Z', ['!2013-01-05T09:02:22.000Z']],
  ['20131125T190222Z', ['!2013-11-25T19:02:22.000Z']],
  ['20131125T210222+0200', ['!2013-11-25T19:02:22.000Z']],
  ['Mon, 25 Nov 2013 21:02:22 +0200', ['!2013-11-25T19:02:22.000Z']],
  // The day contradicts its date: one of them is wrong.
  ['Tue, 25 Nov 2013 21:02:22 +0200', ['2013-11-25T19:02:22.000Z']],
  ['Tuesday Nov 25 2013 21:02:22 GMT+0200', ['2013-11-25T19:02:22.000Z']],
  ['Sun Dec 28 19:02:22 UTC 1969', ['!1969-12-28T19:02:22.000Z']],
  ['25 Nov 2013 19:02:22 GMT', ['!2013-11-25T19:02:22.000Z']],
  ['Mon Nov 25 19:02:22 UTC 2013', ['!2013-11-25T19:02:22.000Z']],
  ['Mon Nov 25 2013 21:02:22 GMT+0200', ['!2013-11-25T19:02:22.000Z']],
  ['25/Nov/2013:21:02:22 +0200', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25 19:02:22 +0000 UTC', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25T19:02:22.000Z[UTC]', ['!2013-11-25T19:02:22.000Z']],
  ['2013-11-25T21:02:22 UTC+2', ['!2013-11-25T19:02:22.000Z']],
  ['/Date(1385406142000)/', ['!2013-11-25T19:02:22.000Z']],
  ['/Date(1385406142000+0200)/', ['!2013-11-25T19:02:22.000Z']],
  // Something gets lost.
  ['2013-11-25T19:02:22.123456Z', ['2013-11-25T19:02:22.123Z']],
  // Something has to be assumed.
  ['2013-11-25T7:02:22 PM', ['2013-11-25T19:02:22.000Z']],
  ['2013-11-25 12:02:22 a.m.', ['2013-11-25T00:02:22.000Z']],
  ['Nov 25, 2013 7:02:22 PM', ['2013-11-25T19:02:22.000Z']],
  ['November 25, 2013', ['2013-11-25T00:00:00.000Z']],
  ['25 November 2013', ['2013-11-25T00:00:00.000Z']],
  ['Mon Nov 25 19:02:22 2013', ['2013-11-25T19:02:22.000Z']],
  ['1385406142.5', ['2013-11-25T19:02:22.500Z']],
  // Ticks of .NET and of Windows, microseconds of a browser; seconds as Apple counts them can be those of others.
  ['637504461310000000', ['2021-03-04T09:15:31.000Z']],
  ['637504461310780001', ['2021-03-04T09:15:31.078Z']],
  ['132593229310000000', ['2021-03-04T09:15:31.000Z']],
  ['13259322931000000', ['2021-03-04T09:15:31.000Z']],
  ['636542131', ['1990-03-04T09:15:31.000Z', '2021-03-04T09:15:31.000Z']],
  ['1385406142.000', ['2013-11-25T19:02:22.000Z']],
  ['1385406142000000', ['2013-11-25T19:02:22.000Z']],
  ['1385406142000000000', ['2013-11-25T19:02:22.000Z']],
  // The name of the zone gets lost.
  ['2013-11-25T21:02:22.000+02:00[Europe/Helsinki]', ['2013-11-25T19:02:22.000Z']],
  ['Mon Nov 25 2013 21:02:22 GMT+0200 (Eastern European Standard Time)', ['2013-11-25T19:02:22.000Z']],
  ['2013-11-25 21:02:22.5 +0200 EET', ['2013-11-25T19:02:22.500Z']],
  ['2013-11-25T19:02Z', ['2013-11-25T19:02:00.000Z']],
  ['2013-11-25T19:02:22.000', ['2013-11-25T19:02:22.000Z']],
  ['2013-11-25 19:02:22', ['2013-11-25T19:02:22.000Z']],
  ['2013-11-25', ['2013-11-25T00:00:00.000Z']],
  ['20131125', ['2013-11-25T00:00:00.000Z']],
  ['1385406142000', ['2013-11-25T19:02:22.000Z']],
  ['1385406142', ['2013-11-25T19:02:22.000Z']],
  // No such moment, or none that the form can write.
  ['2013-02-30T19:02:22.000Z', []],
  ['2013-02-29', []],
  ['2013-13-01T00:00:00Z', []],
  ['2013-00-01', []],
  ['2013-11-25T24:00:00.000Z', []],
  ['2013-11-25T23:60:00Z', []],
  ['2016-12-31T23:59:60.000Z', []],
  ['9999-12-31T23:59:59-01:00', []],
  ['0000-01-01T00:00:00+01:00', []],
  ['2013-11-25T19:02:22+15:00', []],
  // Who knows.
  ['25/11/2013 19:02:22', []],
  ['11/12/2013', []],
  ['2013-11-25 19:02:22 CET', []],
  ['25 Foo 2013 19:02:22 GMT', []],
  ['yesterday', []],
  ['2013-W48-1', []],
  ['2013-329', []],
  ['2013-11-25T', []],
  ['2013-11/25', []],
  ['138540614200', []],
  ['13854061420000', []],
  ['12', []],
];

for (const [date, fixes] of dates) {
  test(`date: ${JSON.stringify(date)} is ${fixes ? `rewritten to ${fixes.join(' or ') || 'nothing'}` : 'right'}`, () => {
    assert.deepEqual(rewritten(date), fixes);
  });
}

test('a date without an offset can be the local time that the record tells', () => {
  assert.deepEqual(rewritten('2013-11-25 21:02:22', '"timeshift": 120'), [
    '2013-11-25T21:02:22.000Z',
    '2013-11-25T19:02:22.000Z',
  ]);
  for (const timeshift of ['0', '1e3', '1.5', '"120x"', '1e400']) {
    const fixes = check(exampleRecord(['"start_date": "2013-11-25 21:02:22"', `"timeshift": ${timeshift}`]))
      .filter(({ rule }) => rule === 'invalid-date')
      .map((finding) => fixesOf(finding).length);
    assert.deepEqual(fixes, [1], timeshift);
  }
});

test('a title says what is assumed, and all that is lost', () => {
  const titles = (date: string) =>
    check(exampleRecord([`"start_date": "${date}"`])).flatMap((finding) =>
      fixesOf(finding).map(({ title }) => /\((.*)\)/.exec(title)?.[1]),
    );
  assert.deepEqual(titles('2013-11-25 19:02:22.123456'), [
    'if it is UTC, without the digits beyond milliseconds',
  ]);
  assert.deepEqual(titles('2013-11-25 19:02:22.123000'), ['if it is UTC']);
  assert.deepEqual(titles('Tue, 25 Nov 2013 19:02:22.1234 GMT'), [
    'without the wrong weekday, without the digits beyond milliseconds',
  ]);
});

test('messages name what is wrong', () => {
  const message = (date: string) =>
    check(exampleRecord([`"end_date": "${date}"`])).map((finding) => finding.message);
  assert.deepEqual(message('2013-11-25T21:02:22+02:00'), [
    '"end_date" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ: "2013-11-25T19:02:22.000Z".',
  ]);
  assert.deepEqual(message('soon'), ['"end_date" must be UTC in the form YYYY-MM-DDTHH:mm:ss.SSSZ.']);
  assert.deepEqual(message('2013-02-30'), ['There is no 30 February 2013.']);
  assert.deepEqual(message('2013-02-03T25:00:00Z'), ['There is no time 25:00:00.']);
});

test('a day without a time is not exchanged with the start without asking', () => {
  for (const [end, isChoice] of [
    ['2013-11-25T00:00:00.000Z', true],
    ['0001-01-01T00:00:00.000Z', true],
    ['2013-11-25T18:05:37.000Z', undefined],
  ] as const) {
    const [finding] = check(exampleRecord([`"end_date": "${end}"`]));
    assert.deepEqual(finding && fixesOf(finding).map((fix) => fix.isChoice), [isChoice]);
  }
});

test('an end before the start is reported on the end, with the start beside it', () => {
  const text = exampleRecord(['"end_date": "2013-11-25T19:02:21.999Z"']);
  const [finding, ...more] = check(text);
  assert.deepEqual(more, []);
  assert.equal(finding?.rule, 'end-before-start');
  assert.equal(text.slice(finding.start, finding.end), '"2013-11-25T19:02:21.999Z"');
  assert.equal(text.slice(finding.related?.start, finding.related?.end), '"2013-11-25T19:02:22.000Z"');
  assert.deepEqual(check(exampleRecord(['"end_date": "2013-11-25T19:02:22.000Z"'])), []);
});
