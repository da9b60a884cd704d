import {
  APOSTROPHE,
  ASTERISK,
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isWhiteSpace,
  LINE_FEED,
  NUMBER_SIGN,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  SPACE,
} from './characters';
import type { Problem, SyntaxProblemKind } from './record';

/*
 * Reading single tokens. Every function takes offsets into `text` and reads no further than the token (a
 * string never runs over the end of its line), so that a defect stays where it is. Problems are pushed with
 * offsets relative to `origin`, the start of the record.
 */

/**
 * So many defects of one record, or of one stretch between two, are told. A text with more of them is no text with
 * mistakes but something else altogether, and megabytes of commas must not become gigabytes of findings.
 */
export const MOST_PROBLEMS = 10_000;

/**
 * Adds a problem for text.slice(start, end); offsets are made relative to `origin`. Where there are too many already it
 * is left out, but the last one becomes a new object: so whoever compares the last problem of before and after knows.
 */
export function report(
  problems: Problem[],
  kind: SyntaxProblemKind,
  origin: number,
  start: number,
  end: number,
): void {
  const last = problems[problems.length - 1];
  // A list of values that are no records may still be JSON: the first syntax error behind them is always told.
  const isFull =
    problems.length >= MOST_PROBLEMS && (kind === 'not-a-record' || last?.kind !== 'not-a-record');
  if (isFull && last) problems[problems.length - 1] = { kind: last.kind, start: last.start, end: last.end };
  else problems.push({ kind, start: start - origin, end: end - origin });
}

/** A string in other quotes than JSON's: in typographic ones, which word processors make, or in backticks. */
interface OtherString {
  /** Behind the closing quote; undefined where nothing on the line closes it. */
  readonly end: number | undefined;
  /** Behind the last character that this depends on. */
  readonly readEnd: number;
}

/** Quotes that open or close, by kind: which language puts which of them where differs. */
const DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02';
const SINGLE_QUOTES = '\u2018\u2019\u201a\u201b\u2039\u203a';
const BACKTICKS = '`\u00b4';

/** So many quotes are looked at for one that closes: then the cost of a text full of them stays in bounds. */
const MOST_CLOSING_QUOTES = 16;

/** Whether this code is one of the quotes that open strings elsewhere. */
function isOtherQuote(code: number): boolean {
  return closersOf(code) !== undefined;
}

/** The string in other quotes that opens at `at`; undefined where none of them stands there. */
export function otherStringAt(text: string, at: number): OtherString | undefined {
  return isOtherQuote(text.charCodeAt(at)) ? readOtherString(text, at) : undefined;
}

function closersOf(code: number): string | undefined {
  if (code < 0x60 || (code > 0x60 && code < 0xab)) return undefined;
  const quote = String.fromCharCode(code);
  return [DOUBLE_QUOTES, SINGLE_QUOTES, BACKTICKS].find((kind) => kind.includes(quote));
}

/**
 * Reads the string that opens at `start` with a typographic quote or a backtick. A quote of its kind, or one of JSON's,
 * closes it where something follows that can follow a string; others stand in the text.
 */
function readOtherString(text: string, start: number): OtherString {
  const closers = closersOf(text.charCodeAt(start));
  let left = MOST_CLOSING_QUOTES;
  for (let at = start + 1; closers !== undefined; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code) || left === 0) return { end: undefined, readEnd: at + 1 };
    if (code === BACKSLASH) {
      at++;
      continue;
    }
    if (code !== QUOTE && !closers.includes(text.charAt(at))) continue;
    left--;
    let next = at + 1;
    while (text.charCodeAt(next) === SPACE) next++;
    const after = text.charCodeAt(next);
    const isEnd =
      isLineEnd(after) ||
      after === COMMA ||
      after === COLON ||
      after === CLOSE_BRACE ||
      after === CLOSE_BRACKET;
    if (isEnd) return { end: at + 1, readEnd: next + 1 };
    // What looks like the next key or value is none of this string's text.
    if (code === QUOTE && /[,:{[]\s*$/.test(text.slice(Math.max(start, at - 10), at)))
      return { end: undefined, readEnd: next + 1 };
  }
  return { end: undefined, readEnd: start + 1 };
}

/**
 * Reads the string that opens at `start` with a double quote or, wrongly, with another one. In single quotes two of them
 * stand for one, as in SQL. Returns the offset behind its closing quote, or the complement (`~offset`) of where the
 * string breaks off when its line or the text ends first.
 */
export function readString(text: string, start: number, origin: number, problems: Problem[]): number {
  const quote = text.charCodeAt(start);
  const isOther = quote !== QUOTE && quote !== APOSTROPHE;
  const otherEnd = isOther ? (readOtherString(text, start).end ?? 0) : 0;
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isOther ? at + 1 === otherEnd : code === quote) {
      if (code !== APOSTROPHE || text.charCodeAt(at + 1) !== APOSTROPHE) break;
      at += 2;
    } else if (code === BACKSLASH) {
      at = readEscape(text, at, quote, origin, problems);
    } else if (code >= SPACE) {
      at++;
    } else if (isLineEnd(code)) {
      report(problems, 'unterminated-string', origin, start, at);
      return ~at;
    } else {
      report(problems, 'control-character', origin, at, at + 1);
      at++;
    }
  }
  if (quote !== QUOTE) report(problems, 'other-quotes', origin, start, at + 1);
  return at + 1;
}

