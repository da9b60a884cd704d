import type { Code, Field } from '../spec/field';

/** Words that are known to stand for a code though the specification names it otherwise. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([['inprogress', 'IN_PROCESS']]);

/** The code that a word means, however it is capitalised and parted: `InProcess`, `in process`, `IN_PROCESS`. */
export function codeForWord({ codes }: Field, word: string): Code | undefined {
  const plain = plainWord(word);
  return codes.find(({ value, name }) => {
    const own = name === '' ? String(value) : name;
    return plainWord(own) === plain || own === OTHER_NAMES.get(plain);
  });
}

/** The code with this value, or undefined. */
export function codeWithValue({ codes }: Field, value: Code['value']): Code | undefined {
  return codes.find((code) => code.value === value);
}

/** A code as messages and titles show it: `2 (IN_PROCESS)`, and `"gold"` where it has no name. */
export function codeTitle({ value, name }: Code): string {
  const shown = JSON.stringify(value);
  return name === '' ? shown : `${shown} (${name})`;
}

/** A word without its capitals, spaces, `_` and `-`. */
export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, '');
}
