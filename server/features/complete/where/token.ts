import { isWhiteSpace } from '../../../json/characters';
import { mayStartComment, readComment } from '../../../json/comments';
import { eachToken, type TokenKind } from '../../../json/each-token';
import { strayCharacterLength } from '../../../json/tokens';

/** A token of a text, as UTF-16 offsets in it. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** The tokens that start at or after `start` and before `end`. */
export function tokensOf(text: string, start: number, end: number): readonly Token[] {
  const tokens: Token[] = [];
  eachToken(text, start, end, (kind, from, to) => tokens.push({ kind, start: from, end: to }));
  return tokens;
}

/** Whether the cursor is in a comment; one without an end of its own goes on at the end of its line. */
export function isCommentAt(text: string, { kind, start, end }: Token, cursor: number): boolean {
  if (kind !== 'comment' || cursor <= start) return false;
  return cursor < end || (cursor === end && !text.slice(start, end).endsWith('*/'));
}

/**
 * The first character from `at` on that is neither white space nor in a comment, nor one that people take for white
 * space; NaN at the end of the text.
 */
export function nextCode(text: string, at: number): number {
  let next = at;
  while (next < text.length) {
    const code = text.charCodeAt(next);
    if (isWhiteSpace(code)) next++;
    else if (mayStartComment(text, next)) next = readComment(text, next, 0, []);
    else if (strayCharacterLength(text, next) > 0) next += strayCharacterLength(text, next);
    else return code;
  }
  return Number.NaN;
}
