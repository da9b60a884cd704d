import { wordEnd } from '../../../json/tokens';
import type { Quote } from './place';

/** What of a record's text is replaced. */
export interface Range {
  readonly start: number;
  readonly end: number;
  /** Whether it takes a whole string for one that lost its quote. */
  readonly isGuess: boolean;
}

/**
 * What to replace of the token text.slice(start, end): all of it, or only what ends at the cursor or with the word
 * there, because a lost quote makes a string swallow what follows. The likelier one comes first.
 */
export function rangesAt(text: string, start: number, end: number, cursor: number): readonly Range[] {
  const whole = { start, end, isGuess: false };
  if (start === end || quoteAt(text, start, end) === '') return [whole];
  const isClosed = end - start > 1 && text.charCodeAt(end - 1) === text.charCodeAt(start);
  const upToWord = { start, end: Math.min(end, wordEnd(text, cursor - 1)), isGuess: isClosed };
  if (upToWord.end === end) return [whole];
  if (!isClosed) return [upToWord, whole];
  // A string that swallowed what follows has a comma or the like in it, or nothing at all.
  const swallowed = text.slice(upToWord.end, end - 1);
  return end - start === 2 || /^\s*[,:}\]]|^\s+$/.test(swallowed) ? [whole, upToWord] : [whole];
}

/** The quote that text.slice(start, end) starts with, if it does. */
export function quoteAt(text: string, start: number, end: number): Quote {
  const character = start < end ? text[start] : '';
  return character === '"' || character === "'" ? character : '';
}
