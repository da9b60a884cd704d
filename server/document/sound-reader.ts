import {
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
  SPACE,
  TAB,
} from '../json/characters';
import type { RecordType } from '../spec/record-type';
import { hashOf, type Vocabulary, vocabularyOf } from '../spec/vocabulary';
import { ByteWindow, type WriteLatin1 } from './byte-window';
import { KeyOrder } from './key-order';
import { NestedKeys } from './nested-keys';
import { type Notebook, type Noted, notedParts, noteTape } from './noted';
import { escapedEnd, isBeyondAscii, plainEnd, readScalar, spacesEnd } from './sound-tokens';
import {
  ARRAY,
  type Digester,
  ESCAPED_STRING,
  NULL,
  OBJECT,
  STRING,
  statedObjects,
  TAPE_WIDTH,
  type Tape,
} from './tape';

/*
 * The hot path. Nearly all records of a file have no defect, and of them nothing is needed but where they end and
 * that nothing is wrong. This reader knows only correct JSON; at anything else it gives up, and the tolerant
 * scanner reads the record. It reads bytes, which is more than twice as fast as charCodeAt (`npm run bench`).
 */

/** What is known of what stands after a text: that the file ends there, that a record starts there, or nothing. */
export type Follows = 'file-end' | 'record' | 'anything';

/** A reader of sound records. It can be used for one text after the other, and keeps its memory. */
export interface SoundReader {
  /** The type of the records that it reads: in others it takes the wrong keys for fields. */
  readonly type: RecordType;
  /** Takes up a text: a list of records, or (`isLines`) JSON Lines. */
  start(text: string, isLines: boolean, follows: Follows): void;
  /**
   * Takes up a whole file as bytes of UTF-8 with a 0 byte after them: then all offsets are of bytes. They must stay as
   * they are until the reader takes up something else.
   */
  startBytes(bytes: Uint8Array, isLines: boolean): void;
  /**
   * Reads the object at UTF-16 offset `at` and what is after it: white space, one comma (in JSON Lines a line end) and
   * the next object, or the end of the list and of the file. Returns the offset of the next object's `{`, which may be the
   * first character after the text, or the text's length; -1 where the object is not sound or anything else is after it, and then nothing else that the
   * reader gives means anything. `closing` is the bracket after which the file ends: 0 where none is due, and -1
   * where more than a bracket would have to follow.
   */
  read(at: number, closing: number): number;
  /** Offset after the object's `}`. */
  readonly end: number;
  /** How many keys are exactly fields; whether a member other than udata is an object or an array, or one of no field null or a text with escapes. */
  readonly fieldCount: number;
  readonly holdsValues: boolean;
  /** Line ends up to the next object and the units after the last one; -1 where there are carriage returns. */
  readonly lineEnds: number;
  readonly lastLineLength: number;
  /** What the reader's digester makes of the record that was read last. */
  digest(): number;
  /** Notes where the record that was read last has what others find it by. */
  note(book: Notebook): Noted;
  /** What the record that was read last holds. */
  readonly tape: Readonly<Tape>;
}

/** A record with more members than its type has fields and this is read by the scanner. */
const MOST_OTHER_MEMBERS = 200;
const DEEPEST = 60;

/** Numbers that are kept of each object or array around the one that is being read. */
const LEVEL_WIDTH = 6;

/** No number, literal or escape that is worth reading fast is longer. */
const LONGEST_TOKEN = 40;

const FIRST_KEY = 0;
const KEY = 1;
const VALUE = 2;
const FIRST_ELEMENT = 3;
const COMMA_OR_END = 4;

/** In the place of a stated object's number: an array, and an object of which nothing is stated. */
const IN_ARRAY = -2;
const IN_OBJECT = -1;
const IN_RECORD = 0;

/** The index of no field, and of no key that is none either. */
const NO_USER_DATA = -2;

const noDigest: Digester = () => 0;

/** Makes a reader for records of a type. It notes hashes if it gets a seed for them. */
export function soundReader(
  type: RecordType,
  digester = noDigest,
  writeLatin1?: WriteLatin1,
  seed?: number,
): SoundReader {
  return new Reader(type, digester, new ByteWindow(writeLatin1), seed);
}

