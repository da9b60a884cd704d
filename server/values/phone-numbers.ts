import { mangledDigits } from './mangled';

/** Digits as they are dialled, with the signs of services; an international number has no fewer and no more. */
const DIALLED = /^(?:[0-9*#]{1,20}|\+[1-9][0-9]{6,14})$/;

/** What people write between the digits, and before an extension: commas and the letters p and w are pauses. */
const SEPARATORS = /[\s()./\u00a0\u2010-\u2015-]/g;
const EXTENSION = /(?:;ext=|[,;]{1,9}|\bext\.?|\bx|#|(?<=\d)[pw])\s*[0-9]{1,8}#?$/i;

/** Addresses of calls over the internet, and what telephony writes in place of a number that it does not tell. */
const ADDRESS = /^(?:sips?|tel|callto):\S+$|^\S+@\S+$/i;
const UNTOLD = /^(?:anonymous|private|restricted|unknown|unavailable|withheld|blocked)$/i;

/** What a switch calls its extensions and routing points beside their numbers: `7000_SIP_Switch`. */
const NAMED = /^(?=\D*\d)[^\W_]+(?:_[^\W_]+)+$/;

/** Numbers of which some digits are hidden, and those that spell a word: both are numbers that cannot be read. */
const HIDDEN = /^\+?[0-9][0-9 ().-]*(?:[xX*•]{2,}|[ -][A-Z]{3,})[0-9A-Z ().-]*$/;

/**
 * Whether a text can be what was dialled: a number with its country, a number or extension as it is dialled, either of
 * them as people write it, or what stands in place of one. Blank text says nothing, so nothing is wrong with it.
 */
export function canBeDialled(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return true;
  if (mangledDigits(trimmed) !== undefined) return false;
  if (DIALLED.test(trimmed)) return true;
  if (ADDRESS.test(trimmed) || UNTOLD.test(trimmed) || HIDDEN.test(trimmed) || NAMED.test(trimmed))
    return true;
  return DIALLED.test(bareNumber(trimmed));
}

/** A number without its extension, and without what people write between digits. */
function bareNumber(text: string): string {
  // The zero of a national number, as in `+44 (0)20 …`, is not dialled after the country.
  return text
    .replace(EXTENSION, '')
    .replace(/^(\+[^(]*)\(0\)/, '$1')
    .replaceAll(SEPARATORS, '');
}
