import {
  APOSTROPHE,
  ASTERISK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOT,
  MINUS,
  NINE,
  NUMBER_SIGN,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
  TAB,
  ZERO,
} from './characters';
import { placeholderAt } from './placeholders';
import type { Problem, ValueKind } from './problem';
import {
  endOfText,
  isBeforeMember,
  isLineEnd,
  LONGEST_GAP,
  plainSign,
  readEndOfSingleQuoted,
  readString,
  report,
  type Stretch,
  strayCharacterLength,
  wordEnd,
} from './tokens';

/*
 * Values that start no string and no bracket: numbers, literals, and what other languages and tools write instead. The
 * latter hold blanks, commas, colons and quotes: `Mon, 2 Mar 2026 10:00:00 +0100`, `u'abc'`, `1,234`, `https://…`. Read to
 * their end they are one defect, whose field says what was meant.
 */

/** A value that is no string, object or array. */
export interface Word {
  readonly end: number;
  readonly kind: ValueKind;
  /** After the last character that this depends on. */
  readonly readEnd: number;
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * Reads the number, literal or bare word at `start`, up to the next white space, bracket, comma, colon or quote; a date, a
 * string with a prefix and a call of a function (`new Date(…)`) whole. The value of a member (`isMember`) goes on to where
 * the member ends. What is no JSON value is reported and has the kind `invalid`.
 */
export function readWord(
  text: string,
  start: number,
  origin: number,
  problems: Problem[],
  isMember = false,
): Word {
  const phrase = readPhrase(text, start);
  const first = phrase.end ?? endBeforeSign(text, start, wordEnd(text, start));
  const rest = isMember ? readRest(text, start, first) : undefined;
  const end = rest?.end ?? first;
  const readEnd = Math.max(phrase.readEnd, rest?.readEnd ?? 0, readEndOfWord(text, start, first), end + 1);
  const word = text.slice(start, end);
  const kind = kindOf(word);
  if (kind !== 'invalid') return { end, kind, readEnd };
  const numeric = /^[-+.]?[0-9]/.test(word) || word === '-';
  report(problems, numeric ? 'invalid-number' : 'unknown-literal', origin, start, end);
  return { end, kind, readEnd };
}

function kindOf(word: string): ValueKind {
  if (word === 'true' || word === 'false') return 'boolean';
  if (word === 'null') return 'null';
  return NUMBER.test(word) ? 'number' : 'invalid';
}

/** A date with a time of day; its colons would end a word. */
const BARE_DATE =
  /\d{4}[-/]\d{1,2}[-/]\d{1,2}[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?(?:\[[\w/+-]+\])?/y;

/** The comma of a date that people read: `Mon, 2 Mar 2026`, `March 2, 2026`, `3/2/2026, 10:00`. */
const DATE_WITH_COMMA =
  /[A-Z][a-z]{2,8}, (?:\d{1,2}[ -][A-Z][a-z]{2,8}[ -]\d{2,4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})|[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}, (?=\d{1,2}:\d{2})/y;

/** The start of a call, as shells of databases and other languages write values: `ISODate(`, `new Date(`; or of a tuple. */
const CALL = /(?:(?:new )?[A-Za-z_$][\w$.]{0,60})?\(/y;

/** What .NET writes, without its quotes. */
const DOT_NET_DATE = /\/Date\(-?\d{1,18}(?:[+-]\d{4})?\)\//y;

/** A member of an enumeration, as Python shows it: `<Status.STOPPED: 3>`. */
const MEMBER = /<[A-Za-z_][\w.]{0,60}: [^<>"'\r\n]{1,60}>/y;

/** An address with commas in it. */
const ADDRESS = /[a-z][a-z0-9+.-]{1,10}:\/\/(?:[^\s,"'{}[\]]|,(?=[^\s,"'{}[\]]))+/y;

/** What follows the first word of an address: no comment starts there. */
const REST_OF_ADDRESS = /:\/\/(?:[^\s,"'{}[\]]|,(?=[^\s,"'{}[\]])){1,160}/y;

/** What languages write before a string to say how it is meant: `u'…'`, `rb"…"`, `@"…"`. */
const STRING_PREFIX = /(?:[rR][bBfF]|[bBfF][rR]|[uUrRbBfFNE@$]|\$@|@\$)(?=["'])/y;

/** Where the string starts that a prefix at `at` belongs to; undefined where none stands there. */
export function prefixBeforeString(text: string, at: number): number | undefined {
  return matchAt(STRING_PREFIX, text, at);
}

/** Nobody writes a longer date, call or bare text. */
const LONGEST_PHRASE = 160;

/** After a phrase that starts at `start`. */
function readPhrase(text: string, start: number): Stretch {
  const code = text.charCodeAt(start);
  if (code >= ZERO && code <= NINE && !mayStartDate(text, start)) return { end: undefined, readEnd: start };
  const readEnd = endOfPhrase(text, start);
  const placeholder = placeholderAt(text, start);
  if (placeholder.end !== undefined)
    return { end: placeholder.end, readEnd: Math.max(readEnd, placeholder.readEnd) };
  const date = matchAt(BARE_DATE, text, start);
  if (date !== undefined) return { end: endOfText(text, date), readEnd };
  const prefix = matchAt(STRING_PREFIX, text, start);
  if (prefix !== undefined) {
    const end = readString(text, prefix, 0, []);
    const read = Math.max(readEnd, readEndOfSingleQuoted(text, prefix));
    return end < 0 ? { end: undefined, readEnd: Math.max(read, ~end + 1) } : { end, readEnd: read };
  }
  const known =
    matchAt(DATE_WITH_COMMA, text, start) ??
    matchAt(DOT_NET_DATE, text, start) ??
    matchAt(MEMBER, text, start) ??
    matchAt(ADDRESS, text, start);
  if (known !== undefined) return { end: endOfText(text, known), readEnd: Math.max(readEnd, known + 2) };
  const open = matchAt(CALL, text, start);
  return { end: open && endOfCall(text, open, readEnd - 1), readEnd };
}

/**
 * Whether a word that starts with a digit may start a date: `2026-`, `2026/`, `3/`, `12.`. Numbers, which nearly all words
 * are, end before that; nothing after such a word is looked at.
 */
function mayStartDate(text: string, start: number): boolean {
  let at = start + 1;
  while (at < start + 4 && isDigit(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  return code === SLASH || (at === start + 4 ? code === MINUS : at < start + 3 && code === DOT);
}

function matchAt(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** After the line end, or so far as a phrase may go. */
function endOfPhrase(text: string, start: number): number {
  let at = start;
  while (at < start + LONGEST_PHRASE && !isLineEnd(text.charCodeAt(at))) at++;
  return at + 1;
}

const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** After the parenthesis that closes the one before `start`; undefined where a bracket does not fit. */
function endOfCall(whole: string, start: number, limit: number): number | undefined {
  const text = whole.slice(0, limit);
  const open = [')'];
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    const character = text.charAt(at);
    const closer = CLOSERS.get(character);
    if (code === QUOTE || code === APOSTROPHE) {
      const end = readString(text, at, 0, []);
      if (end < 0) return undefined;
      at = end - 1;
    } else if (closer !== undefined) {
      open.push(closer);
    } else if (character === ')' || code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (open.pop() !== character) return undefined;
      if (open.length === 0) return at + 1;
    }
  }
  return undefined;
}

/** A sign of another script that ends a member ends a word; a semicolon only where it has a value of JSON before. */
function endBeforeSign(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) if (endsMember(text, start, at)) return at;
  return end;
}

/** Whether a sign of another script at `at` ends the member whose value starts at `start`. */
function endsMember(text: string, start: number, at: number): boolean {
  const code = text.charCodeAt(at);
  const plain = plainSign(code);
  if (plain === code || plain === COLON) return false;
  if (
    code === SEMICOLON &&
    kindOf(endOfText(text, at) > start ? text.slice(start, endOfText(text, at)) : '') === 'invalid'
  )
    return false;
  return isBeforeMember(text, at);
}

/** After what the end of a word depends on. */
function readEndOfWord(text: string, start: number, end: number): number {
  for (let at = start + 1; at <= end; at++) {
    const code = text.charCodeAt(at);
    if (plainSign(code) !== code) return Math.max(end + 1, wordEnd(text, start) + LONGEST_GAP);
  }
  return end + 1;
}

/** A number with commas in it, up to the end of its member. */
const NUMBER_WITH_COMMAS =
  /[+-]?\d[\d.']{0,30}(?:,\d{1,30}){1,10}(?:\.\d{1,30})?(?=[ \t]{0,9}(?:[,}\]\r\n]|$))/y;

const OTHER_STRING = /"(?:[^"\\\r\n]|\\.){0,160}"|'(?:[^'\\\r\n]|\\.){0,160}'/y;

/** The quote that closes a text which lost the one that opens it. */
const CLOSING = /^"[ \t]{0,30}(?:[}\]\r\n]|$|,[ \t]{0,30}(?:["'\r\n]|$))/;

/** Such a text with commas in it: without a colon there is no key. */
const UNOPENED =
  /\p{L}[^"{}[\]:\r\n]{0,160}[^\s"{}[\],:]"(?=[ \t]{0,30}(?:[}\]\r\n]|$|,[ \t]{0,30}(?:["'\r\n]|$)))/uy;

/** Whether the quote at `at`, the first one after the words at `start`, which end at `end`, is one. */
function closesText(text: string, start: number, first: number, end: number, at: number): boolean {
  if (at > end || text.slice(start, end).includes('"') || kindOf(text.slice(start, first)) !== 'invalid')
    return false;
  return CLOSING.test(text.slice(at, at + LONGEST_GAP));
}

/**
 * After what follows the first word of a member's value and belongs to it, as in `Card lost` and `1 234`. A key, or what
 * may be one, ends it; where that is in doubt there is none, and what follows is a defect of its own.
 */
function readRest(text: string, start: number, first: number): Stretch {
  const limit = start + LONGEST_PHRASE;
  let end = first;
  let readEnd = first;
  while (end < limit) {
    let next = end;
    while (isBlankIn(text, next)) next++;
    const code = text.charCodeAt(next);
    readEnd = Math.max(readEnd, next + 2);
    if (isLineEnd(code) || isBracket(code) || isCommentStart(text, next)) break;
    // As in `3 # seconds`; of a text it can be a part.
    if (code === NUMBER_SIGN && next > end && kindOf(text.slice(start, first)) !== 'invalid') break;
    if (endsMember(text, start, next)) {
      readEnd = Math.max(readEnd, next + LONGEST_GAP);
      break;
    }
    if (code === COMMA) {
      if (kindOf(text.slice(start, first)) === 'invalid') {
        readEnd = endOfPhrase(text, start) + LONGEST_PHRASE;
        const unopened = matchAt(UNOPENED, text, start);
        if (unopened !== undefined) return { end: unopened, readEnd };
      }
      if (!isDigit(text.charCodeAt(next + 1)) || next > first) break;
      readEnd = endOfPhrase(text, start) + LONGEST_PHRASE;
      const number = matchAt(NUMBER_WITH_COMMAS, text, start);
      if (number === undefined || number < next) break;
      end = number;
    } else if (code === QUOTE || code === APOSTROPHE) {
      if (
        code === APOSTROPHE &&
        next === end &&
        isLetterOrDigit(text, next - 1) &&
        isLetterOrDigit(text, next + 1)
      ) {
        end = wordEnd(text, next + 1);
        continue;
      }
      readEnd = endOfPhrase(text, next) + LONGEST_PHRASE;
      if (closesText(text, start, first, end, next)) return { end: next + 1, readEnd };
      const string = matchAt(OTHER_STRING, text, next);
      if (string === undefined) return { end: undefined, readEnd };
      if (isKey(text, string)) break;
      // Text may have lost its quotes with others in it; of a value of JSON the next one begins.
      if (kindOf(text.slice(start, first)) !== 'invalid') return { end: undefined, readEnd };
      end = string;
    } else if (code === COLON) {
      const address = next === end ? matchAt(REST_OF_ADDRESS, text, next) : undefined;
      if (address !== undefined) {
        end = address;
        readEnd = Math.max(readEnd, end + 2);
        continue;
      }
      const isInside =
        next === end && !isBlankOrEnd(text.charCodeAt(next + 1)) && !isOpener(text.charCodeAt(next + 1));
      if (!isInside) return { end: undefined, readEnd };
      end = next + 1;
    } else {
      // After a value of JSON a word can be the next key, without its comma and its quotes.
      const isOpen = next > first && /[A-Za-z_$]/.test(text.charAt(next));
      if (isOpen && kindOf(text.slice(start, first)) !== 'invalid') return { end: undefined, readEnd };
      if (strayCharacterLength(text, next) > 0) return { end: undefined, readEnd };
      end = endBeforeSign(text, next, wordEnd(text, next));
      readEnd = Math.max(readEnd, readEndOfWord(text, next, end));
      if (plainSign(text.charCodeAt(end)) !== text.charCodeAt(end)) break;
    }
  }
  return { end: end < limit ? end : undefined, readEnd: Math.max(readEnd, end + 1) };
}

/** Whether a blank stands at `at`; one that JSON does not know only between digits, where French groups them with it. */
function isBlankIn(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === SPACE || code === TAB) return true;
  const isNarrow = code === 0xa0 || code === 0x202f || code === 0x2009;
  return isNarrow && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

function isBracket(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET || code === OPEN_BRACE || code === OPEN_BRACKET;
}

function isOpener(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET || code === QUOTE || code === APOSTROPHE;
}

/** Whether a comment starts at `at`, and no lone slash stands there. */
export function isCommentStart(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== SLASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SLASH || next === ASTERISK;
}

function isBlankOrEnd(code: number): boolean {
  return code === SPACE || code === TAB || isLineEnd(code);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isLetterOrDigit(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

/** Whether a colon follows, on the same line: what is before it is a key then. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (at < end + LONGEST_PHRASE && isBlankIn(text, at)) at++;
  return text.charCodeAt(at) === COLON;
}
