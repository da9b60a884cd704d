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
