/**
 * Whether a JSON number, as it is written, has no fraction: `3`, `3.0`, `1.50e1`, `1e400`. It is decided by its
 * digits, because reading it as a floating-point number would round `2.00000000000000000001` to an integer.
 */
export function isIntegerText(text: string): boolean {
  if (/^-?[0-9]+$/.test(text)) return true;
  const match = /^-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (match === null) return false;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const digits = `${whole}${fraction}`;
  const lastDigit = lastNonZero(digits);
  if (lastDigit < 0) return true;
  // How many places behind the point the last digit stands that is not zero; none or fewer where this is negative.
  const places = lastDigit + 1 - whole.length;
  return Number(exponent) >= places;
}

/** The index of the last digit other than 0, or -1; a loop, since a pattern would look at a run of zeros again and again. */
function lastNonZero(digits: string): number {
  let index = digits.length - 1;
  while (index >= 0 && digits.charAt(index) === '0') index--;
  return index;
}

/** The JSON number that a string holds, if it holds nothing else; a plus sign is left out. */
export function numberIn(text: string): string | undefined {
  const match = /^\+?(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/.exec(text.trim());
  return match?.[1];
}

/** So many digits are written out; nobody means a number with more. */
const MOST_DIGITS = 60;

/**
 * The digits that a JSON number stands for, exactly: `12025550143.0` and `1.2025550143e10` are 12025550143, `1.50` is
 * 1.50, for what has no exponent keeps the zeros of its fraction unless they are all that it has. Undefined where the
 * text is no number or would be very long.
 */
export function plainDecimal(text: string): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (whole.length + fraction.length + Math.abs(shift) > MOST_DIGITS) return undefined;
  const digits = `${'0'.repeat(Math.max(0, -shift))}${whole}${fraction}${'0'.repeat(Math.max(0, shift))}`;
  const point = Math.max(0, -shift) + whole.length + shift;
  const front = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const back = digits.slice(point);
  if (/^0*$/.test(back)) return `${sign}${front}`;
  return `${sign}${front}.${match[4] === undefined ? back : back.replace(/(?<!0)0+$/, '')}`;
}
