import { harmless } from '../words/harmless';

/** Longer texts are cut in messages: what is meant is seen, and the file shows all of it. */
const MOST_CHARACTERS = 40;

/** A text of a settings file as a message shows it: long ones are cut, and nothing in it is obeyed. */
export function shortened(text: string): string {
  return harmless(cut(text));
}

/** The same in quotes, as JSON writes it. */
export function quoted(text: string): string {
  return harmless(JSON.stringify(cut(text)));
}

function cut(text: string): string {
  // Two code units a character at most: a long text need not be gone through to its end.
  const characters = [...text.slice(0, 2 * MOST_CHARACTERS + 2)];
  return characters.length <= MOST_CHARACTERS
    ? text
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
