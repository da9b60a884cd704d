import type { FixContext } from '../rule';

/**
 * Whether a string that opens before an offset, on its line, is still open there, if each line is read by itself:
 * what is put at the offset would be in it.
 */
export function isInString(context: FixContext, offset: number): boolean {
  return stringAround(context, offset) !== undefined;
}

/** The quotes of the string that an offset stands in, read like that; or its line's end where it is not closed. */
export function stringAround(
  context: FixContext,
  offset: number,
): { readonly open: number; readonly close: number } | undefined {
  const { opens, closes } = context.once(stringsOf);
  let low = 0;
  let high = opens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((opens[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  const open = opens[low - 1];
  const close = closes[low - 1];
  return open !== undefined && close !== undefined && offset <= close ? { open, close } : undefined;
}

/** Where strings open, and where the quote or line end is that closes them. */
function stringsOf({ text }: FixContext): {
  readonly opens: readonly number[];
  readonly closes: readonly number[];
} {
  const opens: number[] = [];
  const closes: number[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    const isLineEnd = character === '\n' || character === '\r';
    if (quote === '') {
      if (character !== '"' && character !== "'") continue;
      quote = character;
      opens.push(at);
    } else if (character === quote || isLineEnd) {
      quote = '';
      closes.push(at);
    } else if (character === '\\' && !/[\r\n]/.test(text[at + 1] ?? '')) {
      at++;
    }
  }
  if (closes.length < opens.length) closes.push(text.length);
  return { opens, closes };
}
