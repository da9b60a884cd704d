import type { Code, Field } from '../spec/field';
import { shorten } from '../words/quote';

/**
 * The one code that a word means, by its value or by its name, however it is capitalised and parted: `InProcess`,
 * `in process`, `IN_PROCESS`; also after the name of its field, as languages with lists of names write them:
 * `STATUS_IN_PROCESS`, `Status.InProcess`.
 */
export function codeForWord({ name: field, codes, codeWords }: Field, word: string): Code | undefined {
  const whole = plainWord(word);
  const owner = plainWord(field);
  const plain = whole.startsWith(owner) ? whole.slice(owner.length).replace(/^[.:]+/, '') : whole;
  const [meant, ...others] = codes.filter(
    ({ value, name }) =>
      (typeof value === 'string' && isSameWord(value, word)) ||
      (name !== '' && plainWord(name) === plain) ||
      value === codeWords.get(plain),
  );
  return others.length === 0 ? meant : undefined;
}

/** Whether two words differ only in capitals and in what parts them; what parts numbers may mean something. */
function isSameWord(one: string, other: string): boolean {
  const numbersIn = (word: string) => word.match(/(?<![A-Za-z])-\d+|\d+/g)?.join(' ');
  return plainWord(one) === plainWord(other) && numbersIn(one) === numbersIn(other);
}

/** The code that a value is, which is given as JSON text; undefined where it is none. */
export function codeOfText(field: Field, valueText: string): Code | undefined {
  return codeWithValue(field, JSON.parse(valueText) as Code['value']);
}

/** The code with this value, or undefined. */
export function codeWithValue({ codes }: Field, value: Code['value']): Code | undefined {
  return codes.find((code) => code.value === value);
}

/** A code as messages and titles show it: `2 (IN_PROCESS)`, and `"gold"` where it has no name. */
export function codeTitle({ value, name }: Code): string {
  const shown = shorten(JSON.stringify(value));
  return name === '' ? shown : `${shown} (${shorten(name)})`;
}

/** A word without its capitals, spaces, `_` and `-`, and what nobody sees. */
export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_\p{Cf}-]/gu, '');
}
