import { harmless } from './harmless';
import { t } from './language';

/** The most of somebody else's text that a message repeats, in UTF-16 code units. */
const LONGEST_QUOTE = 60;

/** Text for a message or title: line ends become spaces, what would be obeyed is only seen, and what is long is cut. */
export function shorten(text: string): string {
  const line = harmless(text.replaceAll(/\s+/g, ' '));
  if (line.length <= LONGEST_QUOTE) return line;
  // A cut between the halves of a surrogate pair would leave a broken character.
  const end = /[\ud800-\udbff]/.test(line.charAt(LONGEST_QUOTE - 2)) ? LONGEST_QUOTE - 2 : LONGEST_QUOTE - 1;
  return `${line.slice(0, end)}…`;
}

/** A name in double quotes, as messages quote keys and fields. */
export function quote(name: string): string {
  return `"${shorten(name)}"`;
}

/** Longer messages do not fit after the line that they are about, where some editors show them. */
const LONGEST_MESSAGE = 70;

/** However long the names are, so many of them are shown. */
const FEWEST_LISTED = 3;

/** A sentence that ends with a list of names, cut where it would be too long: `Missing: "a", "b" and 6 more.` */
export function listed(start: string, names: readonly string[]): string {
  const whole = `${start}${names.map(quote).join(', ')}.`;
  if (names.length <= FEWEST_LISTED || whole.length <= LONGEST_MESSAGE) return whole;
  const sentence = (count: number) =>
    t`${start}${names.slice(0, count).map(quote).join(', ')} and ${names.length - count} more.`;
  let count = FEWEST_LISTED - 1;
  while (sentence(count + 1).length <= LONGEST_MESSAGE) count++;
  return sentence(count);
}

/** `a`, `a or b`, `a, b or c`. */
export function anyOf(parts: readonly string[]): string {
  return joined(parts, (all, last) => t`${all} or ${last}`);
}

/** `a`, `a and b`, `a, b and c`. */
export function allOf(parts: readonly string[]): string {
  return joined(parts, (all, last) => t`${all} and ${last}`);
}

function joined(parts: readonly string[], withLast: (all: string, last: string) => string): string {
  if (parts.length < 2) return parts.join('');
  return withLast(parts.slice(0, -1).join(', '), parts.at(-1) ?? '');
}
