/** Characters that break lines, are not seen or change how their neighbours are shown (bidirectional marks). */
const UNSHOWABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * Text of the file as it can be shown on one line: characters that cannot be seen become `\uFFFD`, line breaks and
 * tabs a space, and of a text longer than `most` characters the beginning is kept, with an ellipsis.
 */
export function oneLine(text: string, most: number): string {
  // Two code units a character at most: a long text need not be gone through to its end.
  const start = [...text.slice(0, 2 * most + 2)];
  const isCut = start.length > most;
  const kept = (isCut ? start.slice(0, most) : start).join('');
  const shown = kept.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(UNSHOWABLE, '\uFFFD');
  return isCut ? `${shown}…` : shown;
}
