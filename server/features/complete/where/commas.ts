import type { TextStyle } from '../../../edit/text-style';
import { COMMA, isWhiteSpace } from '../../../json/characters';
import type { Range } from './range';
import { nextCode } from './token';

/**
 * The commas that a member needs in place of `range`: after it if another one follows, and before at `commaAt` if
 * one is missing there. A comma that touches the range becomes part of what is inserted.
 */
export function commasAround(
  text: string,
  range: Range,
  style: TextStyle,
  commaAt: number | undefined,
): { readonly commaAt: number | undefined; readonly lead: string; readonly tail: string } {
  const tail = commaAfter(text, range.end, style);
  if (commaAt === range.start) return { commaAt: undefined, lead: `,${style.afterComma}`, tail };
  const lead = text.charCodeAt(range.start - 1) === COMMA ? style.afterComma : '';
  return { commaAt, lead, tail };
}

/** The comma to insert at `at` if a member follows there. */
export function commaAfter(text: string, at: number, style: TextStyle): string {
  if (!startsMember(nextCode(text, at))) return '';
  return isWhiteSpace(text.charCodeAt(at)) ? ',' : `,${style.afterComma}`;
}

/** Whether a character starts a key, quoted or not. */
function startsMember(code: number): boolean {
  return !Number.isNaN(code) && !/[\s,:{}[\]/]/.test(String.fromCharCode(code));
}
