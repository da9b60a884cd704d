import type { Field } from '../../../spec/field';

/**
 * What the key of a field is found by: its name, and after it the words that people look for it by, such as `agent`
 * for owner_id. Editors rank a match at the start above any other, so that a name which is typed finds itself first.
 * The words stand after slashes, which editors take for the start of a word and nobody types in a key: a space would
 * keep a list open that somebody types past.
 *
 * Editors find text by its letters in their order, whatever stands between them. So where it is known what was `typed`,
 * with its quote, only the words count that start with it, and all are written as it is: `start-time`, `start time`.
 */
export function searchWords(field: Field, typed: string): string {
  const begun = typed.replace(/^["']/, '');
  const separator = /[-_ ]/.exec(begun)?.[0];
  const words = field.searchWords.filter((word) => begun === '' || starts(word, begun));
  if (separator === undefined) return [field.name, ...words].join('/');
  return [field.name, ...words].map((word) => partsOf(word).join(separator)).join('/');
}

/** Whether the word, or one of the words that it is made of, starts with what was typed, however that is written. */
function starts(word: string, begun: string): boolean {
  const letters = begun.toLowerCase().replaceAll(/[-_ ]/g, '');
  const parts = partsOf(word).map((part) => part.toLowerCase());
  return parts.some((_, at) => parts.slice(at).join('').startsWith(letters));
}

/** The words that a name in snake_case or camelCase is made of. */
function partsOf(name: string): readonly string[] {
  return name.split(/_|(?<=[a-z])(?=[A-Z])/);
}
