import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/edit/text-edit';
import { check, fixesOf } from '../support/checking';

/*
 * Dates as other languages and stores write them: one problem that says what a date looks like, and a fix that is safe only
 * where the instant is certain and all of its digits are kept. `?` stands before a choice, `!` before what is safe.
 */

const cases: readonly (readonly [value: string, fixes: readonly string[]])[] = [
  ['new Date(2026, 2, 1)', ['2026-03-01T00:00:00.000Z']],
  ['new Date(2026, 11, 31, 23, 59, 58)', ['2026-12-31T23:59:58.000Z']],
  ['new Date(2026, 12, 1)', []],
  ['Date.UTC(2026, 2, 1)', ['!2026-03-01T00:00:00.000Z']],
  ['new Date(Date.UTC(2026, 2, 1, 10))', ['!2026-03-01T10:00:00.000Z']],
  ['Date(2026, 2, 1)', []],
  ['Timestamp(1614849331, 0)', ['!2021-03-04T09:15:31.000Z']],
  ['Timestamp(1614849331, 1)', []],
  ['{"_seconds": 1614849331, "_nanoseconds": 500000000}', ['!2021-03-04T09:15:31.500Z']],
  ['{"seconds": 1614849331, "nanos": 0}', ['!2021-03-04T09:15:31.000Z']],
  ['{"_seconds": 1614849331, "_nanoseconds": 500123000}', ['2021-03-04T09:15:31.500Z']],
  ['{"_seconds": 1614849331}', []],
  ['{"$timestamp": {"t": 1614849331, "i": 1}}', []],
  ['[2021,3,4,10,0,0]', ['?2021-03-04T10:00:00.000Z', '?2021-04-04T10:00:00.000Z']],
  ['[2021, 12, 4]', ['?2021-12-04T00:00:00.000Z']],
  ['[1, 2]', []],
  ['"2021-03-04T10:15:31.000Z\u200b"', ['!2021-03-04T10:15:31.000Z']],
  ['"\u200e2021-03-04 10:15:31Z"', ['!2021-03-04T10:15:31.000Z']],
  ['["2021-03-04T10:15:31Z"]', ['!2021-03-04T10:15:31.000Z']],
  ['{"value": "2021-03-04 10:15:31 UTC"}', ['!2021-03-04T10:15:31.000Z']],
  ['"2021\u201303\u201304"', ['2021-03-04T00:00:00.000Z']],
  ['"2021\u201303\u201304T10:15:31Z"', ['!2021-03-04T10:15:31.000Z']],
  ['20210304091531', ['2021-03-04T09:15:31.000Z']],
  ['"20210304091531"', ['2021-03-04T09:15:31.000Z']],
  ['20210304', []],
  ['"20210304091531123Z"', ['!2021-03-04T09:15:31.123Z']],
  ['"March 4, 2021 at 10:15:31 AM UTC+1"', ['!2021-03-04T09:15:31.000Z']],
  ['{"$date": "2021-03-04T09:15:31Z"}', ['!2021-03-04T09:15:31.000Z']],
  ['"/Date(1614849331000)/"', ['!2021-03-04T09:15:31.000Z']],
  ['/Date(1614849331000)/', ['!2021-03-04T09:15:31.000Z']],
];

for (const [value, fixes] of cases) {
  test(`one problem: ${value}`, () => {
    const text = `{"interaction_id": "i", "status": 3, "end_date": ${value}}`;
    const [finding, ...more] = check(text).filter(({ rule }) => rule !== 'missing-field');
    assert.ok(finding);
    assert.deepEqual(more, []);
    assert.match(finding.message, /YYYY-MM-DDTHH:mm:ss\.SSSZ|"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
    const made = fixesOf(finding).map(({ edits, isSafe, isChoice }) => {
      const { end_date: date } = JSON.parse(applyEdits(text, edits)) as { end_date: string };
      return `${isSafe ? '!' : ''}${isChoice ? '?' : ''}${date}`;
    });
    assert.deepEqual(made, fixes);
  });
}

test('the zone that a date loses is named by the title of its fix', () => {
  const text = '{"interaction_id": "i", "status": 3, "end_date": "2021-03-04T10:15:31+01:00[Europe/Berlin]"}';
  const [fix] = check(text).flatMap((finding) => (finding.rule === 'invalid-date' ? fixesOf(finding) : []));
  assert.match(fix?.title ?? '', /without the zone Europe\/Berlin/);
  assert.equal(fix?.isSafe, false);
});

test('what other tools call a field is proposed for it, and not renamed without asking', () => {
  for (const [key, field] of [
    ['interactionType', 'type'],
    ['createdAt', 'start_date'],
    ['endedAt', 'end_date'],
    ['recordingUrl', 'binary_content'],
    ['caller_number', 'phone_number'],
  ]) {
    const text = `{"interaction_id": "i", "status": 3, "${key}": "x"}`;
    const found = check(text).find(({ start }) => text.startsWith(`"${key}"`, start));
    const [fix] = found ? fixesOf(found).filter(({ isWhole }) => !isWhole) : [];
    assert.equal(fix?.title, `Rename "${key}" to "${field}"`);
    assert.equal(fix?.isSafe, false);
  }
});
