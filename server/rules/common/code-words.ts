import type { Code, Field } from '../../spec/field';

/** Words that are known to stand for a code though the specification names it otherwise. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([['inprogress', 'IN_PROCESS']]);

/** The code that a word means, however it is capitalised and parted: `InProcess`, `in process`, `IN_PROCESS`. */
export function codeForWord({ codes }: Field, word: string): Code | undefined {
  const plain = plainWord(word);
  return codes.find(({ name }) => plainWord(name) === plain || name === OTHER_NAMES.get(plain));
}

/** The code with this number, or undefined. */
export function codeWithValue({ codes }: Field, value: number): Code | undefined {
  return codes.find((code) => code.value === value);
}

/** A code as messages and titles show it: `2 (IN_PROCESS)`. */
export function codeTitle({ value, name }: Code): string {
  return `${value} (${name})`;
}

/** A word without its capitals, spaces, `_` and `-`. */
export function plainWord(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]/g, '');
}
