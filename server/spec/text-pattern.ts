import { t } from '../words/language';
import type { TextPattern } from './field';
import { automatonOf } from './pattern-automaton';
import { isCharacter, partsOf, sizeOf } from './pattern-parts';
import { type Search, searchFor } from './pattern-search';

/** A pattern takes time in proportion to these and to the text. Such lengths as `.{1,1024}` have room. */
const mostStates = 2_500;
const mostClasses = 100;
/** Each takes the tenth of a millisecond that `RegExp` makes of it a set of all its characters. */
const mostProperties = 20;
/** In UTF-16 code units, before anything else looks at it. */
const longestSource = 5_000;
const tooLarge = () => ({ refused: t`it is too large` });

/** A pattern that was read here. */
export interface ReadPattern extends TextPattern {
  readonly testBytes: Search['inBytes'];
}

/**
 * A pattern of JSON Schema: a regular expression of ECMAScript with the flag `u`, which a text has a match of anywhere.
 * `RegExp` finds out by trying, for which some patterns take longer than anybody can wait; this reads each character of
 * the text once, and refuses what cannot be found that way. `refused` goes on after "cannot be used: ".
 */
export function textPattern(source: string): ReadPattern | { readonly refused: string } {
  if (source.length > longestSource || source.split(/\\p/i).length > mostProperties) return tooLarge();
  const mistake = mistakeIn(source);
  if (mistake !== undefined) return { refused: mistake };
  const parts = partsOf(source);
  if ('refused' in parts) return parts;
  if (sizeOf(parts.all) > mostStates || parts.sets.filter((set) => !isCharacter(set)).length > mostClasses)
    return tooLarge();
  let made: Search | undefined;
  const search = () => {
    made ??= searchFor(automatonOf(parts));
    return made;
  };
  return {
    source,
    test: (text) => search()(text),
    testBytes: (bytes, start, end) => search().inBytes(bytes, start, end),
  };
}

/** What `RegExp` says against it; undefined where it says nothing. It is never run. */
function mistakeIn(source: string): string | undefined {
  try {
    new RegExp(source, 'u');
    return undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    const reason = words.slice(words.lastIndexOf(': ') + 2);
    return reason.charAt(0).toLowerCase() + reason.slice(1);
  }
}
