import { ASTERISK, MINUS, NUMBER_SIGN, SEMICOLON, SLASH } from './characters';
import type { Problem } from './problem';
import { endOfLine, isLineEnd, LONGEST_GAP, report } from './tokens';

/* Comments, which JSON has none of: those of other languages, as people and tools write them. */

const LESS_THAN = 0x3c;
const PERCENT = 0x25;
const EXCLAMATION = 0x21;

/** What can be no key, as nothing in it ends one; after two dashes it can be a number, with what closes its list. */
const NO_KEY =
  /^(?:#[ \t](?![ \t]*[:=])[^{}[\]\r\n]*(?=[\r\n])|#[^":=\r\n\uff1a]*|--[^":=\r\n\uff1a}\]]*|<!--[^":=\r\n\uff1a]*)(?:[\r\n]|$)/;

/** What comments but those with a slash start with: whether they are some hangs on what follows. */
export const OTHER_START = /[#<;%!Rr-]/;

/** Whether a comment of SQL or HTML may start with this character. */
function startsOtherComment(text: string, at: number, code: number): boolean {
  return (code === MINUS || code === LESS_THAN) && /^(?:--[ \t]|<!--)/.test(text.slice(at, at + 4));
}

/** Words after the mark of comments of yet others, with nothing that JSON has to the end of their line. */
const MARKED = /^(?:[;%!]{1,9}|REM|rem)[ \t][^":={}[\]\r\n\uff1a]*\p{L}[^":={}[\]\r\n\uff1a]*(?:[\r\n]|$)/u;

/** Whether a comment starts with a mark: `; x`, `% x`, `REM x`. */
export function startsMarked(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const isMark = code === SEMICOLON || code === PERCENT || code === EXCLAMATION || (code | 0x20) === 0x72;
  return isMark && MARKED.test(text.slice(at, at + LONGEST_GAP));
}

/**
 * Whether a comment may start at `at`: with a slash, or with the sign of many configuration files, which starts a line or
 * stands apart after a value. After a comma or an opening bracket that can as well be a key, unless it has an end of its own.
 */
export function mayStartComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === SLASH) return true;
  const isMarked = startsMarked(text, at);
  if (code !== NUMBER_SIGN && !isMarked && !startsOtherComment(text, at, code)) return false;
  if (code === LESS_THAN && text.slice(at, at + LONGEST_GAP).includes('-->')) return true;
  let before = at - 1;
  while (text.charAt(before) === ' ' || text.charAt(before) === '\t') before--;
  if (isLineEnd(text.charCodeAt(before))) return true;
  const last = text.charAt(before);
  if (/[,{[]/.test(last)) return isMarked || NO_KEY.test(text.slice(at, at + LONGEST_GAP));
  return before < at - 1 && /["}\]\w]/.test(last);
}

/**
 * Reads the comment at `start`, if what `mayStartComment` sees is one. JSON has none: it is reported and passed over.
 * It ends with its line, so that one typed by mistake does not hide what follows, unless it `mayGoOn` and has an end before
 * another one starts. Returns the offset after it; a lone slash is one character of unexpected text.
 */
export function readComment(
  text: string,
  start: number,
  origin: number,
  problems: Problem[],
  mayGoOn = false,
): number {
  const end = commentEnd(text, start, mayGoOn);
  report(problems, end === undefined ? 'unexpected-text' : 'comment', origin, start, end ?? start + 1);
  return end ?? start + 1;
}

/** Where the comment ends that may start at `start`; undefined where it is a lone slash. */
function commentEnd(text: string, start: number, mayGoOn: boolean): number | undefined {
  const code = text.charCodeAt(start);
  if (code === LESS_THAN) return markupCommentEnd(text, start);
  const second = text.charCodeAt(start + 1);
  if (code === SLASH && second === ASTERISK) return blockCommentEnd(text, start + 2, mayGoOn);
  return code !== SLASH || second === SLASH ? endOfLine(text, start) : undefined;
}

/** The offset after the arrow that ends a comment of HTML, or of its line's end. No more is looked at, as many can be on one line. */
function markupCommentEnd(text: string, start: number): number {
  let at = start;
  while (!isLineEnd(text.charCodeAt(at))) if (text.startsWith('-->', at++)) return at + 2;
  return at;
}

/** A comment over several lines that is longer than this, in UTF-16 code units, ends with its first line. */
export const LONGEST_COMMENT = 1 << 12;

/** The offset after the star and slash that end a comment, or of its line's end. */
function blockCommentEnd(text: string, start: number, mayGoOn: boolean): number {
  let lineEnd = -1;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === ASTERISK && text.charCodeAt(at + 1) === SLASH) return at + 2;
    if (lineEnd < 0 && isLineEnd(code)) lineEnd = at;
    if (lineEnd < 0) continue;
    const isOther = code === SLASH && text.charCodeAt(at + 1) === ASTERISK;
    if (!mayGoOn || isOther || Number.isNaN(code) || at >= start + LONGEST_COMMENT) return lineEnd;
  }
}