class Reader implements SoundReader {
  end = 0;
  fieldCount = 0;
  holdsValues = false;
  lineEnds = 0;
  lastLineLength = 0;
  readonly tape: Tape;
  private isLines = false;
  private follows: Follows = 'anything';
  private hasCarriageReturn = false;
  private lineStart = 0;
  /** Where reading a record ended or gave up. */
  private stoppedAt = 0;
  private otherField = -1;
  private readonly keys = new NestedKeys();
  private readonly order: KeyOrder;
  /** By number of a stated object the names of its members, and the tape's number of its first field. */
  private readonly names: readonly Vocabulary[];
  private readonly firsts: Int32Array;
  /** By the tape's number of a field that of the stated object that its value is. */
  private readonly objectOf: Int32Array;
  private readonly userData: number;
  private readonly parts: Int8Array;
  private readonly mostMembers: number;
  private readonly levels = new Int32Array(DEEPEST * LEVEL_WIDTH);

  constructor(
    readonly type: RecordType,
    private readonly digester: Digester,
    private readonly window: ByteWindow,
    private readonly seed: number | undefined,
  ) {
    const objects = statedObjects(type);
    this.names = objects.map(({ members }) =>
      members === type ? type.names : vocabularyOf(members.fields.map(({ name }) => name)),
    );
    this.firsts = Int32Array.from(objects, ({ first }) => first);
    this.order = new KeyOrder(objects.length - IN_OBJECT);
    const fieldCount = objects.reduce((sum, { members }) => sum + members.fields.length, 0);
    this.objectOf = new Int32Array(fieldCount).fill(IN_OBJECT);
    for (const [number, { owner }] of objects.entries()) if (owner >= 0) this.objectOf[owner] = number;
    this.userData = type.userData?.index ?? NO_USER_DATA;
    this.parts = notedParts(type);
    this.mostMembers = MOST_OTHER_MEMBERS + fieldCount;
    this.tape = {
      count: 0,
      numbers: new Int32Array(this.mostMembers * TAPE_WIDTH),
      bytes: window.bytes,
      view: window.view,
      viewed: 0,
      start: 0,
      mayRepeatKeys: false,
      textAt: (start, end) => window.textAt(start, end),
    };
  }

  start(text: string, isLines: boolean, follows: Follows): void {
    this.window.takeText(text);
    this.isLines = isLines;
    this.follows = follows;
  }

  startBytes(bytes: Uint8Array, isLines: boolean): void {
    this.window.takeBytes(bytes);
    this.isLines = isLines;
    this.follows = 'file-end';
  }

  digest(): number {
    return this.digester(this.tape);
  }

  note(book: Notebook): Noted {
    return noteTape(this.type, this.parts, this.tape, book, this.seed);
  }

  read(at: number, closing: number): number {
    const { window, tape } = this;
    window.show(at);
    for (;;) {
      tape.bytes = window.bytes;
      tape.view = window.view;
      tape.viewed = window.last + 4;
      const next = this.readRecord(at - window.base) ? this.readAfter(this.stoppedAt, closing) : -1;
      if (next >= 0) return next + window.base;
      const mayBeCutOff =
        window.held - this.stoppedAt < LONGEST_TOKEN && window.base + window.held < window.length;
      if (!mayBeCutOff) return -1;
      window.showMore(at);
    }
  }

