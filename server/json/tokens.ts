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
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  TAB,
} from './characters';
import type { Problem, SyntaxProblemKind } from './problem';

/*
 * Reading single tokens. Every function takes offsets into `text` and reads no further than the token (a string runs
 * over the end of its line only where it surely goes on there), so that a defect stays where it is. Problems are pushed with
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
  // A list of values that are no records may still be JSON: the first syntax error after them is always told.
  const isFull =
    problems.length >= MOST_PROBLEMS && (kind === 'not-a-record' || last?.kind !== 'not-a-record');
  if (isFull && last) problems[problems.length - 1] = { kind: last.kind, start: last.start, end: last.end };
  else problems.push({ kind, start: start - origin, end: end - origin });
}

/** The marks that separate members elsewhere: those of East Asia and of Arabic, and semicolons. */
const OTHER_COMMAS = ',\uff0c\u3001\uff64\ufe50\u060c;\uff1b';

/** A stretch of text from where it was asked for; `end` is undefined where there is none. */
export interface Stretch {
  readonly end: number | undefined;
  /** After the last character that this depends on. */
  readonly readEnd: number;
}

/**
 * The sign of JSON that the character at `at` is meant for where structure is read: full-width punctuation, which East
 * Asian keyboards write, and after a value (`isAfterValue`) what separates members elsewhere. Else its own code.
 */
export function signMeant(text: string, at: number, isAfterValue: boolean): number {
  const code = text.charCodeAt(at);
  if (code < 0x80 && code !== SEMICOLON) return code;
  const plain = plainSign(code);
  if (plain !== OPEN_BRACE && plain !== OPEN_BRACKET)
    return plain === COMMA && !isAfterValue && code !== WIDE_COMMA ? code : plain;
  return OPENED.test(text.slice(at, at + LONGEST_GAP)) ? plain : code;
}

const WIDE_COMMA = 0xff0c;

/** So much is looked at after a sign for what follows it. */
export const LONGEST_GAP = 80;

