import { fields } from '../spec/field';
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOT,
  LINE_FEED,
  MINUS,
  NINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  PLUS,
  QUOTE,
  SPACE,
  TAB,
  ZERO,
} from './characters';

/*
 * The hot path. Nearly all records of a file have no defect, and of them nothing is needed but where they end and
 * that nothing is wrong. This reader knows only correct JSON; at anything else it gives up, and the tolerant
 * scanner reads the record. It reads bytes, which is more than twice as fast as charCodeAt (`npm run bench`).
 */

/** What a member's value is, for whoever looks at the tape. */
export const STRING = 1;
export const ESCAPED_STRING = 2;
export const DIGITS = 3;
export const OTHER_NUMBER = 4;
export const BOOLEAN = 5;
export const NULL = 6;
export const OBJECT = 7;
export const ARRAY = 8;

/** Numbers on the tape for each member: field index (or -1), key start, value start, value end, kind. */
export const TAPE_WIDTH = 5;

/** The members of the record that was read last. It is written over by the next one. */
export interface Tape {
  count: number;
  /** For member n five numbers from n * TAPE_WIDTH on; places are offsets in `bytes`. */
  readonly numbers: Int32Array;
  /** The text as one byte a UTF-16 unit; units beyond ASCII, which only strings can hold, are 127. */
  bytes: Uint8Array;
  /** Whether two members of a nested object may have the same name. */
  mayRepeatKeys: boolean;
}

/** A reader of sound records. */
export interface SoundReader {
  /**
   * Reads the object at UTF-16 offset `at` and what is behind it. Returns the offset of the next object's `{`, if
   * the object is sound and nothing but white space and one comma (in JSON Lines a line end) is between; else -1,
   * and nothing else that the reader gives means anything.
   */
  read(at: number): number;
  /** Offset behind the object's `}`. */
  readonly end: number;
  /** As in a scanned value. */
  readonly fieldCount: number;
  readonly holdsObjects: boolean;
  /** Line ends up to the next object and the units behind the last one; -1 where there are carriage returns. */
  readonly lineEnds: number;
  readonly lastLineLength: number;
  readonly tape: Tape;
}

const WINDOW = 1 << 17;
const MOST_MEMBERS = 200;
const DEEPEST = 60;

/** No number or escape that is worth reading fast is longer. */
const LONGEST_TOKEN = 40;

/** Each UTF-16 unit by itself, so that offsets stay. */
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/** Slots of the table of nested keys; beyond half of them in one record it is not relied on. */
const SLOTS = 1024;

const FIRST_KEY = 0;
const KEY = 1;
const VALUE = 2;
const FIRST_ELEMENT = 3;
const COMMA_OR_END = 4;

const UDATA = fields.findIndex(({ name }) => name === 'udata');
const names = fields.map(({ name }) => Uint8Array.from(name, (character) => character.charCodeAt(0)));
const multiplier = findMultiplier();
const fieldOfHash = new Int8Array(256).fill(-1);
for (const [index, name] of names.entries()) fieldOfHash[hashOf(name, multiplier) & 255] = index;

