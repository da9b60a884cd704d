import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOT,
  isWhiteSpace,
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
} from '../json/characters';
import type { RecordType } from '../spec/record-type';
import { hashOf } from '../spec/vocabulary';

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
  /** The text as one byte a UTF-16 unit; units beyond ASCII, which only strings can hold, are 127 or more. */
  bytes: Uint8Array;
  /** Whether two members of a nested object may have the same name. */
  mayRepeatKeys: boolean;
  /** The text of what stands from `start` to `end`, also where the bytes only say that it is beyond ASCII. */
  readonly textAt: (start: number, end: number) => string;
}

/**
 * Makes something small of a record that was just read: a number that is kept with it. Looking at the tape at once spares
 * most records a second look.
 */
export type Digester = (tape: Readonly<Tape>) => number;

/**
 * Writes a text of which every unit is below 256 into bytes, one byte a unit. What the platform has for it is many
 * times faster than what the core can do by itself.
 */
export type WriteLatin1 = (text: string, bytes: Uint8Array) => void;

/** A reader of sound records. It can be used for one text after the other, and keeps its memory. */
export interface SoundReader {
  /** The type of the records that it reads: in others it takes the wrong keys for fields. */
  readonly type: RecordType;
  /** Takes up a text: a list of records, or (`isLines`) JSON Lines. `isFileEnd` says whether it is the file's end. */
  start(text: string, isLines: boolean, isFileEnd: boolean): void;
  /**
   * Takes up a whole file as bytes of UTF-8 with a 0 byte after them: then all offsets are of bytes. They must stay as
   * they are until the reader takes up something else.
   */
  startBytes(bytes: Uint8Array, isLines: boolean): void;
  /**
   * Reads the object at UTF-16 offset `at` and what is after it: white space, one comma (in JSON Lines a line end) and
   * the next object, or the end of the list and of the file. Returns the offset of the next object's `{`, or the
   * text's length; -1 where the object is not sound or anything else is after it, and then nothing else that the
   * reader gives means anything. `closing` is the bracket after which the file ends: 0 where none is due, and -1
   * where more than a bracket would have to follow.
   */
  read(at: number, closing: number): number;
  /** Offset after the object's `}`. */
  readonly end: number;
  /** How many keys are exactly fields; whether a member other than udata is an object or an array, or one of no field null. */
  readonly fieldCount: number;
  readonly holdsValues: boolean;
  /** Line ends up to the next object and the units after the last one; -1 where there are carriage returns. */
  readonly lineEnds: number;
  readonly lastLineLength: number;
  /** What the reader's digester makes of the record that was read last. */
  readonly digest: () => number;
  /** What the record that was read last holds. */
  readonly tape: Readonly<Tape>;
}

const WINDOW = 1 << 17;
/** A record with more members than its type has fields and this is read by the scanner. */
const MOST_OTHER_MEMBERS = 200;
const DEEPEST = 60;

/** No number or escape that is worth reading fast is longer. */
const LONGEST_TOKEN = 40;

/** Each UTF-16 unit by itself, so that offsets stay. */
const BEYOND_ASCII = /[\u0080-\uffff]/g;
/** From here on a byte says that its character is beyond ASCII, or is the last one of ASCII. */
const BEYOND_ASCII_BYTE = 127;
const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/** Objects are numbered; before the numbers get too large for the table they start anew. */
const MOST_OBJECTS = 1 << 30;

/** Slots of the table of nested keys; beyond half of them in one record it is not relied on. */
const SLOTS = 1024;

const FIRST_KEY = 0;
const KEY = 1;
const VALUE = 2;
const FIRST_ELEMENT = 3;
const COMMA_OR_END = 4;

/** The index of no field, and of no key that is none either. */
const NO_USER_DATA = -2;

const noDigest: Digester = () => 0;