/** What can follow an opening bracket of JSON; in full-width brackets there can be any text. */
const OPENED =
  /^.\s{0,40}(?:["'\u201c\u201d\u201e{}[\]\d\uff5b\uff5d\uff3b\uff3d-]|[\w$-]{1,40}\s{0,9}[:\uff1a])/;

/** The code of JSON's sign that one of another script is meant for; else the same code. */
export function plainSign(code: number): number {
  if (code < 0x80 && code !== SEMICOLON) return code;
  if (OTHER_COMMAS.includes(String.fromCharCode(code))) return COMMA;
  // Full-width characters have the order of ASCII.
  const narrow = code - 0xfee0;
  return narrow > 0 && ':[]{}'.includes(String.fromCharCode(narrow)) ? narrow : code;
}

/** After the sign that says elsewhere what a key has for its value: `=>`, `->`, `=` and `==`; `at` where none stands there. */
export function arrowEnd(text: string, at: number): number {
  const sign = text.slice(at, at + 2);
  return at + (/^[=-]>|^==/.test(sign) ? 2 : sign.startsWith('=') ? 1 : 0);
}

/** A string in other quotes than JSON's: in typographic ones, which word processors make, or in backticks. */
interface OtherString {
  /** After the closing quote; undefined where nothing on the line closes it. */
  readonly end: number | undefined;
  /** After the last character that this depends on. */
  readonly readEnd: number;
}

/** Quotes that open or close, by kind: which language puts which of them where differs. */
const DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u2033\u2036';
const SINGLE_QUOTES = '\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u2035';
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
    if (isLineEnd(code)) return otherAfterLine(text, at, closers);
    if (left === 0) return { end: undefined, readEnd: at + 1 };
    if (code === BACKSLASH) {
      at++;
      continue;
    }
    if (code !== QUOTE && !closers.includes(text.charAt(at))) continue;
    left--;
    const next = afterBlanks(text, at + 1);
    const isWide = text.charCodeAt(next) > 0x7f && plainSign(text.charCodeAt(next)) !== text.charCodeAt(next);
    if (isWide ? isBeforeMember(text, next) : mayFollowString(text, next))
      return { end: at + 1, readEnd: isWide ? next + LONGEST_GAP : next + 2 };
    // What looks like the next key or value is none of this string's text.
    if (code === QUOTE && /[,:{[]\s*$/.test(text.slice(Math.max(start, at - 10), at)))
      return { end: undefined, readEnd: next + 1 };
  }
  return { end: undefined, readEnd: start + 1 };
}

/**
 * The string in single quotes at `start`. A quote in it can be an apostrophe that nobody escaped: it ends at the first one
 * after which something follows that can follow a string. `end` is undefined where none does: its first one closes it then.
 */
function readSingleQuoted(text: string, start: number): Stretch {
  DOUBLED_SINGLE.lastIndex = start;
  if (DOUBLED_SINGLE.test(text)) {
    const end = DOUBLED_SINGLE.lastIndex;
    return { end, readEnd: end + 2 * LONGEST_GAP };
  }
  let left = MOST_CLOSING_QUOTES;
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) {
      const mixed = readSingleMixed(text, start, at + 1);
      if (mixed.end !== undefined) return mixed;
      const { end, readEnd } = otherAfterLine(text, at, "'");
      return { end, readEnd: Math.max(readEnd, mixed.readEnd) };
    }
    if (left === 0) return readSingleMixed(text, start, at + 1);
    if (code === BACKSLASH && !isLineEnd(text.charCodeAt(at + 1))) at++;
    if (code !== APOSTROPHE) continue;
    if (text.charCodeAt(at + 1) === APOSTROPHE) {
      at++;
      continue;
    }
    left--;
    const next = afterBlanks(text, at + 1);
    const after = text.charCodeAt(next);
    // A quote or a comment after blanks: what should stand between lacks.
    const isEnd = after === QUOTE || after === APOSTROPHE || /^\/[/*]/.test(text.slice(next, next + 2));
    if (isEnd || mayFollowString(text, next)) return { end: at + 1, readEnd: next + 2 };
    // What looks like the start of the next key or value is none of this string's text.
    if (/[,:{[]\s*$/.test(text.slice(Math.max(start, at - 10), at)))
      return readSingleMixed(text, start, next + 1);
  }
}

/** The string at `start` that opens with a single quote, of which none closes it, if one of JSON's quotes does. */
function readSingleMixed(text: string, start: number, readEnd: number): Stretch {
  SINGLE_MIXED.lastIndex = start;
  const end = SINGLE_MIXED.test(text) ? SINGLE_MIXED.lastIndex : undefined;
  return { end, readEnd: Math.max(readEnd, start + LONGEST_MIXED) };
}

/** After the last character that the end of the string at `at` depends on besides its own, if it has single quotes; else 0. */
export function readEndOfSingleQuoted(text: string, at: number): number {
  return text.charCodeAt(at) === APOSTROPHE ? readSingleQuoted(text, at).readEnd : 0;
}

/** After the last character that the string at `at`, which was read with `result`, depends on besides its own; 0 for none. */
export function readEndOfString(text: string, at: number, result: number): number {
  if (text.charCodeAt(at) !== QUOTE) return readEndOfSingleQuoted(text, at);
  const lineEnd = endOfLine(text, at);
  return result < 0 || result > lineEnd ? afterLineEnd(text, lineEnd).readEnd : 0;
}

/** After the blanks at `at`. */
export function afterBlanks(text: string, at: number): number {
  let next = at;
  while (text.charCodeAt(next) === SPACE || text.charCodeAt(next) === TAB) next++;
  return next;
}

/** Whether what stands at `at` can follow a string. */
export function mayFollowString(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET) return true;
  return isLineEnd(code) || text.startsWith('=>', at);
}

/** Whether the sign at `at` ends a member or a key, by what follows it; else it can be a sign of a text. */
export function isBeforeMember(text: string, at: number): boolean {
  return BEFORE_MEMBER.test(text.slice(at, at + LONGEST_GAP));
}

const BEFORE_MEMBER =
  /^(?:[,;\uff0c\u3001\uff64\ufe50\u060c\uff1b][ \t]{0,30}(?:$|["'\u201c-\u201f\uff02\r\n}\]\uff5d\uff3d]|[\w$-]{1,40}[ \t]{0,9}[:\uff1a])|[:\uff1a][ \t]{0,30}(?:["'\u201c-\u201f\uff02{}[\uff5b\uff3b\d-]|(?:true|false|null)\b)|[}\]\uff5d\uff3d][ \t]{0,30}(?:$|[,}\]\r\n\uff0c\uff5d\uff3d]))/;

/**
 * A string that opens with JSON's quote and closes with another one: there it ends where it would otherwise run on
 * to a quote that no string ends with. A longer one is not looked for.
 */
const MIXED_STRING =
  /"(?:[^"\\\r\n\u201c-\u201f\u00ab\u00bb\uff02\u2033\u2036]|\\.){0,500}?['`\u201c-\u201f\u00ab\u00bb\uff02\u2033\u2036](?=[ \t]{0,99}(?:[:}\]\r\n\uff1a\uff5d\uff3d]|$|[,\uff0c][ \t]{0,99}(?:["\r\n{[\u201c-\u201f\u00ab\u00bb\uff02\u2033\u2036]|$)))/y;

/** So many UTF-16 code units are looked at after such a string, and, with each of its characters escaped, with it. */
export const AFTER_MIXED = 2 * 100 + 4;
const LONGEST_MIXED = 2 * 500 + AFTER_MIXED;

/** The same of one that opens with a single quote and closes with JSON's. */
const SINGLE_MIXED =
  /'(?:[^'"\\\r\n]|\\.){0,500}"(?=[ \t]{0,99}(?:[:}\]\r\n]|$|,[ \t]{0,99}(?:["'\r\n{[]|$)))/y;

/** Whether a string that opens with JSON's quote and ends at `end` closes with another one: then it depends on its line. */
export function isMixed(text: string, start: number, end: number): boolean {
  return (
    text.charCodeAt(start) === QUOTE &&
    end > start + 1 &&
    `'\`${DOUBLE_QUOTES}`.includes(text.charAt(end - 1))
  );
}

/** The end of the mixed string at `start`, which ends at `end` if it is none; `end` is left as it is then. */
function mixedEnd(text: string, start: number, end: number): number {
  if (mayFollowString(text, afterBlanks(text, end)) && text.charCodeAt(end - 1) === QUOTE) return end;
  MIXED_STRING.lastIndex = start;
  return MIXED_STRING.test(text) ? Math.min(end, MIXED_STRING.lastIndex) : end;
}

/**
 * A string with two or three quotes for one; a single one after digits is a sign of inches, and one more before a key that ends with
 * one is that of another key, which somebody begins.
 */
const DOUBLED =
  /"(?:"{1,2}[\p{L}\p{N}+][^"\\\r\n]{0,80}(?!"[ \t]{0,40}:)"{1,3}|[^"\\\r\n]{0,80}[^"\\\r\n\d]"{2,3})(?=[ \t]{0,40}(?:[:,}\]\r\n]|$))/uy;

/** A string with two single quotes for one. */
const DOUBLED_SINGLE = /''[\p{L}\p{N}+][^'\\\r\n]{0,80}''(?=[ \t]{0,40}(?:[:,}\]\r\n]|$))/uy;

/** What follows the quote that ends a member's text, where others stand in it that nobody has escaped. */
const ENDS_MEMBER = /[ \t]{0,40}(?:[}\]\r\n]|$|,[ \t]{0,40}(?:"[^"\r\n]{0,80}"[ \t]{0,9}:|[\r\n{[]|$))/y;

/** What is no more of a text after a quote in it: the next key or value, or what joins two texts. */
const NO_TEXT_AFTER = /^[ \t]{0,40}(?::|,[ \t]{0,40}["'{[])/;

/** Texts with quotes in them are no longer than this, in UTF-16 code units. */
const LONGEST_QUOTED = 1 << 10;

/**
 * Where the string at `start` ends whose first quote, which ends at `end`, was not to close it: `"a "b" c"`, `"65" screen"`.
 * What touches that quote is a word then, or the number of quotes is odd. Undefined where it can be anything else. What it
 * depends on ends at most `AFTER_MIXED` after the `readEnd` that it gives.
 */
function endOfQuoted(text: string, start: number, end: number): Stretch {
  const next = afterBlanks(text, end);
  if (/[+.&/#\\]/.test(text.charAt(next))) return { end: undefined, readEnd: next };
  const isWord = next === end && /[\p{L}\p{N}]/u.test(text.charAt(next));
  let isOdd = false;
  let at = next;
  for (; at < start + LONGEST_QUOTED; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) break;
    if (code === BACKSLASH) at++;
    if (code !== QUOTE) continue;
    isOdd = !isOdd;
    const isDoubled = end === start + 2 && text.charCodeAt(at - 1) === QUOTE;
    ENDS_MEMBER.lastIndex = at + 1;
    if (ENDS_MEMBER.test(text))
      return { end: (isWord || isOdd) && !isDoubled ? at + 1 : undefined, readEnd: at };
    const after = text.slice(at + 1, at + 1 + LONGEST_GAP);
    if (NO_TEXT_AFTER.test(after) || /[:,{[]\s*$/.test(text.slice(Math.max(end, at - 10), at))) break;
  }
  return { end: undefined, readEnd: at };
}

/** The `readEnd` of that, of a string with JSON's quotes whose line has no other that closes it. */
export function readEndOfQuoted(text: string, start: number): number {
  let at = start + 1;
  for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(++at)) {
    if (isLineEnd(code)) return at;
    if (code === BACKSLASH && !isLineEnd(text.charCodeAt(at + 1))) at++;
  }
  return endOfQuoted(text, start, at + 1).readEnd;
}

/** So far it is looked for the end of a string that goes on after its line: a text of several pages. */
const LONGEST_AFTER_LINE = 1 << 13;

/** What can follow the closing quote of a text or key; after the opening quote of the next one stands anything else. */
const AFTER_STRING = /\s{0,40}(?:[}\]:]|,\s{0,39}(?:["{[}\]\d-]|true|false|null))/y;

/**
 * Where the string ends whose line ends at `at` if that line end is a part of it: at the next quote, where what follows
 * can follow a string. After a lost or half-typed quote the next one opens a key; `end` is undefined then.
 */
export function afterLineEnd(text: string, at: number): Stretch {
  const limit = at + LONGEST_AFTER_LINE;
  let end = at;
  while (end < limit && end < text.length && text.charCodeAt(end) !== QUOTE)
    end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  if (text.charCodeAt(end) !== QUOTE || end >= limit) return { end: undefined, readEnd: end + 1 };
  AFTER_STRING.lastIndex = end + 1;
  return { end: AFTER_STRING.test(text) ? end + 1 : undefined, readEnd: end + 2 + LONGEST_GAP };
}

/** The same after a string in other quotes; what other languages write has other quotes, and none at its keys. */
const AFTER_OTHER_STRING =
  /\s{0,40}(?:[}\]]|,\s{0,39}(?:["'`\u201c-\u201f{[}\]\d-]|true|false|null|[A-Za-z_$][\w$]{0,39}\s{0,9}:))/y;

/** Where a string in quotes that these close ends whose line ends at `at`: as `afterLineEnd`, and no quote of JSON in it. */
function otherAfterLine(text: string, at: number, closers: string): Stretch {
  const limit = Math.min(text.length, at + LONGEST_AFTER_LINE);
  let end = at;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === QUOTE) break;
    if (code === BACKSLASH) end++;
    else if (closers.includes(text.charAt(end)) && !isApostrophe(text, end)) break;
  }
  if (end >= limit || text.charCodeAt(end) === QUOTE) return { end: undefined, readEnd: end + 1 };
  AFTER_OTHER_STRING.lastIndex = end + 1;
  return { end: AFTER_OTHER_STRING.test(text) ? end + 1 : undefined, readEnd: end + 2 + 2 * LONGEST_GAP };
}

/** Whether a quote stands between two letters. */
function isApostrophe(text: string, at: number): boolean {
  return /^\p{L}['\u2019]\p{L}$/u.test(text.slice(at - 1, at + 2));
}

/**
 * Reads the string that opens at `start` with a double quote or, wrongly, with another one. In single quotes two of them
 * stand for one, as in SQL, and one can be an apostrophe. Returns the offset after its closing quote, or the complement (`~offset`) of where the
 * string breaks off when its line or the text ends first. One that goes on after its line (`mayGoOn`), or after quotes in it
 * (`mayHoldQuotes`), is told as such.
 */
export function readString(
  text: string,
  start: number,
  origin: number,
  problems: Problem[],
  mayGoOn = false,
  mayHoldQuotes = false,
): number {
  const quote = text.charCodeAt(start);
  const isOther = quote !== QUOTE && quote !== APOSTROPHE;
  const otherEnd = isOther
    ? (readOtherString(text, start).end ?? 0)
    : quote === APOSTROPHE
      ? readSingleQuoted(text, start).end
      : undefined;
  const known = problems.length;
  let at = start + 1;
  let goesOnTo = otherEnd ?? 0;
  let hasControls = false;
  for (;;) {
    const code = text.charCodeAt(at);
    if (otherEnd === undefined ? code === quote : at + 1 === otherEnd) {
      if (code !== APOSTROPHE || text.charCodeAt(at + 1) !== APOSTROPHE) break;
      at += 2;
    } else if (code === BACKSLASH) {
      at = readEscape(text, at, quote, origin, problems);
    } else if (code >= SPACE) {
      at++;
    } else if (isLineEnd(code) && at >= goesOnTo) {
      if (quote === QUOTE && mixedEnd(text, start, at) < at) break;
      if (mayGoOn && quote === QUOTE) goesOnTo = afterLineEnd(text, at).end ?? 0;
      if (goesOnTo > 0) continue;
      if (hasControls) reportControls(text, start, at, origin, problems);
      report(problems, 'unterminated-string', origin, start, at);
      return ~at;
    } else {
      hasControls = true;
      at++;
    }
  }
  let end = at + 1;
  if (quote === QUOTE) {
    end = mixedEnd(text, start, isLineEnd(text.charCodeAt(at)) ? at : end);
    while (problems.length > known && (problems.at(-1)?.start ?? -1) >= end - origin) problems.pop();
    if (end === start + 2 || text.charCodeAt(end) === QUOTE) {
      DOUBLED.lastIndex = start;
      if (DOUBLED.test(text)) {
        report(problems, 'other-quotes', origin, start, DOUBLED.lastIndex);
        return DOUBLED.lastIndex;
      }
    }
    const isAlone = !mayHoldQuotes || goesOnTo > 0 || text.charCodeAt(end - 1) !== QUOTE;
    const quoted =
      isAlone || mayFollowString(text, afterBlanks(text, end))
        ? undefined
        : endOfQuoted(text, start, end).end;
    if (quoted !== undefined) {
      report(problems, 'bare-quote', origin, start, quoted);
      return quoted;
    }
  }
  const isClosed = quote === QUOTE && text.charCodeAt(end - 1) === QUOTE && end > start + 1;
  // What mends the quotes mends what is in them.
  if (!isClosed) report(problems, 'other-quotes', origin, start, end);
  else if (goesOnTo > 0) report(problems, 'control-character', origin, start, end);
  else if (hasControls) reportControls(text, start, end, origin, problems);
  return end;
}

/** Tells the control characters of a string as one problem, from the first to the last of them. */
function reportControls(text: string, start: number, end: number, origin: number, problems: Problem[]): void {
  let first = start;
  let last = end - 1;
  while (first < end && text.charCodeAt(first) >= SPACE) first++;
  while (last > first && text.charCodeAt(last) >= SPACE) last--;
  if (first < end) report(problems, 'control-character', origin, first, last + 1);
}

/** Reads the escape that starts with the backslash at `at`; gives the offset after it. */
function readEscape(text: string, at: number, quote: number, origin: number, problems: Problem[]): number {
  const next = text.charAt(at + 1);
  if (next !== '' && '"\\/bfnrt'.includes(next)) return at + 2;
  if (next === 'u' && /^[0-9A-Fa-f]{4}$/.test(text.slice(at + 2, at + 6))) return at + 6;
  // In other quotes, which are reported themselves, this is what one escapes.
  if (quote !== QUOTE && next !== '' && (next === "'" || isOtherQuote(next.charCodeAt(0)))) return at + 2;
  // A backslash before a line's end escapes nothing, and the line end is told.
  if (isLineEnd(text.charCodeAt(at + 1))) return at + 1;
  const end = at + 1 + characterLength(text, at + 1);
  report(problems, 'invalid-escape', origin, at, end);
  return end;
}

/** Whether a code ends the line, or NaN: the text is over. */
export function isLineEnd(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN || Number.isNaN(code);
}

/**
 * The offset after the run of word characters at `start`; at least one character is taken. A quote after a backslash
 * starts no string but belongs to the word: in JSON that was pasted with its quotes escaped, strings that start there
 * would never end, and each record's would run over all the records after it.
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

/** The offset of the line end at or after `start`, or the text's length. */
export function endOfLine(text: string, start: number): number {
  let at = start;
  while (!isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Passes over text that makes no sense where it stands, up to the next comma, closing bracket or line end,
 * and reports it once. Returns the offset after it.
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

/** The offset after the last character before `end` that is no white space. */
export function endOfText(text: string, end: number): number {
  let at = end;
  while (isWhiteSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
