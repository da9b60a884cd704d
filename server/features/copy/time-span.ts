/** The units in which people say how long something is, in milliseconds. */
const UNITS: readonly (readonly [words: RegExp, milliseconds: number])[] = [
  [/^(?:w|weeks?)$/, 7 * 24 * 3_600_000],
  [/^(?:d|days?)$/, 24 * 3_600_000],
  [/^(?:h|hours?)$/, 3_600_000],
  [/^(?:m|min|mins|minutes?)$/, 60_000],
  [/^(?:s|sec|secs|seconds?)$/, 1000],
  [/^(?:ms|milliseconds?)$/, 1],
];

/**
 * How many milliseconds somebody means: `+1 d`, `-90 min`, `1 h 30 min`, `-01:30` (hours and minutes), `+00:00:30`.
 * Undefined where it is no such time.
 */
export function parseTimeSpan(text: string): number | undefined {
  const [, sign = '', rest = ''] = /^([+\-\u2212]?)\s*(.*)$/s.exec(text.trim()) ?? [];
  const span = parseClock(rest) ?? parseUnits(rest.toLowerCase());
  if (span === undefined || !Number.isSafeInteger(span)) return undefined;
  return sign === '' || sign === '+' ? span : 0 - span;
}

function parseClock(text: string): number | undefined {
  const [, hours, minutes = '', seconds = '0'] = /^(\d{1,4}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

function parseUnits(text: string): number | undefined {
  if (!/^(?:\d{1,9}\s*[a-z]+\s*)+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, count, word = ''] of text.matchAll(/(\d{1,9})\s*([a-z]+)/g)) {
    const unit = UNITS.find(([words]) => words.test(word))?.[1];
    if (unit === undefined) return undefined;
    sum += Number(count) * unit;
  }
  return sum;
}

/** A span of milliseconds in words, with its sign: `+1 d 2 h`. */
export function timeSpanInWords(milliseconds: number): string {
  const words: string[] = [];
  let rest = Math.abs(milliseconds);
  for (const [name, unit] of SHOWN) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0) words.push(`${count} ${name}`);
  }
  return `${milliseconds < 0 ? '-' : '+'}${words.join(' ') || '0 s'}`;
}

const SHOWN: readonly (readonly [name: string, milliseconds: number])[] = [
  ['d', 24 * 3_600_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
];
