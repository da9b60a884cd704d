import { plainDecimal } from '../json/json-number';

/** A number as programs for tables write one that was a text: with a fraction of zeros, or with an exponent. */
const NUMBER = /^\+?(?:\d{3,18}[.,]00?|\d(?:[.,]\d+)?e\+\d\d?|\d[.,]\d+e\d\d?)$/i;

/** What they write where there is no value, or where it cannot be shown. */
const NOTHING = /^(?:###+|#(?:n\/a|[a-z/0]+[!?])|nan|nat|<na>|none|null|undefined|\[object object\])$/i;

/**
 * The digits of which a program for tables has made something else, such as `12025550143.0` or `1.2025550143E+10`; empty where
 * it does not tell them: `1.2E+10` was rounded, `#####` did not fit. Undefined where a text is none of that.
 */
export function mangledDigits(text: string): string | undefined {
  if (NOTHING.test(text)) return '';
  if (!NUMBER.test(text)) return undefined;
  const plus = text.startsWith('+') ? '+' : '';
  const number = text.slice(plus.length).replace(',', '.');
  const [mantissa = '', exponent = 0] = number.split(/e/i);
  const fraction = mantissa.split('.')[1] ?? '';
  const digits = Number(exponent) > fraction.length ? '' : (plainDecimal(number) ?? '');
  return digits.includes('.') ? '' : digits && plus + digits;
}
