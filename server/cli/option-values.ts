import { anyOf } from '../words/quote';
import { type Arguments, UsageError } from './arguments';

type Options = Arguments['options'];

/**
 * The value of an option that takes one of several words; undefined where it is not there.
 *
 * @throws UsageError for another word
 */
export function oneOf<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = options.get(name);
  const word = words.find((known) => known === value);
  if (value !== undefined && word === undefined) throw new UsageError(`--${name} is ${anyOf(words)}.`);
  return word;
}

/**
 * The value of an option that takes a whole number from 0; undefined where it is not there. `otherwise` says what else
 * it takes.
 *
 * @throws UsageError for anything else
 */
export function wholeNumber(options: Options, name: string, otherwise = ''): number | undefined {
  const value = options.get(name);
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw new UsageError(`--${name} is a whole number${otherwise}.`);
  return Number(value);
}

/** So many findings of a file are shown unless it is said otherwise, as in the editor. */
const MOST_FINDINGS = 1000;

/**
 * How many findings of a file are shown.
 *
 * @throws UsageError
 */
export function mostFindings(options: Options): number {
  if (options.get('max-findings') === 'all') return Number.POSITIVE_INFINITY;
  return wholeNumber(options, 'max-findings', ', or all') ?? MOST_FINDINGS;
}
