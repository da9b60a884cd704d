import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mangledDigits } from '../../server/values/mangled';

/** What programs for tables make of a text of digits, and those digits where it still tells them. */
const mangled: Readonly<Record<string, string>> = {
  '12025550143.0': '12025550143',
  '+12025550143.0': '+12025550143',
  '112,00': '112',
  '1.2025550143E10': '12025550143',
  '1,2025550143e+10': '12025550143',
  '+1.2025550143E+10': '+12025550143',
  '1.2E+10': '',
  '1E+9': '',
  '###': '',
  '#N/A': '',
  '#REF!': '',
  '#DIV/0!': '',
  NaN: '',
  None: '',
  '<NA>': '',
  '[object Object]': '',
};

/** What people give as numbers and identifiers. */
const usual =
  '12025550143 +12025550143 00001a57JGQ00BW8 1.0 12.0 v1.0 2.5 10.1.2.3 30.12.11.0 1.202.555.0143 1E5 7E10 12E4567890123456 ## #1 *31# ' +
  '112.5 112.000 customer-17 Nancy none-1 undefined-x #john 3f2504e0-4f89-41d3-9a0c-0305e82c3301';

test('what programs for tables make of digits is known, and the digits where they are all there', () => {
  for (const [text, digits] of Object.entries(mangled)) assert.equal(mangledDigits(text), digits, text);
});

test('numbers and identifiers are none of that', () => {
  for (const text of usual.split(' ')) assert.equal(mangledDigits(text), undefined, text);
});
