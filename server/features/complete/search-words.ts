import { searchWordsOf } from '../../spec/authoring';
import type { Field } from '../../spec/field';

/**
 * What the key of a field is found by: its name, and behind it the words that people look for it by, such as `agent`
 * for owner_id. Editors rank a match at the start above any other, so that a name which is typed finds itself first.
 * The words stand behind slashes, which editors take for the start of a word and nobody types in a key: a space would
 * keep a list open that somebody types past.
 */
export function searchWords(field: Field): string {
  return [field.name, ...searchWordsOf(field)].join('/');
}
