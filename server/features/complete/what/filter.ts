import type { Place } from '../where/place';

/**
 * What an editor compares typed text with, so that a list which opened by itself never takes a key that goes on with
 * the text: it has closed at the closing quote, at the first digit of a number, at the last letter of `true`, and at
 * the space after a colon. Editors compare letter by letter, with others in between, and try neighbours swapped.
 */

/** The values of JSON that are words. */
const LITERALS: readonly string[] = ['true', 'false', 'null'];

/** What is compared with the typed part of a string: never a quote, since the closing one ends the value. */
export function stringFilter(words: string): string {
  return words.replaceAll('"', '');
}

/** What is compared with bare text where a value belongs: nothing that a number or a literal could be taken for. */
export function bareFilter(words: string): string {
  if (LITERALS.includes(words)) return words.slice(0, -1);
  const plain = words.replaceAll(/[^\p{L}\p{M}+.:/]+/gu, '_');
  return LITERALS.some((literal) => mayFind(literal, plain)) ? '_' : plain;
}

/** Whether an editor may find `text` once `typed` was typed, also with two neighbouring letters swapped. */
export function mayFind(typed: string, text: string): boolean {
  const low = text.toLowerCase();
  const swapped = Array.from(typed.slice(2), (_, index) => {
    const at = index + 1;
    return `${typed.slice(0, at)}${typed[at + 1]}${typed[at]}${typed.slice(at + 2)}`;
  });
  return [typed, ...swapped].some((letters) => isWithin(letters, low));
}

/** Whether the letters occur in the text in their order. */
function isWithin(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/**
 * The quotes around what is compared, as far as the edit replaces the typed ones: not the opening one where it stays.
 * Where nothing was typed yet a quote is likely to come, if what is inserted starts with one.
 */
export function quotedFilter(
  filter: string,
  { start, end }: Place,
  typed: string,
  is: { readonly string: boolean; readonly quoteKept: boolean },
): string {
  if (start === end) return is.string ? `"${filter}` : filter;
  const quote = /^["']/.exec(typed)?.[0];
  if (quote === undefined) return filter;
  const isClosed = typed.length > 1 && typed.endsWith(quote);
  return `${is.quoteKept ? '' : quote}${filter}${isClosed ? quote : ''}`;
}