/** Makes a reader for records of a type. */
export function soundReader(type: RecordType, digester = noDigest, writeLatin1?: WriteLatin1): SoundReader {
  const { names } = type;
  const userData = type.userData?.index ?? NO_USER_DATA;
  const areNamesAscii = names.isAscii;
  const mostMembers = MOST_OTHER_MEMBERS + type.fields.length;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let own = new Uint8Array(0);
  const tape: Tape = {
    count: 0,
    numbers: new Int32Array(mostMembers * TAPE_WIDTH),
    bytes: own,
    mayRepeatKeys: false,
    textAt: (start, end) =>
      tape.bytes === own
        ? text.slice(base + start, base + end)
        : decoder.decode(tape.bytes.subarray(start, end)),
  };
  const { numbers } = tape;
  let text = '';
  /** How long the whole text is, of which the window is a part. */
  let length = 0;
  let isLines = false;
  let isFileEnd = false;
  /** Offset in the text of the window's start, and how many units it holds; a 0 byte stands after them. */
  let base = 0;
  let held = 0;
  const isObjectAt = new Uint8Array(DEEPEST);
  const nestedObject = new Int32Array(DEEPEST);
  const seenHash = new Int32Array(SLOTS);
  const seenObject = new Int32Array(SLOTS);
  let lastObject = 0;
  let stoppedAt = 0;

  const reader = {
    type,
    start,
    startBytes,
    read,
    end: 0,
    fieldCount: 0,
    holdsValues: false,
    lineEnds: 0,
    lastLineLength: 0,
    digest: () => digester(tape),
    tape,
  };
  return reader;

  function start(newText: string, holdsLines: boolean, endsFile: boolean): void {
    text = newText;
    isLines = holdsLines;
    isFileEnd = endsFile;
    length = text.length;
    base = 0;
    held = 0;
    // Bytes that were taken up are not this reader's to write to.
    tape.bytes = own;
    forgetObjects();
  }

  function startBytes(bytes: Uint8Array, holdsLines: boolean): void {
    text = '';
    isLines = holdsLines;
    isFileEnd = true;
    length = bytes.length - 1;
    base = 0;
    held = length;
    tape.bytes = bytes;
    forgetObjects();
  }

  function forgetObjects(): void {
    if (lastObject < MOST_OBJECTS) return;
    lastObject = 0;
    seenObject.fill(0);
  }

  function read(at: number, closing: number): number {
    if (at < base || at >= base + held) fill(at, WINDOW);
    for (;;) {
      const next = readHere(at - base, closing);
      if (next >= 0) return next + base;
      const isAtWindowEnd = stoppedAt >= held && base + held < length;
      if (!isAtWindowEnd) return -1;
      fill(at, at === base ? held * 4 : WINDOW);
    }
  }

  /** Brings the text from offset `at` on into the window. */
  function fill(at: number, size: number): void {
    base = at;
    held = Math.min(size, text.length - at);
    const piece = text.slice(at, at + held);
    if (own.length < held + 1) own = new Uint8Array(held + 1);
    const bytes = own;
    tape.bytes = own;
    if (writeLatin1 && !BEYOND_LATIN1.test(piece)) writeLatin1(piece, bytes);
    else encoder.encodeInto(piece.replace(BEYOND_ASCII, '\x7f'), bytes);
    bytes[held] = 0;
  }

  function readHere(start: number, closing: number): number {
    const { bytes } = tape;
    const firstObject = ++lastObject;
    let expect = FIRST_KEY;
    let depth = 0;
    let count = 0;
    let fieldCount = 0;
    let nestedKeys = 0;
    let holdsValues = false;
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
        if (code === SPACE) {
          at = spacesEnd(bytes, at) - 1;
        } else if (code === LINE_FEED) {
          if (isLines) return giveUp(at);
          lineEnds++;
          lineStart = at + 1;
        } else if (code === CARRIAGE_RETURN) {
          if (isLines) return giveUp(at);
          hasCarriageReturn = true;
        } else if (code !== TAB) {
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
        at = plainEnd(bytes, nameStart);
        // A key with an escape is as rare as a broken one.
        if (bytes[at] !== QUOTE) return giveUp(at);
        const hash = hashOf(bytes, nameStart, at);
        if (depth === 0) {
          keyStart = nameStart - 1;
          if (!areNamesAscii && isBeyondAscii(bytes, nameStart, at)) return giveUp(0);
          field = names.indexInBytes(bytes, nameStart, at, hash);
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
          at = plainEnd(bytes, at + 1);
          while (bytes[at] === BACKSLASH) {
            const length = escapeLength(bytes, at);
            if (length === 0) return giveUp(held - at < LONGEST_TOKEN ? held : at);
            kind = ESCAPED_STRING;
            at = plainEnd(bytes, at + length);
          }
          if (bytes[at] !== QUOTE) return giveUp(at);
          at++;
        } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
          const isObject = code === OPEN_BRACE;
          if (depth === 0 && field !== userData) holdsValues = true;
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
          const token = readScalar(bytes, at);
          // What is no token here may be the start of one that the window cuts off.
          if (token < 0) return giveUp(held - at < LONGEST_TOKEN ? held : at);
          kind = token % 16;
          at = (token - kind) / 16;
        }
      }

      // A value is complete.
      expect = COMMA_OR_END;
      if (depth > 0) continue;
      if (kind === NULL && field < 0) holdsValues = true;
      if (count === mostMembers) return giveUp(0);
      const place = count++ * TAPE_WIDTH;
      numbers[place] = field;
      numbers[place + 1] = keyStart;
      numbers[place + 2] = valueStart;
      numbers[place + 3] = at;
      numbers[place + 4] = kind;
    }

    tape.count = count;
    tape.mayRepeatKeys = mayRepeat;
    reader.end = at + base;
    reader.fieldCount = fieldCount;
    reader.holdsValues = holdsValues;
    return readAfter(at, closing, hasCarriageReturn ? -1 : lineEnds, lineStart);
  }

  /** Reads what is after a record; gets the line ends inside of it, -1 where there are carriage returns. */
  function readAfter(end: number, closing: number, linesInside: number, lastLineStart: number): number {
    const { bytes } = tape;
    let at = end;
    let lineEnds = linesInside;
    let lineStart = lastLineStart;
    let hasCarriageReturn = linesInside < 0;
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
    if (bytes[at] !== OPEN_BRACE || separators !== 1) {
      at = textEnd(at, separators, closing);
      if (at < 0) return -1;
      // What stands after the list was not measured.
      hasCarriageReturn = true;
    }
    reader.lineEnds = hasCarriageReturn ? -1 : lineEnds;
    reader.lastLineLength = at - lineStart;
    return at;
  }

  /** The end of the text, if the record's list ends at `at` and the file with it; else gives up. */
  function textEnd(from: number, separators: number, closing: number): number {
    if (!isFileEnd || (separators > 0 && !isLines)) return giveUp(from);
    const { bytes } = tape;
    let at = from;
    if (closing !== 0 && bytes[at++] !== closing) return giveUp(from);
    while (isWhiteSpace(bytes[at] as number)) at++;
    return at === held && base + held === length ? at : giveUp(at);
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

/*
 * Small functions, because an engine makes them fast long before it has made the large one fast: a thousand small files
 * are read in that time.
 */

function spacesEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (bytes[at] === SPACE) at++;
  return at;
}

/** The offset of the next quote, backslash or control character. */
function plainEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  let code = bytes[at] as number;
  while (code !== QUOTE && code !== BACKSLASH && code >= SPACE) code = bytes[++at] as number;
  return at;
}

/** Whether there is a character beyond ASCII: what it is these bytes do not tell. */
export function isBeyondAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= BEYOND_ASCII_BYTE) return true;
  return false;
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

/** Reads the number or literal at `start`: 16 times the offset after it plus its kind, or -1 where there is none. */
function readScalar(bytes: Uint8Array, start: number): number {
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

const literals = ['true', 'false', 'null'].map((word) =>
  Uint8Array.from(word, (letter) => letter.charCodeAt(0)),
);

/** The offset after the literal at `start`, or -1. */
function literalEnd(bytes: Uint8Array, start: number): number {
  const literal = literals.find((word) => word[0] === bytes[start]);
  if (literal === undefined) return -1;
  for (let at = 0; at < literal.length; at++) if (bytes[start + at] !== literal[at]) return -1;
  return start + literal.length;
}
