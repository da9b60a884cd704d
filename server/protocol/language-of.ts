import type { InitializeParams } from 'vscode-languageserver';
import { type Language, shortKey } from '../words/language';
import type { Host } from './host';
import { isObject } from './shapes';

/**
 * The language that a client shows: in the words that it sends, as one in a browser does, where the server reads no files,
 * or in those that the host has for its locale. Undefined where that is English, or where there are none.
 */
export function languageOf(
  { locale, initializationOptions: options }: InitializeParams,
  { wordsOf }: Pick<Host, 'wordsOf'>,
): Language | undefined {
  const sent = isObject(options) && isObject(options.words) ? options.words : undefined;
  const words = sent ?? (locale === undefined ? undefined : wordsOf?.(locale));
  if (words === undefined) return undefined;
  // No text is the name of what every object has.
  const known = new Map(Object.entries(words));
  return (english) => {
    const text = known.get(english) ?? known.get(shortKey(english));
    return typeof text === 'string' ? text : undefined;
  };
}
