import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayAt, isDateAt, secondsAt, secondsOfDay, thousandthsAt } from '../../server/document/dates-on-tape';
import { soundReader } from '../../server/document/sound-reader';
import { phoneCall } from '../../server/spec/phone-call';

const pattern = phoneCall.start?.pattern;
const reader = soundReader(phoneCall);

/** A record with nothing but a text, as it is read. */
function tapeOf(text: string) {
  const bytes = Buffer.from(`{"start_date":${JSON.stringify(text)}}\0`);
  reader.startBytes(bytes, true);
  assert.ok(reader.read(0, 0) > 0);
  return reader.tape;
}

/** Two digits of a part of a date, often just those that are too large. */
const part = (most: number) =>
  fc.oneof(fc.nat(most + 1), fc.nat(99)).map((number) => String(number).padStart(2, '0'));

const almostDate = fc
  .tuple(part(99), part(99), part(12), part(31), part(23), part(59), part(59), fc.nat(999))
  .map(([century, year, month, day, hours, minutes, seconds, thousandths]) => {
    const fraction = String(thousandths).padStart(3, '0');
    return `${century}${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${fraction}Z`;
  });

test('a date on the tape is one by the pattern of the specification, but for a leap day', () => {
  assert.ok(pattern);
  const seen = { true: 0, false: 0 };
  const check = (text: string) => {
    const isDate = pattern.test(text) && !text.slice(5, 10).includes('02-29');
    seen[`${isDate}`]++;
    assert.equal(isDateAt(tapeOf(text), 0), isDate, text);
  };
  fc.assert(fc.property(almostDate, check), { numRuns: 2000 });
  const someDate = '2026-10-29T19:35:08.120Z';
  for (let at = 0; at < someDate.length; at++)
    for (let code = 0x20; code < 0x100; code++)
      if (code !== 0x22 && code !== 0x5c)
        check(someDate.slice(0, at) + String.fromCharCode(code) + someDate.slice(at + 1));
  for (const text of ['', someDate.slice(1), `${someDate}Z`, ` ${someDate}`]) check(text);
  assert.ok(seen.true > 200 && seen.false > 200, JSON.stringify(seen));
});

test('the time of a date is that of JavaScript', () => {
  const date = fc.date({
    min: new Date('0100-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (time) => {
      const { view, numbers } = tapeOf(time.toISOString());
      const start = numbers[2] as number;
      const seconds = secondsOfDay(dayAt(view, start)) + secondsAt(view, start);
      assert.equal(seconds * 1000 + thousandthsAt(view, start), time.getTime());
    }),
  );
});
