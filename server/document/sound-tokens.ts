import { BACKSLASH, DOT, MINUS, NINE, PLUS, QUOTE, SPACE, ZERO } from '../json/characters';
import { BOOLEAN, DIGITS, NULL, OTHER_NUMBER } from './tape';

/*
 * Tokens of sound JSON, in bytes. Small functions, because an engine makes them fast long before it has made a large one
 * fast: a thousand small files are read in that time.
 */

/** From here on a byte says that its character is beyond ASCII, or is the last one of ASCII. */
const BEYOND_ASCII_BYTE = 127;

const LOWER_E = 101;
const LOWER_N = 110;
const LOWER_T = 116;
const LOWER_U = 117;
const ESCAPABLE = Uint8Array.from('"\\/bfnrt', (character) => character.charCodeAt(0));

/** The offset of the next character that is no space. */
export function spacesEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === SPACE) at++;
  return at;
}

/**
 * The offset of the next quote, backslash or control character. Four bytes are looked at together as long as there are: the
 * last four of the view start at `last`.
 */
export function plainEnd(bytes: Uint8Array, view: DataView, last: number, start: number): number {
  let at = start;
  for (; at <= last; at += 4) {
    const word = view.getInt32(at, true);
    const quotes = word ^ 0x22222222;
    const backslashes = word ^ 0x5c5c5c5c;
    // The highest bit of the first byte that is one of them, and perhaps of others after it.
    const found =
      (((quotes - 0x01010101) & ~quotes) |
        ((backslashes - 0x01010101) & ~backslashes) |
        ((word - 0x20202020) & ~word)) &
      0x80808080;
    if (found !== 0) return at + ((31 - Math.clz32(found & -found)) >>> 3);
  }
  let code = bytes[at] as number;
  while (code !== QUOTE && code !== BACKSLASH && code >= SPACE) code = bytes[++at] as number;
  return at;
}

/** The offset of the quote that ends a string, from a backslash in it on; or of what is wrong before that. */
export function escapedEnd(bytes: Uint8Array, view: DataView, last: number, start: number): number {
  let at = start;
  while (bytes[at] === BACKSLASH) {
    const length = escapeLength(bytes, at);
    if (length === 0) return at;
    at = plainEnd(bytes, view, last, at + length);
  }
  return at;
}

/** The length of the valid escape at `at`, or 0. */
function escapeLength(bytes: Uint8Array, at: number): number {
  const code = bytes[at + 1] as number;
  if (code !== LOWER_U) return ESCAPABLE.includes(code) ? 2 : 0;
  for (let digit = at + 2; digit < at + 6; digit++) {
    const hex = bytes[digit] as number;
    const isHex = (hex >= ZERO && hex <= NINE) || ((hex | 32) >= 97 && (hex | 32) <= 102);
    if (!isHex) return 0;
  }
  return 6;
}

/** Whether there is a character beyond ASCII: what it is these bytes do not tell. */
export function isBeyondAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= BEYOND_ASCII_BYTE) return true;
  return false;
}

/** Reads the number or literal at `start`: 16 times the offset after it plus its kind, or -1 where there is none. */
export function readScalar(bytes: Uint8Array, start: number): number {
  const first = bytes[start] as number;
  if (first >= ZERO && first <= NINE) {
    const end = digitsEnd(bytes, start + 1);
    const code = bytes[end] as number;
    const isDigits = code !== DOT && (code | 32) !== LOWER_E && (first !== ZERO || end === start + 1);
    if (isDigits) return end * 16 + DIGITS;
  } else if (first !== MINUS) {
    const end = literalEnd(bytes, start);
    return end < 0 ? -1 : end * 16 + (first === LOWER_N ? NULL : BOOLEAN);
  }
  const end = numberEnd(bytes, start);
  return end < 0 ? -1 : end * 16 + OTHER_NUMBER;
}

/** The offset after the number at `start` if it is one in JSON's grammar, or -1. */
function numberEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  if (bytes[at] === MINUS) at++;
  const first = bytes[at] as number;
  if (!(first >= ZERO && first <= NINE)) return -1;
  at = digitsEnd(bytes, at);
  if (first === ZERO && at > start + (bytes[start] === MINUS ? 2 : 1)) return -1;
  if (bytes[at] === DOT) {
    const end = digitsEnd(bytes, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if (((bytes[at] as number) | 32) === LOWER_E) {
    at++;
    if (bytes[at] === PLUS || bytes[at] === MINUS) at++;
    const end = digitsEnd(bytes, at);
    if (end === at) return -1;
    at = end;
  }
  return at;
}

function digitsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while ((bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE) at++;
  return at;
}

const [TRUE, FALSE, NULL_WORD] = ['true', 'false', 'null'].map((word) =>
  Uint8Array.from(word, (letter) => letter.charCodeAt(0)),
) as [Uint8Array, Uint8Array, Uint8Array];

/** The offset after the literal at `start`, or -1. */
function literalEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  const literal = first === LOWER_T ? TRUE : first === LOWER_N ? NULL_WORD : FALSE;
  for (let at = 0; at < literal.length; at++) if (bytes[start + at] !== literal[at]) return -1;
  return start + literal.length;
}
