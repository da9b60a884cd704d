import type { TextEdit } from '../../edit/text-edit';

/**
 * The edit that removes the comment text.slice(start, end): with its line if nothing else stands there, else with
 * the white space in front of it. Tokens on both sides stay apart.
 */
export function withoutComment(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): TextEdit {
  let from = start;
  while (from > 0 && isBlank(text[from - 1])) from--;
  let to = end;
  while (isBlank(text[to])) to++;
  const endsLine = to >= text.length || isLineEnd(text[to]);
  if (!endsLine) {
    // Inside of a line one gap stays, or comes, to keep what is on both sides apart.
    if (from < start && to > end) return { start: from, end, text: '' };
    return { start, end, text: from < start || to > end ? '' : ' ' };
  }
  if (isLineEnd(text[from - 1])) {
    from--;
    if (text[from] === '\n' && text[from - 1] === '\r') from--;
  }
  return { start: from, end, text: '' };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
