import {
  ARRAY,
  BOOLEAN,
  DIGITS,
  ESCAPED_STRING,
  NULL,
  OBJECT,
  OTHER_NUMBER,
  STRING,
} from '../document/sound-reader';
import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  isWhiteSpace,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  ZERO,
} from '../json/characters';

/*
 * Looks through JSON that the fast reader has found to be sound: where something ends is all that there is to find out.
 */

/** The offset of the next character that is no white space. */
export function nextToken(bytes: Uint8Array, start: number): number {
  let at = start;
  while (isWhiteSpace(bytes[at] as number)) at++;
  return at;
}

/** The offset of the quote that ends a key: the fast reader takes none with an escape. */
export function keyEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] !== QUOTE) at++;
  return at;
}

/** The value at `start`: 16 times the offset after it plus its kind, as the fast reader has it on its tape. */
export function soundValueAt(bytes: Uint8Array, start: number): number {
  const first = bytes[start] as number;
  if (first === QUOTE) return stringAt(bytes, start);
  if (first === OPEN_BRACE) return nestingEnd(bytes, start) * 16 + OBJECT;
  if (first === OPEN_BRACKET) return nestingEnd(bytes, start) * 16 + ARRAY;
  if (first === LOWER_T) return (start + 4) * 16 + BOOLEAN;
  if (first === LOWER_F) return (start + 5) * 16 + BOOLEAN;
  if (first === LOWER_N) return (start + 4) * 16 + NULL;
  return numberAt(bytes, start);
}

const LOWER_F = 102;
const LOWER_N = 110;
const LOWER_T = 116;

function stringAt(bytes: Uint8Array, start: number): number {
  let kind = STRING;
  let at = start + 1;
  for (let code = bytes[at]; code !== QUOTE; code = bytes[++at]) {
    if (code !== BACKSLASH) continue;
    kind = ESCAPED_STRING;
    at++;
  }
  return (at + 1) * 16 + kind;
}

function numberAt(bytes: Uint8Array, start: number): number {
  let kind = DIGITS;
  let at = start;
  for (; ; at++) {
    const code = bytes[at] as number;
    if (code >= ZERO && code <= NINE) continue;
    // A number ends at white space, a comma or a bracket.
    if (isWhiteSpace(code) || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) break;
    kind = OTHER_NUMBER;
  }
  return at * 16 + kind;
}

/** The offset after the object or array at `start`. */
function nestingEnd(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; ; at++) {
    const code = bytes[at] as number;
    if (code === QUOTE) at = Math.floor(stringAt(bytes, at) / 16) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return at + 1;
  }
}
