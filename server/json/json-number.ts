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
  // How many places after the point the last digit stands that is not zero; none or fewer where this is negative.
  const places = lastDigit + 1 - whole.length;
  return Number(exponent) >= places;
}

/** The index of the last digit other than 0, or -1; a loop, since a pattern would look at a run of zeros again and again. */
function lastNonZero(digits: string): number {
  let index = digits.length - 1;
  while (index >= 0 && digits.charAt(index) === '0') index--;
  return index;
}

/**
 * Compares two JSON numbers by their digits, since to read them would round them: less than 0 where the first is less,
 * 0 where they are equal, as 5, 5.0 and 50e-1 are.
 */
export function compareNumbers(one: string, other: string): number {
  const a = partsOf(one);
  const b = partsOf(other);
  if (a.sign !== b.sign || a.sign === 0) return a.sign - b.sign;
  if (a.magnitude !== b.magnitude) return a.magnitude < b.magnitude ? -a.sign : a.sign;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -a.sign : a.sign;
}

/** A number as 0.digits times 10 to the power of its magnitude; no zero at either end. */
function partsOf(text: string): {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly magnitude: number;
} {
  const [, minus, whole = '', fraction = '', exponent = '0'] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text) ?? [];
  const all = `${whole}${fraction}`;
  const first = all.search(/[1-9]/);
  if (first < 0) return { sign: 0, digits: '', magnitude: 0 };
  const digits = all.slice(first, lastNonZero(all) + 1);
  return { sign: minus === '-' ? -1 : 1, digits, magnitude: whole.length - first + Number(exponent) };
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
