import { codeSpan } from './code-span';
import { t } from './language';
import { oneLine } from './one-line';

/** Longer values are cut: a hover shows what a value is, the file shows all of it. */
const MOST_CHARACTERS = 120;

/**
 * Text of the file as Markdown that shows it and does nothing else: on one line, cut where it is long, in a code
 * span whose fence is longer than any run of backticks in the text, so that nothing in it is a link, an image,
 * HTML or a command.
 */
export function inlineCode(text: string): string {
  const shown = oneLine(text, MOST_CHARACTERS);
  if (shown.trim() === '') return shown === '' ? `*(${t`empty`})*` : `*(${t`blank`})*`;
  return codeSpan(shown);
}

/** A list of words in inline code, such as `` `a`, `b` ``. */
export function inlineCodes(texts: readonly string[]): string {
  return texts.map(inlineCode).join(', ');
}
