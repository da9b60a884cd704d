import {
  APOSTROPHE,
  BYTE_ORDER_MARK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isWhiteSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SLASH,
  SPACE,
} from '../json/characters';
import { LONGEST_COMMENT } from '../json/comments';
import { isJson } from '../json/is-json';
import { endOfLine, endOfText, isLineEnd, strayCharacterLength, wordEnd } from '../json/tokens';
import { markerSigns } from './marker-signs';

/*
 * What tools leave around records, so that a file is no JSON: outside of all lists whatever cannot be JSON, up to the next
 * place where JSON starts, is one piece. It is told once, can be removed, and the records are read as if it were not there.
 * The table below only gives names to what is known; nothing depends on a text being in it.
 */

/** Text that tools are known to leave. */
export interface KnownText {
  /** What it is called, in the middle of a sentence. */
  readonly name: string;
  readonly where: 'before' | 'around' | 'after';
  /** Whether a piece is of this kind; `m` looks at each of its lines. */
  readonly pattern: RegExp;
  /** Whether nothing that anybody could miss is lost with it. */
  readonly isNothing?: true;
  /** Whether members can be in it as other formats write them. */
  readonly mayHoldMembers?: true;
  /** Whether what it says can give values to members, one by one. */
  readonly mayAssign?: true;
}

/** Whatever is in no other row. */
const ANY_TEXT: KnownText = {
  name: 'text',
  where: 'around',
  pattern: /(?:)/,
  mayHoldMembers: true,
};