  /**
   * Reads the record at `start` and says whether it is sound; `stoppedAt` is after it, or where it is not. There is one way out
   * for both: an engine would give up what it made of this function at the first step into a part that it never saw.
   */
  private readRecord(start: number): boolean {
    const { tape, isLines, keys, order, levels, userData, mostMembers } = this;
    const { bytes, numbers } = tape;
    const { view, last } = this.window;
    let expect = FIRST_KEY;
    let depth = 0;
    /** What is open, its number among the nested objects, and the member of it that is being read. */
    let open = IN_RECORD;
    let object = 0;
    let field = -1;
    /** The number of the last key in it. */
    let key = IN_RECORD - IN_OBJECT;
    let keyStart = 0;
    let valueStart = 0;
    let kind = 0;
    let count = 0;
    let fieldCount = 0;
    let holdsValues = false;
    let isSound = false;
    let at = start + 1;
    this.startRecord(start);
    for (;;) {
      let code = bytes[at] as number;
      // The 0 byte after a text is no white space: where that is left out, this is never asked for.
      if (code !== 0 && code <= SPACE) {
        at = this.tokenAt(at, isLines);
        code = bytes[at] as number;
      }
      if (expect === COMMA_OR_END) {
        const isObject = open !== IN_ARRAY;
        if (code === COMMA) {
          expect = isObject ? KEY : VALUE;
          at++;
          continue;
        }
        if (code !== (isObject ? CLOSE_BRACE : CLOSE_BRACKET)) break;
        at++;
        if (depth === 0) {
          isSound = true;
          break;
        }
        kind = isObject ? OBJECT : ARRAY;
        const level = --depth * LEVEL_WIDTH;
        open = levels[level] as number;
        object = levels[level + 1] as number;
        field = levels[level + 2] as number;
        keyStart = levels[level + 3] as number;
        valueStart = levels[level + 4] as number;
        key = levels[level + 5] as number;
      } else {
        if (expect <= KEY) {
          if (code === CLOSE_BRACE && expect === FIRST_KEY) {
            expect = COMMA_OR_END;
            continue;
          }
          if (code !== QUOTE) break;
          keyStart = at;
          let known = order.after(key, view, last, keyStart + 1);
          if (known > 0) {
            field = order.fields[known] as number;
            at += order.sizes[known] as number;
          } else {
            known = this.otherKey(key, open, depth === 0 ? 0 : object, keyStart + 1);
            at = this.stoppedAt;
            if (known < 0) break;
            field = this.otherField;
          }
          if (known > 0) {
            key = known;
            if (depth > 0) keys.addLearnt(order, key, object);
          }
          code = bytes[++at] as number;
          while (code === SPACE || code === TAB) code = bytes[++at] as number;
          if (code !== COLON) break;
          expect = VALUE;
          code = bytes[++at] as number;
          if (code <= SPACE) continue;
        }
        valueStart = at;
        if (code === QUOTE) {
          kind = STRING;
          at = plainEnd(bytes, view, last, at + 1);
          if (bytes[at] === BACKSLASH) {
            kind = ESCAPED_STRING;
            at = escapedEnd(bytes, view, last, at);
          }
          if (bytes[at] !== QUOTE) break;
          at++;
        } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
          this.keep(depth * LEVEL_WIDTH, open, object, field, keyStart, valueStart, key);
          if (++depth === DEEPEST) break;
          const isObject = code === OPEN_BRACE;
          open = !isObject ? IN_ARRAY : open < 0 || field < 0 ? IN_OBJECT : (this.objectOf[field] as number);
          key = open - IN_OBJECT;
          object = keys.open();
          expect = isObject ? FIRST_KEY : FIRST_ELEMENT;
          at++;
          continue;
        } else if (code === CLOSE_BRACKET && expect === FIRST_ELEMENT) {
          expect = COMMA_OR_END;
          continue;
        } else {
          const token = readScalar(bytes, at);
          if (token < 0) break;
          kind = token % 16;
          at = (token - kind) / 16;
        }
      }
      expect = COMMA_OR_END;
      // Of the objects in it only stated members are noted.
      if (open < 0 || (depth > 0 && field < 0)) continue;
      if (depth === 0) {
        if (field >= 0) fieldCount++;
        const mayHold =
          kind >= OBJECT ? field !== userData : (kind === NULL || kind === ESCAPED_STRING) && field < 0;
        if (mayHold) holdsValues = true;
      }
      if (count === mostMembers) break;
      const place = count++ * TAPE_WIDTH;
      numbers[place] = field;
      numbers[place + 1] = keyStart;
      numbers[place + 2] = valueStart;
      numbers[place + 3] = at;
      numbers[place + 4] = kind;
      // One turn less for each member.
      if (bytes[at] === COMMA && bytes[at + 1] === QUOTE) {
        expect = KEY;
        at++;
      }
    }
    this.stoppedAt = at;
    this.end = at + this.window.base;
    this.fieldCount = fieldCount;
    this.holdsValues = holdsValues;
    tape.count = count;
    tape.mayRepeatKeys = keys.mayRepeat;
    return isSound;
  }

  /**
   * Reads the name of a key that did not come there before. Returns its number where it is learnt, 0 where it is not, and -1 where
   * it is no key that is worth reading fast: `otherField` is its field then, and `stoppedAt` after its name. `object` is 0 in the record.
   */
  private otherKey(before: number, open: number, object: number, start: number): number {
    const { order, tape, window } = this;
    const { bytes } = tape;
    const { view, last } = window;
    const end = plainEnd(bytes, view, last, start);
    this.stoppedAt = end;
    // A key with an escape is as rare as a broken one.
    if (bytes[end] !== QUOTE) return -1;
    const hash = hashOf(bytes, start, end);
    this.otherField = open < 0 ? -1 : this.fieldAt(open, start, end, hash);
    const known = order.learn(before, open - IN_OBJECT, view, start, end, this.otherField, hash);
    if (object > 0 && known === 0) this.keys.add(hash, object);
    return known;
  }

  private startRecord(start: number): void {
    if (this.keys.startRecord()) this.order.forgetObjects();
    this.tape.start = start;
    this.lineEnds = 0;
    this.lineStart = start;
    this.hasCarriageReturn = false;
  }

  /** Keeps what is known of an object or array while one in it is read. */
  private keep(
    level: number,
    open: number,
    object: number,
    field: number,
    keyStart: number,
    valueStart: number,
    key: number,
  ): void {
    const { levels } = this;
    levels[level] = open;
    levels[level + 1] = object;
    levels[level + 2] = field;
    levels[level + 3] = keyStart;
    levels[level + 4] = valueStart;
    levels[level + 5] = key;
  }

  /** The offset of the next character that is no white space. Unless it ends a record, a line end is passed and counted. */
  private tokenAt(start: number, isLines: boolean): number {
    const { bytes } = this.tape;
    for (let at = start; ; at++) {
      const code = bytes[at] as number;
      if (code > SPACE) return at;
      if (code === SPACE) at = spacesEnd(bytes, at) - 1;
      else if (code === TAB) continue;
      else if (isLines) return at;
      else if (code === CARRIAGE_RETURN) this.hasCarriageReturn = true;
      else if (code === LINE_FEED) {
        this.lineEnds++;
        this.lineStart = at + 1;
      } else return at;
    }
  }

  /** The tape's number of the field that a key of a stated object is, or -1. `hash` is the key's. */
  private fieldAt(object: number, start: number, end: number, hash: number): number {
    const { bytes } = this.tape;
    const names = this.names[object] as Vocabulary;
    const index =
      names.isAscii || !isBeyondAscii(bytes, start, end)
        ? names.indexInBytes(bytes, start, end, hash)
        : names.names.indexOf(this.tape.textAt(start, end));
    return index < 0 ? -1 : (this.firsts[object] as number) + index;
  }

  /** Reads what is after a record that ends at `end`. Returns the offset of the next one or of the text's end, or -1. */
  private readAfter(end: number, closing: number): number {
    const { bytes } = this.tape;
    const { isLines } = this;
    let at = this.tokenAt(end, false);
    const isSeparated = isLines ? this.lineEnds > 0 || this.hasCarriageReturn : bytes[at] === COMMA;
    if (isSeparated && !isLines) at = this.tokenAt(at + 1, false);
    if (!isSeparated || (bytes[at] !== OPEN_BRACE && !this.isBeforeRecord(at))) {
      at = this.textEnd(at, isSeparated && !isLines ? -1 : closing);
      if (at < 0) return -1;
      // What stands after the list was not measured.
      this.hasCarriageReturn = true;
    }
    this.lastLineLength = at - this.lineStart;
    if (this.hasCarriageReturn) this.lineEnds = -1;
    return at;
  }

  /** Whether the text ends at an offset of what is shown of it, and a record starts there. */
  private isBeforeRecord(at: number): boolean {
    return this.follows === 'record' && this.isTextEnd(at);
  }

  private isTextEnd(at: number): boolean {
    const { window } = this;
    return at === window.held && window.base + at === window.length;
  }

  /** The end of the text, if the record's list ends at `start` and the file with it; else -1. */
  private textEnd(start: number, closing: number): number {
    const { bytes } = this.window;
    let at = start;
    if (this.follows === 'file-end' && (closing === 0 || bytes[at] === closing)) {
      if (closing !== 0) at++;
      while (isWhiteSpace(bytes[at] as number)) at++;
      if (this.isTextEnd(at)) return at;
    }
    this.stoppedAt = at;
    return -1;
  }
}
