import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { t } from '../../words/language';
import type { ReadPhoneNumber } from './phone-number';

/*
 * What the numbers of all countries look like. Load this only when somebody looks at a number (`import()`), and import
 * nothing here that is loaded at the start. No finding is made with it: it is as old as our release, and numbering plans change.
 */

/** Of these a number with a code that several countries have, as +1, is of one country; others, as +1 800, are of all of them. */
const OF_ONE_COUNTRY: readonly NumberType[] = [undefined, 'FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE'];

/** What a number that a country can have means. */
export const readPhoneNumber: ReadPhoneNumber = (text) => {
  // All of the text is the number: none is looked for among other words.
  const number = parsePhoneNumberFromString(text.trim(), { extract: false });
  // Some codes are of no country, as +800. The library tells types only where countries share a code.
  if (!number?.country || !number.isValid() || !OF_ONE_COUNTRY.includes(number.getType())) return undefined;
  // The translation of this word is the code of its language.
  const countries = new Intl.DisplayNames([t`en`], { type: 'region' });
  const name = countries.of(number.country) ?? number.country;
  const national = { verbatim: number.formatNational() };
  return [{ strong: name }, t` (+${number.countryCallingCode}) · national `, national];
};