/** Makes a reader of a text, one value of JSON or (`isLines`) JSON Lines. */
export function soundReader(text: string, isLines: boolean): SoundReader {
  const encoder = new TextEncoder();
  const tape: Tape = {
    count: 0,
    numbers: new Int32Array(MOST_MEMBERS * TAPE_WIDTH),
    bytes: new Uint8Array(0),
    mayRepeatKeys: false,
  };
  const { numbers } = tape;
  /** Offset in the text of the window's start, and how many units it holds; a 0 byte stands behind them. */
  let base = 0;
  let held = 0;
  const isObjectAt = new Uint8Array(DEEPEST);
  const nestedObject = new Int32Array(DEEPEST);
  const seenHash = new Int32Array(SLOTS);
  const seenObject = new Int32Array(SLOTS);
  let lastObject = 0;
  let stoppedAt = 0;

  const reader = {
    read,
    end: 0,
    fieldCount: 0,
    holdsObjects: false,
    lineEnds: 0,
    lastLineLength: 0,
    tape,
  };
  return reader;

  function read(at: number): number {
    if (at < base || at >= base + held) fill(at, WINDOW);
    for (;;) {
      const next = readHere(at - base);
      if (next >= 0) return next + base;
      const isAtWindowEnd = stoppedAt >= held && base + held < text.length;
      if (!isAtWindowEnd) return -1;
      fill(at, at === base ? held * 4 : WINDOW);
    }
  }

  /** Brings the text from offset `at` on into the window. */
  function fill(at: number, size: number): void {
    base = at;
    held = Math.min(size, text.length - at);
    const piece = text.slice(at, at + held).replace(BEYOND_ASCII, '\x7f');
    if (tape.bytes.length < held + 1) tape.bytes = new Uint8Array(held + 1);
    const { bytes } = tape;
    encoder.encodeInto(piece, bytes);
    bytes[held] = 0;
  }

  function readHere(start: number): number {
    const { bytes } = tape;
    const firstObject = ++lastObject;
    let expect = FIRST_KEY;
    let depth = 0;
    let count = 0;
    let fieldCount = 0;
    let nestedKeys = 0;
    let holdsObjects = false;
    let mayRepeat = false;
    let lineEnds = 0;
    let lineStart = start;
    let hasCarriageReturn = false;
    // The member of the record that is being read.
    let field = -1;
    let keyStart = 0;
    let valueStart = 0;
    let kind = 0;
    let at = start + 1;
    isObjectAt[0] = 1;

    for (;;) {
      let code = bytes[at] as number;
      while (code <= SPACE) {
        if (code === LINE_FEED) {
          if (isLines) return giveUp(at);
          lineEnds++;
          lineStart = at + 1;
        } else if (code === CARRIAGE_RETURN) {
          if (isLines) return giveUp(at);
          hasCarriageReturn = true;
        } else if (code !== SPACE && code !== TAB) {
          return giveUp(at);
        }
        code = bytes[++at] as number;
      }

      if (expect === COMMA_OR_END) {
        const inObject = isObjectAt[depth] === 1;
        if (code === COMMA) {
          expect = inObject ? KEY : VALUE;
          at++;
          continue;
        }
        if (code !== (inObject ? CLOSE_BRACE : CLOSE_BRACKET)) return giveUp(at);
        at++;
        if (depth === 0) break;
        depth--;
        kind = inObject ? OBJECT : ARRAY;
      } else if (expect <= KEY) {
        if (code === CLOSE_BRACE && expect === FIRST_KEY) {
          expect = COMMA_OR_END;
          continue;
        }
        if (code !== QUOTE) return giveUp(at);
        const nameStart = at + 1;
        let hash = 0;
        code = bytes[++at] as number;
        while (code !== QUOTE) {
          // A key with an escape is as rare as a broken one.
          if (code < SPACE || code === BACKSLASH) return giveUp(at);
          hash = (Math.imul(hash, multiplier) + code) | 0;
          code = bytes[++at] as number;
        }
        if (depth === 0) {
          keyStart = nameStart - 1;
          field = fieldAt(bytes, nameStart, at, hash);
          if (field >= 0) fieldCount++;
        } else if (!mayRepeat) {
          mayRepeat = ++nestedKeys > SLOTS / 2 || isSeen(hash, nestedObject[depth] as number, firstObject);
        }
        code = bytes[++at] as number;
        while (code === SPACE || code === TAB) code = bytes[++at] as number;
        if (code !== COLON) return giveUp(at);
        at++;
        expect = VALUE;
        continue;
      } else {
        if (depth === 0) valueStart = at;
        if (code === QUOTE) {
          kind = STRING;
          code = bytes[++at] as number;
          while (code !== QUOTE) {
            if (code < SPACE) return giveUp(at);
            if (code === BACKSLASH) {
              const length = escapeLength(bytes, at);
              if (length === 0) return giveUp(held - at < LONGEST_TOKEN ? held : at);
              kind = ESCAPED_STRING;
              at += length - 1;
            }
            code = bytes[++at] as number;
          }
          at++;
        } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
          const isObject = code === OPEN_BRACE;
          if (isObject && field !== UDATA && (depth === 0 || (depth === 1 && isObjectAt[1] === 0))) {
            holdsObjects = true;
          }
          if (++depth === DEEPEST) return giveUp(at);
          isObjectAt[depth] = isObject ? 1 : 0;
          nestedObject[depth] = ++lastObject;
          expect = isObject ? FIRST_KEY : FIRST_ELEMENT;
          at++;
          continue;
        } else if (code === CLOSE_BRACKET && expect === FIRST_ELEMENT) {
          expect = COMMA_OR_END;
          continue;
        } else {
          const first = at;
          if (code >= ZERO && code <= NINE) {
            do code = bytes[++at] as number;
            while (code >= ZERO && code <= NINE);
            kind = DIGITS;
            if (code === DOT || (code | 32) === LOWER_E || (bytes[first] === ZERO && at > first + 1)) {
              at = numberEnd(bytes, first);
              kind = OTHER_NUMBER;
            }
          } else if (code === MINUS) {
            at = numberEnd(bytes, first);
            kind = OTHER_NUMBER;
          } else {
            at = literalEnd(bytes, first);
            kind = code === LOWER_N ? NULL : BOOLEAN;
          }
          // What is no token here may be the start of one that the window cuts off.
          if (at < 0) return giveUp(held - first < LONGEST_TOKEN ? held : first);
        }
      }

      // A value is complete.
      expect = COMMA_OR_END;
      if (depth > 0) continue;
      if (count === MOST_MEMBERS) return giveUp(0);
      const place = count++ * TAPE_WIDTH;
      numbers[place] = field;
      numbers[place + 1] = keyStart;
      numbers[place + 2] = valueStart;
      numbers[place + 3] = at;
      numbers[place + 4] = kind;
    }

    const end = at;
    let separators = 0;
    for (;;) {
      const code = bytes[at] as number;
      if (code === LINE_FEED) {
        lineEnds++;
        lineStart = at + 1;
        if (isLines) separators = 1;
      } else if (code === CARRIAGE_RETURN) {
        hasCarriageReturn = true;
        if (isLines) separators = 1;
      } else if (code === COMMA && !isLines) {
        separators++;
      } else if (code !== SPACE && code !== TAB) {
        break;
      }
      at++;
    }
    if (bytes[at] !== OPEN_BRACE || separators !== 1) return giveUp(at);
    tape.count = count;
    tape.mayRepeatKeys = mayRepeat;
    reader.end = end + base;
    reader.fieldCount = fieldCount;
    reader.holdsObjects = holdsObjects;
    reader.lineEnds = hasCarriageReturn ? -1 : lineEnds;
    reader.lastLineLength = at - lineStart;
    return at;
  }

  function giveUp(at: number): number {
    stoppedAt = at;
    return -1;
  }

  /** Whether a key of this hash was met in this nested object before; notes it. */
  function isSeen(hash: number, object: number, firstObject: number): boolean {
    for (let slot = (hash ^ (object * 0x9e3779b1)) & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const owner = seenObject[slot] as number;
      if (owner < firstObject) {
        seenObject[slot] = object;
        seenHash[slot] = hash;
        return false;
      }
      if (owner === object && seenHash[slot] === hash) return true;
    }
  }
}

