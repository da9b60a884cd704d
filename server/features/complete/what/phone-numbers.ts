import { parseString } from '../../../json/string-token';

/** Numbers that no subscriber has: authorities keep them for films and books, and so for fixtures. */
interface FictionalRange {
  readonly place: string;
  readonly start: string;
  /** How many digits follow. */
  readonly digits: number;
}

export const fictionalRanges: readonly FictionalRange[] = [
  { place: 'US', start: '+120255501', digits: 2 },
  { place: 'UK', start: '+447700900', digits: 3 },
  { place: 'Germany', start: '+493023125', digits: 3 },
  { place: 'France', start: '+3363998', digits: 4 },
];

/** A phone number that nobody has, and where it would be. */
export interface FictionalNumber {
  readonly number: string;
  readonly place: string;
}

/**
 * A number of each range that is none of those used, given as JSON text and the nearest one first: the next one after
 * the nearest of its range. The ranges in use come first.
 */
export function fictionalNumbers(used: readonly string[]): readonly FictionalNumber[] {
  const numbers = used.map((json) => (parseString(json) ?? '').replaceAll(/[ ().-]/g, ''));
  const taken = new Set(numbers);
  const inUse = (range: FictionalRange) => numbers.find((number) => isIn(range, number));
  const ordered = [...fictionalRanges.filter(inUse), ...fictionalRanges.filter((range) => !inUse(range))];
  return ordered.map((range) => ({ number: nextIn(range, inUse(range), taken), place: range.place }));
}

function isIn({ start, digits }: FictionalRange, number: string): boolean {
  return number.startsWith(start) && number.length === start.length + digits;
}

/** The next number that is not taken, from the range's start on again after its end. */
function nextIn(
  { start, digits }: FictionalRange,
  after: string | undefined,
  taken: ReadonlySet<string>,
): string {
  const count = 10 ** digits;
  const first = after === undefined ? 0 : Number(after.slice(start.length)) + 1;
  for (let step = 0; step < count; step++) {
    const number = start + String((first + step) % count).padStart(digits, '0');
    if (!taken.has(number)) return number;
  }
  return start + '0'.repeat(digits);
}
