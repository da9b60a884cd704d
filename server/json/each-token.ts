import {
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isWhiteSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './characters';
import { mayStartComment, readComment } from './comments';
import type { Problem } from './problem';
import { endOfLine, otherStringAt, readString, strayCharacterLength, wordEnd } from './tokens';

/** What a token is by its first character; `word` is a number, a literal or any other run of characters. */
export type TokenKind = 'open' | 'close' | 'comma' | 'colon' | 'string' | 'word' | 'comment' | 'stray';

/** Receives a token: text.slice(start, end), UTF-16 offsets. */
export type TokenVisitor = (kind: TokenKind, start: number, end: number) => void;

/**
 * Visits the tokens of text.slice(start, end) in order, without any idea of what may follow what: for those who
 * look at brackets or strings and take the text as it is. It never fails, and nesting costs nothing. A token that
 * starts before `end` is visited whole.
 */
export function eachToken(text: string, start: number, end: number, visit: TokenVisitor): void {
  // What is wrong with a token was reported when the record was read.
  const ignored: Problem[] = [];
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isWhiteSpace(code)) {
      at++;
      continue;
    }
    const from = at;
    const kind = kindOf(text, at, code);
    if (kind === 'string') {
      const result = readString(text, at, 0, ignored, true);
      at = result < 0 ? ~result : result;
      // To other readers a string whose two quotes differ ends with its line: nobody may lay out what is in that.
      if (code < 0x60 && isOther(code, text.charCodeAt(at - 1))) at = endOfLine(text, at);
    } else if (kind === 'word') at = wordEnd(text, at);
    else if (kind === 'comment') at = readComment(text, at, 0, ignored, true);
    else at += kind === 'stray' ? strayCharacterLength(text, at) : 1;
    ignored.length = 0;
    visit(kind, from, at);
  }
}

function isOther(quote: number, last: number): boolean {
  return last !== quote && (last === QUOTE || last === APOSTROPHE || last === BACKTICK);
}

const BACKTICK = 0x60;

function kindOf(text: string, at: number, code: number): TokenKind {
  if (code === QUOTE || code === APOSTROPHE) return 'string';
  if (code === COMMA) return 'comma';
  if (code === COLON) return 'colon';
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return 'open';
  if (code === CLOSE_BRACE || code === CLOSE_BRACKET) return 'close';
  if (mayStartComment(text, at)) return 'comment';
  const other = otherStringAt(text, at);
  if (other?.end !== undefined) return 'string';
  return strayCharacterLength(text, at) > 0 ? 'stray' : 'word';
}
