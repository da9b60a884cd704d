import type { TextEdit } from '../../edit/text-edit';

/**
 * The edit that removes the comment text.slice(start, end): with its line if nothing else stands there, else with
 * the white space before it. Tokens on both sides stay apart.
 */
export function withoutComment(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): TextEdit {
  let from = start;
  while (from > 0 && isBlank(text[from - 1])) from--;
  let to = end;
  while (isBlank(text[to])) to++;
  // Where the text ends the next record starts, on the same line.
  if (!isLineEnd(text[to])) {
    // Inside of a line one gap stays, or comes, to keep what is on both sides apart; punctuation needs none.
    if (from < start && (to > end || isPunctuation(text[to]))) return { start: from, end, text: '' };
    const isApart = from < start || to > end || from === 0 || isLineEnd(text[from - 1]);
    return { start, end, text: isApart ? '' : ' ' };
  }
  if (isLineEnd(text[from - 1])) {
    from--;
    if (text[from] === '\n' && text[from - 1] === '\r') from--;
  }
  return { start: from, end, text: '' };
}

function isPunctuation(character: string | undefined): boolean {
  return character !== undefined && ',:}]'.includes(character);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