/** Reads the escape that starts with the backslash at `at`; gives the offset behind it. */
function readEscape(text: string, at: number, quote: number, origin: number, problems: Problem[]): number {
  const next = text.charAt(at + 1);
  if (next !== '' && '"\\/bfnrt'.includes(next)) return at + 2;
  if (next === 'u' && /^[0-9A-Fa-f]{4}$/.test(text.slice(at + 2, at + 6))) return at + 6;
  // In other quotes, which are reported themselves, this is what one escapes.
  if (quote !== QUOTE && next !== '' && (next === "'" || isOtherQuote(next.charCodeAt(0)))) return at + 2;
  // A backslash in front of a line's end escapes nothing: the string breaks off there.
  const end = isLineEnd(text.charCodeAt(at + 1)) ? at + 1 : at + 1 + characterLength(text, at + 1);
  report(problems, 'invalid-escape', origin, at, end);
  return end;
}

/** Whether a code ends the line, or NaN: the text is over. */
export function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN || Number.isNaN(code);
}

/**
 * The offset behind the run of word characters at `start`; at least one character is taken. A quote behind a backslash
 * starts no string but belongs to the word: in JSON that was pasted with its quotes escaped, strings that start there
 * would never end, and each record's would run over all the records behind it.
 */
export function wordEnd(text: string, start: number): number {
  let at = start + characterLength(text, start);
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE) {
      if (text.charCodeAt(at - 1) !== BACKSLASH) return at;
    } else if (code === SLASH) {
      // Two slashes, or slash and star, start a comment; a lone one stands in text/html, N/A or 2021/03/04.
      const next = text.charCodeAt(at + 1);
      if (next === SLASH || next === ASTERISK) return at;
    } else if (!isWordCharacter(code) || (strayCharacterLength(text, at) > 0 && !isJoiner(text, at))) {
      return at;
    }
    at += characterLength(text, at);
  }
}

/** How many UTF-16 code units the character at `at` has: 2 for one beyond the basic plane. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Where the character starts that ends at `end`: never between the halves of a surrogate pair. */
export function lastCharacter(text: string, end: number): number {
  const start = end - 2;
  return start >= 0 && (text.codePointAt(start) ?? 0) > 0xffff ? start : end - 1;
}

/** Whether an unseen character at `at` makes one sign or word of what is on both sides, as in most emoji of families. */
function isJoiner(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  const isFormat = code === 0x200c || code === 0x200d || (code >= 0xe0020 && code <= 0xe007f);
  if (!isFormat || text.charCodeAt(at - 1) < 0x80) return false;
  const next = text.charCodeAt(at + characterLength(text, at));
  return next > 0x7f || code > 0xffff;
}

function isWordCharacter(code: number): boolean {
  return (
    code > SPACE &&
    code !== COMMA &&
    code !== COLON &&
    code !== QUOTE &&
    code !== APOSTROPHE &&
    code !== OPEN_BRACE &&
    code !== CLOSE_BRACE &&
    code !== OPEN_BRACKET &&
    code !== CLOSE_BRACKET
  );
}

/**
 * The length of the character at `at` if it is one that people do not see or take for white space, though JSON
 * does not (a non-breaking space, a byte order mark in the middle, a control character); else 0.
 */
export function strayCharacterLength(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < SPACE) return isWhiteSpace(code) ? 0 : 1;
  if (code < 0x7f) return 0;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return /[\s\p{Cc}\p{Cf}\p{Cs}]/u.test(character) ? character.length : 0;
}

/** Whether a comment may start at `at`: with a slash, or with the sign of many configuration files that starts a line. */
export function mayStartComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== NUMBER_SIGN) return code === SLASH;
  let before = at - 1;
  while (text.charAt(before) === ' ' || text.charAt(before) === '\t') before--;
  return isLineEnd(text.charCodeAt(before));
}

/**
 * Reads the comment at `start` (two slashes, slash and star, or a number sign that starts a line). JSON has none: it is reported and passed over.
 * A comment ends with its line at the latest, so that one typed by mistake does not hide what follows.
 * Returns the offset behind it; a lone slash is one character of unexpected text.
 */
export function readComment(text: string, start: number, origin: number, problems: Problem[]): number {
  const second = text.charCodeAt(start + 1);
  const isLine = second === SLASH || text.charCodeAt(start) === NUMBER_SIGN;
  if (!isLine && second !== ASTERISK) {
    report(problems, 'unexpected-text', origin, start, start + 1);
    return start + 1;
  }
  const end = isLine ? endOfLine(text, start) : blockCommentEnd(text, start + 2);
  report(problems, 'comment', origin, start, end);
  return end;
}

/** The offset behind the star and slash that end a comment, or of its line's end. */
function blockCommentEnd(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === ASTERISK && text.charCodeAt(at + 1) === SLASH) return at + 2;
    if (isLineEnd(code)) return at;
  }
}

/** The offset of the line end at or behind `start`, or the text's length. */
export function endOfLine(text: string, start: number): number {
  let at = start;
  while (!isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Passes over text that makes no sense where it stands, up to the next comma, closing bracket or line end,
 * and reports it once. Returns the offset behind it.
 */
export function readJunk(text: string, start: number, origin: number, problems: Problem[]): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isLineEnd(code)) break;
    at++;
  }
  report(problems, 'unexpected-text', origin, start, endOfText(text, at));
  return at;
}

/** The offset behind the last character in front of `end` that is no white space. */
export function endOfText(text: string, end: number): number {
  let at = end;
  while (isWhiteSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
