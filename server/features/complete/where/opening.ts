import type { Place } from './place';

/**
 * Whether a list opens by itself at a place for what somebody has just typed. `typed` is what is there of the key or
 * value that suggestions replace, up to the cursor; `before` the text before the cursor.
 *
 * It does at the quote that opens a string, and in the words after it; right after a colon, with or without a space,
 * where the value is missing; and at bare words. It does not where a string, a number or a literal is complete, since
 * the next key may be Enter; nor at a comma, after which a line end is to come; nor where a record is to come.
 */
export function opensByItself(place: Place, typed: string, before: string): boolean {
  if (place.kind === 'record') return false;
  if (typed === '') return place.kind === 'value' && place.isMissing && /: ?$/.test(before);
  const quote = /^["']/.exec(typed)?.[0];
  if (quote !== undefined) return typed === quote || !typed.endsWith(quote);
  return place.kind === 'key' || !/^(?:[-+.0-9]|(?:true|false|null)$)/.test(typed);
}
