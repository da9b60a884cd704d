import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/features/hover/hover';
import { readPhoneNumber } from '../../server/features/hover/phone-countries';
import { isOnPhoneNumber } from '../../server/features/hover/phone-number';
import { placeAt } from '../../server/features/hover/place';
import { checked, marked } from '../support/marked-text';

const field = '`phone_number` · string · optional';
const description = 'The number that was called. It is a string, so that a leading `+` or zero survives.';

/** The paragraphs of a hover on the value of a member, and whether what numbers look like is loaded for it. */
function hoverOn(member: string): { readonly lines: readonly string[]; readonly isLoaded: boolean } {
  const { text, offset } = marked(`{${member}}`);
  const file = checked(text, 'json');
  const { markdown = '' } = hover(file, offset, () => 'off', readPhoneNumber) ?? {};
  return { lines: markdown.split('\n\n'), isLoaded: isOnPhoneNumber(placeAt(file.document, offset)) };
}

test('a phone number is decoded: country, code, and how it is written there', () => {
  const table: readonly (readonly [number: string, line: string])[] = [
    ['+4930123456', '**Germany** (+49) · national `030 123456`'],
    ['+49 30 123456', '**Germany** (+49) · national `030 123456`'],
    [' +49-30-123456 ', '**Germany** (+49) · national `030 123456`'],
    ['+4930123456 ext. 7', '**Germany** (+49) · national `030 123456 ext. 7`'],
    ['+498001234567', '**Germany** (+49) · national `0800 1234567`'],
    ['+442079460958', '**United Kingdom** (+44) · national `020 7946 0958`'],
    ['+44 (0)20 7946 0958', '**United Kingdom** (+44) · national `020 7946 0958`'],
    ['+33142685300', '**France** (+33) · national `01 42 68 53 00`'],
    ['+41446681800', '**Switzerland** (+41) · national `044 668 18 00`'],
    // In Italy the zero is a part of the number everywhere.
    ['+390212345678', '**Italy** (+39) · national `02 1234 5678`'],
    ['+81312345678', '**Japan** (+81) · national `03-1234-5678`'],
    ['+85221234567', '**Hong Kong SAR China** (+852) · national `2123 4567`'],
    ['+6834002', '**Niue** (+683) · national `4002`'],
    // One code, several countries.
    ['+12025550143', '**United States** (+1) · national `(202) 555-0143`'],
    ['+14165550123', '**Canada** (+1) · national `(416) 555-0123`'],
    ['+18765550123', '**Jamaica** (+1) · national `(876) 555-0123`'],
    ['+79161234567', '**Russia** (+7) · national `8 (916) 123-45-67`'],
    ['+77012345678', '**Kazakhstan** (+7) · national `8 (701) 234 5678`'],
  ];
  for (const [number, line] of table) {
    const expected = { lines: [line, field, description], isLoaded: true };
    assert.deepEqual(hoverOn(`"phone_number": |"${number}"`), expected, number);
  }
  assert.equal(hoverOn('"phone_number": |"\\u002b4930123456"').lines[1], table[0]?.[1]);
});

test('of a number that no country has, or several have, nothing is said', () => {
  const numbers = [
    ...['+', '+49', '+4912', '+999123456', '+12025', '+493012345678901234567', `+${'4'.repeat(300)}`],
    ...['+493012XXXX', '+1800FLOWERS', '+4930123456 or later', '+4930123456@example.com'],
    // Of no country; free of charge in several countries.
    ...['+80012345678', '+870773111632', '+18005550199'],
  ];
  for (const number of numbers) {
    const expected = { lines: [field, description], isLoaded: true };
    assert.deepEqual(hoverOn(`"phone_number": |"${number}"`), expected, number);
  }
});

test('what numbers look like is loaded for nothing else', () => {
  for (const number of ['5512', '030 123456', '0049 30 123456', 'tel:+4930123456', 'anonymous', '']) {
    const expected = { lines: [field, description], isLoaded: false };
    assert.deepEqual(hoverOn(`"phone_number": |"${number}"`), expected, number);
  }
  const others = [
    '|"phone_number": "+4930123456"',
    '"phone_number": |"+4930123456',
    '"phone_number": |4930123456',
    '"subject": |"+4930123456"',
    '"udata": {"phone_number": |"+4930123456"}',
  ];
  for (const member of others) {
    const { lines, isLoaded } = hoverOn(member);
    assert.deepEqual([lines.join().includes('Germany'), isLoaded], [false, false], member);
  }
});