const LOWER_E = 101;
const LOWER_N = 110;

/** The index of the field whose name stands from `start` to `end`, or -1. */
function fieldAt(bytes: Uint8Array, start: number, end: number, hash: number): number {
  const index = fieldOfHash[hash & 255] as number;
  if (index < 0) return -1;
  const name = names[index] as Uint8Array;
  if (name.length !== end - start) return -1;
  for (let at = 0; at < name.length; at++) if (bytes[start + at] !== name[at]) return -1;
  return index;
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

const LOWER_U = 117;
const ESCAPABLE = Uint8Array.from('"\\/bfnrt', (character) => character.charCodeAt(0));

/** The offset behind the number at `start` if it is one in JSON's grammar, or -1. */
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

const literals = ['true', 'false', 'null'].map((word) =>
  Uint8Array.from(word, (letter) => letter.charCodeAt(0)),
);

/** The offset behind the literal at `start`, or -1. */
function literalEnd(bytes: Uint8Array, start: number): number {
  const literal = literals.find((word) => word[0] === bytes[start]);
  if (literal === undefined) return -1;
  for (let at = 0; at < literal.length; at++) if (bytes[start + at] !== literal[at]) return -1;
  return start + literal.length;
}

function hashOf(bytes: Uint8Array, factor: number): number {
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, factor) + byte) | 0;
  return hash;
}

/** A factor with which no two fields' names have the same hash. */
function findMultiplier(): number {
  for (let factor = 31; ; factor += 2) {
    const hashes = new Set(names.map((name) => hashOf(name, factor) & 255));
    if (hashes.size === names.length) return factor;
  }
}
