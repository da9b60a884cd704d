import { harmless } from './harmless';

/**
 * Text of the file as it can be shown on one line: what would be obeyed is only seen, line breaks and tabs become a
 * space, and of a text longer than `most` characters the beginning is kept, with an ellipsis.
 */
export function oneLine(text: string, most: number): string {
  if (text.length <= most) return withoutBreaks(text);
  // Two code units a character at most: a long text need not be gone through to its end.
  const start = [...text.slice(0, 2 * most + 2)];
  return start.length > most ? `${withoutBreaks(start.slice(0, most).join(''))}…` : withoutBreaks(text);
}

function withoutBreaks(text: string): string {
  return harmless(text.replaceAll(/[\r\n\t]+/g, ' '));
}