/** The first row that fits gives its name. */
export const knownTexts: readonly KnownText[] = [
  { name: 'byte order mark', where: 'before', pattern: /^\ufeff+$/, isNothing: true },
  { name: 'control character', where: 'before', pattern: /^[\p{Cc} ]+$/u, isNothing: true },
  { name: 'white space', where: 'around', pattern: /^[\s\p{Cc}\p{Cf}]+$/u, isNothing: true },
  { name: 'comma', where: 'after', pattern: /^,$/, isNothing: true },
  { name: 'semicolon', where: 'after', pattern: /^;$/, isNothing: true },
  { name: 'code fence', where: 'around', pattern: /^[ \t]*(?:`{3}|~{3})/m },
  {
    name: 'JSONP call',
    where: 'around',
    pattern: /^(?:\/\*[^\n]{0,200}\/\s?)?(?:typeof [^\n]{0,200})?[\w$.]{1,100}\s?\($/,
  },
  {
    name: 'JavaScript',
    where: 'around',
    pattern:
      /^(?:(?:export|const|let|var|return|import|module\.exports|exports\.|window\.)\b|["']use strict)|\($/m,
    mayAssign: true,
  },
  {
    name: 'HTTP head',
    where: 'before',
    pattern: /^(?:[<>] ?)?(?:HTTP\/\d|[A-Z]{3,10} \S{1,200} HTTP\/|content-[a-z]{1,20}:)/im,
  },
  { name: 'comment', where: 'before', pattern: /^(?:#|--[^-]|;|<!--|\/[/*])/ },
  { name: 'HTML', where: 'around', pattern: /^<[!?/a-z]/i },
  { name: 'event stream', where: 'before', pattern: /^(?:data|event|id|retry): ?/ },
  {
    name: 'YAML marker',
    where: 'before',
    pattern: /^(?:---|\.\.\.(?:[\r\n]|$)|- ?$|%YAML)/,
    mayHoldMembers: true,
  },
  { name: 'code', where: 'around', pattern: /^[^"'{}\n]{0,200}["'`]{1,3}$/ },
  {
    name: 'guard',
    where: 'before',
    pattern: /^(?:(?:\{\s*\}|\[\s*\])\s*&&|[)\]}]{2}|(?:while|for) ?\(|throw )/,
  },
  { name: 'shell prompt', where: 'before', pattern: /^(?:[$%>] |\S{1,60}@\S{1,200}[$#%] |PS .{0,200}> )/ },
  { name: 'assignment', where: 'before', pattern: /(?:^|[^=])=$/, mayAssign: true },
  {
    name: 'log prefix',
    where: 'before',
    pattern:
      /^(?:\[|\d{4}-\d\d-\d\d|\d\d:\d\d:|[A-Z][a-z]{2} {1,2}\d|(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR)\b)/,
  },
  { name: 'line number', where: 'before', pattern: /^\d+[:|.)]?$/ },
  { name: 'file name', where: 'before', pattern: /^[\w./\\-]{1,200}:(?:\d{1,12}:)?$/ },
];

/** So much of a piece is looked at to give it a name. */
const LOOKED_AT = 2000;

/** What a piece of surrounding text is. */
export function knownText(piece: string): KnownText {
  const seen = piece.slice(0, LOOKED_AT);
  return knownTexts.find(({ pattern }) => pattern.test(seen)) ?? ANY_TEXT;
}

/** Whether a text of this name stands on both sides of JSON. */
export function isAround(name: string | undefined): boolean {
  return knownTexts.some((known) => known.name === name && known.where === 'around');
}

/** Whether a piece can hold what was meant to be a record: that is never passed over without a word. */
export function mayHoldValues(piece: string, { name }: KnownText): boolean {
  return (
    name !== 'comment' && (name === ANY_TEXT.name ? /[{}]|\w"|"\w/ : /\{\s{0,80}"|"\s{0,80}:/).test(piece)
  );
}

/**
 * Where surrounding text is looked for: where the first value or a line is expected, after a value on a line, after the
 * root value, or there after other surrounding text that was told.
 */
export type Around = 'start' | 'line' | 'after-line' | 'end' | 'rest';

/** A piece of surrounding text. */
export interface SurroundingText {
  /** Offset after it. */
  readonly end: number;
  /** After the last character that this depends on: it may go on, or be something else, with what is typed there. */
  readonly readEnd: number;
}

/** A bracket, or a marker of a merge conflict after a line end. */
const MAY_START_JSON = /[{[]|[\r\n][ \t]{0,80}([<|=>])\1{6}/g;

/** An object or a list of them, or the start of one of which no more is seen. */
const JSON_START =
  /^(?:\{\s*(?:["'}]|[\w$-]+\s*:|\\"|\/[/*]|$)|\[\s*(?:\{|\[\s*[{[]|\/[/*]|$|\]\s*(?:[);<`~]|$)))/;

/** So much of a text says whether JSON starts there. */
const LOOKED_AHEAD = 80;

const SCALAR = /^(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** A time or a word in brackets, with more text on the line, as in a log. */
const BRACKETS = /^(\[[^\]"{}[\r\n]{1,100}\])[ \t]{0,20}[^\s,\]}]/;

/** A string that is a statement, and the end of one that a call holds. */
const STRING_STATEMENT = /^(?:(?:"[\w ]*"|'[\w ]*');|(?:"{3}|'{3}|")\s*(?:\[\s*)?\{\s*"\w|'\s*\r?\n\s*[{[])/;
const STRING_END = /^(?:"{3}|'{3}|["'])(?:\s*[);\]}<]|[^"'{}[\]\r\n]*(?:[\r\n]|$))/;

/** An empty object or list that keeps browsers from running what follows. */
const EMPTY_GUARD = /^(?:\{\s*\}|\[\s*\])\s*&&/;

/**
 * What was found ahead in a text: from `from` on JSON starts next at `next`, and from `wordFrom` on there is nothing but a word up
 * to `wordEnd`. Where a text has no JSON left all of its rest is looked through, and a word can be as long, which must not be
 * done for each of its characters.
 */
export interface SeenAhead {
  from: number;
  next: number;
  wordFrom: number;
  wordEnd: number;
}

/**
 * Surrounding text that starts at `at`, outside of all lists; else after the last character that this depends on. Where
 * `text` is not the whole rest of the file (`isFileEnd`), what follows it may change that. `known` is of this text, and is kept
 * up to date.
 */
export function surroundingTextAt(
  text: string,
  at: number,
  around: Around,
  isFileEnd: boolean,
  known: SeenAhead,
): SurroundingText | number {
  const code = text.charCodeAt(at);
  const isFirst = around === 'start' || around === 'line';
  if (code === COLON) return at;
  if (code === OPEN_BRACE || code === OPEN_BRACKET) {
    const seen = text.slice(at, at + LOOKED_AHEAD);
    const isOpen = isFirst && /^(?:\{\s{0,80}\}?|\[\s{0,80}\]?)\s{0,80}&?$/.test(seen);
    if (isFirst && EMPTY_GUARD.test(seen)) return pieceAt(text, at, text.length, known);
    if (isOpen) return at + LOOKED_AHEAD;
    if (code === OPEN_BRACE) return isFirst ? at + 1 + seen.search(/[^\s{}[\]&]|$/) : at;
  }
  if (Number.isNaN(code)) return at + 1;
  if (code === QUOTE || code === APOSTROPHE) {
    const isEnd = !isFirst;
    const isCode = (isEnd ? STRING_END : STRING_STATEMENT).test(text.slice(at, at + LOOKED_AHEAD));
    if (!isCode) return at + LOOKED_AHEAD;
  }
  if (code === COMMA) return around === 'after-line' ? commaAt(text, at) : at;
  if (code === SLASH)
    return around === 'after-line' ? at + 2 : commentsAt(text, at, around, isFileEnd, known);
  if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
    const isCharacterData = !isFirst && text.startsWith(']]>', at);
    if (!isCharacterData && (around !== 'start' || !startsGuard(text, at))) return at + 3;
  } else if (code === OPEN_BRACKET) {
    if ((around !== 'start' && around !== 'line') || !/\w/.test(text.charAt(at + 1))) return at;
    const seen = text.slice(at, at + 2 * LOOKED_AHEAD);
    const group = BRACKETS.exec(seen)?.[1];
    if (group === undefined || isJson(group)) return at + 2 * LOOKED_AHEAD + 1;
  } else if (isBlankToPeople(text, at)) return blanksAt(text, at, around);
  if (isFirst) {
    const wordStop = wordEnd(text, at);
    const blanksEnd = endOfBlanks(text, wordStop);
    const isAlone = isLineEnd(text.charCodeAt(blanksEnd)) || text.charCodeAt(blanksEnd) === COMMA;
    if (isAlone && SCALAR.test(text.slice(at, wordStop))) return blanksEnd + 1;
  }

  const piece = pieceAt(text, at, around === 'after-line' ? endOfLine(text, at) : text.length, known);
  const { end, next } = piece;
  // A lone word is rather a value that is not written as JSON, but for the end of a code fence.
  const isLone = isFirst && next === text.length && isFileEnd && code > SPACE && code !== BYTE_ORDER_MARK;
  return isLone && isWord(text, at, Math.min(end, at + LOOKED_AT), known) ? next + 1 : piece;
}

/** Whether there is nothing but a word from `at` to `end`, and no code fence. */
function isWord(text: string, at: number, end: number, known: SeenAhead): boolean {
  if (at >= end || text.startsWith('```', at) || text.startsWith('~~~', at)) return false;
  if (at < known.wordFrom || at > known.wordEnd) known.wordFrom = known.wordEnd = at;
  while (known.wordEnd < end && !/[\s;)]/.test(text.charAt(known.wordEnd))) known.wordEnd++;
  return known.wordEnd >= end;
}

/** Text up to the next place where JSON starts. */
function pieceAt(
  text: string,
  at: number,
  limit: number,
  known: SeenAhead,
): SurroundingText & { readonly next: number } {
  if (at + 1 < known.from || at + 1 > known.next) {
    known.from = at + 1;
    known.next = nextJson(text, at + 1, text.length);
  }
  const next = Math.min(known.next, limit);
  return { end: endOfText(text, next), readEnd: next + LOOKED_AHEAD, next };
}

/** What looks like white space where a line of JSON Lines starts or ends, or between two that nothing else parts. */
function blanksAt(text: string, at: number, around: Around): SurroundingText | number {
  if (around !== 'line' && around !== 'after-line') return at;
  let end = at;
  let next = at;
  while (text.charCodeAt(next) > 0x7f && strayCharacterLength(text, next) > 0) {
    end = next + strayCharacterLength(text, next);
    next = endOfBlanks(text, end);
  }
  const isAlone = isLineEnd(text.charCodeAt(next)) || /[{[]/.test(text.charAt(next));
  return isAlone ? { end, readEnd: next + 2 } : next + 2;
}

/** A comma that ends a line of JSON Lines. */
function commaAt(text: string, at: number): SurroundingText | number {
  const end = endOfBlanks(text, at + 1);
  return isLineEnd(text.charCodeAt(end)) ? { end: at + 1, readEnd: end + 1 } : end + 1;
}

/** Comments that go on over lines, or together with other text; a single one is told as such by who asks. */
function commentsAt(
  text: string,
  start: number,
  around: Around,
  isFileEnd: boolean,
  known: SeenAhead,
): SurroundingText | number {
  let at = start;
  let end = start;
  while (text.startsWith('//', at) || text.startsWith('/*', at)) {
    end = text.charAt(at + 1) === '/' ? endOfLine(text, at) : endOfBlockComment(text, at);
    at = end;
    while (isWhiteSpace(text.charCodeAt(at))) at++;
  }
  if (at === start) return at + 2;
  const readEnd = Math.max(at + 1, start + LONGEST_COMMENT + LOOKED_AHEAD);
  const next = text.charCodeAt(at) === SLASH ? at : surroundingTextAt(text, at, around, isFileEnd, known);
  if (typeof next === 'object') return { end: next.end, readEnd: Math.max(next.readEnd, readEnd) };
  const isPiece = around === 'rest' || /[\r\n]/.test(text.slice(start, end));
  return isPiece ? { end, readEnd: Math.max(next, readEnd) } : Math.max(next, readEnd);
}

/** After a comment over several lines; it ends with its line where it has no end, or where JSON starts in it. */
function endOfBlockComment(text: string, at: number): number {
  const length = text.slice(at, at + LONGEST_COMMENT).indexOf('*/', 2);
  const end = at + length + 2;
  return length < 0 || nextJson(text, at, end) < end ? endOfLine(text, at) : end;
}

/** Where JSON or a marker of a merge conflict starts from `from` on; `limit` where neither does. */
function nextJson(text: string, from: number, limit: number): number {
  MAY_START_JSON.lastIndex = from;
  for (
    let found = MAY_START_JSON.exec(text);
    found && found.index < limit;
    found = MAY_START_JSON.exec(text)
  ) {
    const { index } = found;
    const [sign] = found;
    if (sign.length > 1) {
      if (markerSigns(text, index + sign.search(/[<|=>]/)) > 0) return index + 1;
      continue;
    }
    const isType = sign === '[' && /[\w>]/.test(text.charAt(index - 1));
    if (!isType && JSON_START.test(text.slice(index, index + LOOKED_AHEAD))) return index;
  }
  return limit;
}

/** Whether brackets that close nothing are of a guard: more than one follow each other. */
function startsGuard(text: string, at: number): boolean {
  return /^[)\]}]{2}/.test(text.slice(at, at + 2));
}

/** Whether a character looks like white space without being it in JSON: that is told by itself. */
function isBlankToPeople(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code > 0x7f && code !== BYTE_ORDER_MARK && strayCharacterLength(text, at) > 0;
}

function endOfBlanks(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}
