import { oneLine } from '../decode/one-line';

/** Longer values are cut: a hover shows what a value is, the file shows all of it. */
const MOST_CHARACTERS = 120;

/**
 * Text of the file as Markdown that shows it and does nothing else: on one line, cut where it is long, in a code
 * span whose fence is longer than any run of backticks in the text, so that nothing in it is a link, an image,
 * HTML or a command.
 */
export function inlineCode(text: string): string {
  const shown = oneLine(text, MOST_CHARACTERS);
  if (shown.trim() === '') return shown === '' ? '*(empty)*' : '*(blank)*';
  const longestRun = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  // A code span drops one space at both ends, which keeps backticks of the text apart from the fence.
  const padding = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A list of words in inline code, such as `` `a`, `b` ``. */
export function inlineCodes(texts: readonly string[]): string {
  return texts.map(inlineCode).join(', ');
}
