/** A text that can be written as UTF-8: U+FFFD stands for each half of a surrogate pair that is alone. */
export function wellFormed(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\ufffd');
}

/** JSON of which that holds, also where a reader has resolved its escapes. */
export function wellFormedJson(value: object): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? wellFormed(part) : part));
}
