import {
  APOSTROPHE,
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
} from '../json/characters';
import { placeholderAt } from '../json/placeholders';
import type { Problem, SyntaxProblemKind } from '../json/problem';
import {
  afterBlanks,
  endOfLine,
  isMixed,
  LONGEST_GAP,
  lastCharacter,
  mayStartComment,
  otherStringAt,
  readComment,
  readJunk,
  readString,
  report,
  signMeant,
  strayCharacterLength,
  wordEnd,
} from '../json/tokens';
import { readWord } from '../json/words';
import { decodeKey, type ScannedValue } from './collect';
import {
  afterValue,
  beginConflict,
  beyondEnd,
  type Conflict,
  conflictAfter,
  type Expect,
  type Frame,
  inside,
  isWrappedOften,
  wrappedIn,
  wrappingOf,
} from './frame';
import { type GapEvent, NO_EVENTS, type StructureEvent } from './gap-event';
import { PROBLEM_OF_MARKER, passMarker } from './merge-conflict';
import { scanValue } from './scan-value';
import { type Around, knownText, mayHoldValues, type NextJson, surroundingTextAt } from './surrounding-text';
import { holdsData, isBystander, isContainer, isListOfRecords } from './what-is-a-record';

/** Objects nested deeper than this are read as records: real wrappers are a few levels deep. */
export const DEEPEST_CONTAINER = 64;

/** Where reading the text between two records starts. */
export interface GapStart {
  readonly text: string;
  /** Offset in `text` after the record before, or of the file's start. */
  readonly at: number;
  /** Offset in `text` that problems are relative to: the start of the record before. */
  readonly origin: number;
  /** The frame of the record before. */
  readonly frame: Frame;
  /** The merge conflict that this stands in. */
  readonly conflict: Conflict | undefined;
  /** Whether a record is before; else this is the start of the file. */
  readonly afterRecord: boolean;
  /** Whether the record before broke off: its missing end is reported, so its missing comma is not. */
  readonly brokeOff: boolean;
  /** Whether `text` goes on to the end of the file. */
  readonly isFileEnd: boolean;
}

/** The structure between a record and the next one. */
export interface Gap {
  /** Offset in the text of the next record's `{`, or the text's length where none follows in it. */
  readonly end: number;
  /** The record that follows, read; undefined where the text is over. */
  readonly next: ScannedValue | undefined;
  /** The frame of whatever follows, and the merge conflict that it stands in. */
  readonly frame: Frame;
  readonly conflict: Conflict | undefined;
  readonly problems: readonly Problem[];
  /** What stands in it, offsets relative to the origin; undefined where that is nothing but white space and commas. */
  readonly events: readonly GapEvent[] | undefined;
  /**
   * False when the text is in a container and has defects other than of commas: then reading the container as one
   * value and reading it record by record can differ.
   */
  readonly isSound: boolean;
  /** After the last character that this depends on, as in a scanned value. */
  readonly readEnd: number;
}

/** What is known of the containers read so far. */
export interface Structure {
  /** Where containers, and the lists of objects in them, start. */
  readonly starts: Set<number>;
  /** By depth: where the names of members stand first, in the container that is open there or was open last. */
  readonly names: Map<string, number>[];
}

/** What is known where nothing was read. */
export function noStructure(): Structure {
  return { starts: new Set(), names: [] };
}

/**
 * Reads the structure from after one record to the start of the next: commas, brackets, names of a container's
 * members, and values that are left alone. `structure` is filled when a container is met and read when something
 * inside of it is: whoever reads on inside a container passes the same.
 */
export function scanGap(from: GapStart, structure: Structure): Gap {
  const { text, origin, isFileEnd } = from;
  const { type } = from.frame;
  const { starts, names } = structure;
  const problems: Problem[] = [];
  const events: GapEvent[] = [];
  let frame = from.afterRecord ? afterValue(from.frame) : from.frame;
  let expect: Expect = from.afterRecord ? 'comma-or-end' : 'value';
  let at = from.at;
  let lastEnd = at;
  let isPlain = from.afterRecord;
  let meetsContainer = frame.inContainer;
  let mayLackComma = from.brokeOff;
  let readEnd = at;
  const nextJson: NextJson = { from: 0, next: -1 };
  /** The name of the member being read, if it has one, without its quotes. */
  let key = '';
  /** Where it starts if the container has a member of that name already, and where it ends; the former else -1. */
  let repeated = -1;
  let keyEnd = 0;
  /** Whether that is udata, by any name: its objects are user data, never records. */
  let isUdata = false;
  let isByContent = false;
  let isToldOf = from.afterRecord;
  let { conflict } = from;
  let meetsMarker = false;
  /** Whether the last token stands for records that were left out. */
  let isFilled = false;
  let next: ScannedValue | undefined;

  while (next === undefined) {
    skipWhiteSpace();
    if (at >= text.length) break;
    if (frame.tells === 'disguised') {
      problem('disguised', at, endOfLine(text, at));
      isPlain = false;
      at = text.length;
      look(at);
      break;
    }
    if (frame.tells === 'not-lines' && !isToldOf) {
      problem('not-lines', at, at + 1);
      isToldOf = true;
    }
    const code = signMeant(
      text,
      at,
      expect === 'comma-or-end' && (frame.kind === 'array' || frame.kind === 'object'),
    );
    if (code > 0x7f || code !== text.charCodeAt(at)) look(at + LONGEST_GAP - 1);
    if (passConflictMarker() || (code === text.charCodeAt(at) && passSurroundingText())) {
      if (needsMore()) break;
      continue;
    }
    if (!mayStartComment(text, at) && strayCharacterLength(text, at) === 0) leaveRoot(code);
    if (code === OPEN_BRACE) readObject();
    else if (code === OPEN_BRACKET) readArray();
    else if (code === COMMA) readComma();
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) readClosingBracket(code === CLOSE_BRACE);
    else readOther(code);
    if (needsMore()) break;
  }
  if (next === undefined && isFileEnd) {
    if (frame.tells === 'empty-file' && expect === 'value' && problems.length === 0)
      problem('empty-file', 0, 0);
    closeOpenFrame();
  } else if (next === undefined && !needsMore()) {
    // The text ends where the next record is known to start.
    leaveRoot(OPEN_BRACE);
    beginValue();
  }
  const isSound =
    !meetsContainer ||
    (!isByContent &&
      !meetsMarker &&
      !from.brokeOff &&
      problems.every(({ kind }) => /comma|repeated/.test(kind)));
  const structureHere = isPlain ? undefined : events.length === 0 ? NO_EVENTS : events;
  return { end: at, next, frame, conflict, problems, events: structureHere, isSound, readEnd };

  /** The character at this offset, or the end of the text there, has a say in the result. */
  function look(offset: number): void {
    if (offset >= readEnd) readEnd = offset + 1;
  }

  function needsMore(): boolean {
    return readEnd > text.length && !isFileEnd;
  }

  function problem(kind: SyntaxProblemKind, start: number, end: number): void {
    report(problems, kind, origin, start, end);
  }

  function note(kind: StructureEvent['kind'], start: number, end: number): void {
    events.push({ kind, start: start - origin, end: end - origin });
  }

  /** A member that is over, and has a key alone. */
  function noteMissingValue(): void {
    if (frame.kind !== 'object' || (expect !== 'colon' && expect !== 'value')) return;
    note('value', lastEnd, lastEnd);
  }

  function noteSurrounding(end: number, by: string): void {
    events.push({ kind: 'surrounding', start: at - origin, end: end - origin, by });
  }

  function take(end: number): void {
    lastEnd = at = end;
    isFilled = false;
  }

  /** Reports the sign that is being read where it is none of JSON. */
  function reportSign(plain: number): void {
    if (text.charCodeAt(at) !== plain) problem('other-sign', at, at + 1);
  }

  function skipWhiteSpace(): void {
    for (;;) {
      const code = text.charCodeAt(at);
      if (!isWhiteSpace(code)) return;
      if (frame.lines && (code === LINE_FEED || code === CARRIAGE_RETURN)) {
        closeOpenFrame();
        frame = frame.lines;
        expect = 'value';
      }
      at++;
    }
  }

  function closeOpenFrame(): void {
    if (frame.kind !== 'array' && frame.kind !== 'object') return;
    problem(
      frame.kind === 'object' ? 'unclosed-object' : 'unclosed-array',
      lastCharacter(text, lastEnd),
      lastEnd,
    );
    isPlain = false;
    noteMissingValue();
    for (let open: Frame | undefined = frame; open?.parent; open = open.parent)
      note('close', lastEnd, lastEnd);
  }

  /** A token that starts with this character stands here: after the root value that is reported, once. */
  function leaveRoot(code: number): void {
    if (frame.kind !== 'done') return;
    const junk: Problem[] = [];
    if (!isPunctuation(code)) look(readJunk(text, at, origin, junk));
    // That it is not written as JSON Lines is told of all its values at once.
    if (frame.tells !== 'not-lines')
      problem('text-after-end', at, origin + (junk[0]?.end ?? at + 1 - origin));
    frame = beyondEnd(frame);
    isPlain = false;
  }

  function passConflictMarker(): boolean {
    const start = conflict?.from;
    const isAtStart = () => start !== undefined && (frame === start || frame === afterValue(start));
    const passed = passMarker(text, at, conflict?.side, isAtStart);
    if (typeof passed === 'number') {
      look(passed - 1);
      return false;
    }
    look(passed.readEnd - 1);
    const { does } = passed;
    problem(PROBLEM_OF_MARKER[does], at, passed.end);
    if (does === 'begin') conflict = beginConflict(conflict, frame, expect);
    else if (does === 'end') conflict = conflict?.outer;
    else if (does === 'second side' && conflict) {
      ({ expect } = conflict);
      frame = conflict.from ?? frame;
      conflict = { ...conflict, side: 'second' };
    }
    isPlain = false;
    meetsMarker = true;
    at = passed.goOn;
    return true;
  }

  /** Outside of all lists, what tools leave around records is told as one defect, and is not there for what follows. */
  function passSurroundingText(): boolean {
    const around = whereAround();
    if (!around) return false;
    const found = surroundingTextAt(text, at, around, isFileEnd, nextJson);
    if (typeof found === 'number') {
      look(found - 1);
      return false;
    }
    const piece = text.slice(at, found.end);
    const known = knownText(piece);
    const owner = wrappingOf(frame, frame.lines && known.name);
    // A second value is told as such, with all that follows.
    const isSilent =
      (frame.kind === 'beyond' && frame.tells !== 'not-lines') ||
      (frame.kind === 'done' && known.isNothing && startsValue(found.end));
    if (isSilent || (owner && !mayHoldValues(piece, known))) {
      noteSurrounding(found.end, owner?.by ?? known.name);
    } else {
      problem('surrounding-text', at, found.end);
      if (!isWrappedOften(frame)) frame = wrappedIn({ by: known.name, from: frame });
      noteSurrounding(found.end, known.name);
    }
    isPlain = false;
    at = found.end;
    look(found.readEnd - 1);
    return true;
  }

  function startsValue(end: number): boolean {
    return /^\s{0,80}[{[]/.test(text.slice(end, end + 100));
  }

  function whereAround(): Around | undefined {
    if (frame.kind === 'lines') return expect === 'comma-or-end' ? 'after-line' : 'line';
    if (frame.kind === 'root') return 'start';
    if (frame.kind !== 'done' && frame.kind !== 'beyond') return undefined;
    return wrappingOf(frame) ? 'rest' : 'end';
  }

  /** Reports what is missing before a value that starts here. */
  function beginValue(): void {
    if (frame.kind === 'beyond') return;
    tellRepeated();
    if (expect === 'comma-or-end') {
      if (frame.kind === 'lines') problem('text-after-end', at, at + 1);
      else if (!mayLackComma) problem('comma-expected', lastCharacter(text, lastEnd), lastEnd);
    } else if (expect === 'key' || expect === 'first-key') {
      problem('key-expected', at, at + 1);
    } else if (expect === 'colon') {
      problem('colon-expected', lastCharacter(text, lastEnd), lastEnd);
    }
    mayLackComma = false;
  }

  function endValue(end: number): void {
    frame = afterValue(frame);
    expect = 'comma-or-end';
    forgetKey();
    take(end);
  }

  function forgetKey(): void {
    key = '';
    repeated = -1;
    isUdata = false;
  }

  /** A key whose value is still to be typed is not held against its author; both sides of a conflict have the same ones. */
  function tellRepeated(): void {
    if (repeated >= 0 && !conflict) problem('repeated-key', repeated, keyEnd);
    repeated = -1;
  }

  function nameMember(start: number, end: number): void {
    const known = names[frame.depth];
    const first = known?.get(key);
    // What is read again, with more text, has been met itself.
    repeated = first !== undefined && first < start ? start : -1;
    keyEnd = end;
    if (first === undefined) known?.set(key, start);
  }

  /** Passes over a value that is no record: it is checked as JSON and left alone. */
  function passValue(value: ScannedValue): void {
    isPlain = false;
    look(value.readEnd - 1);
    for (const { kind, start, end } of problemsIn(value, conflict)) problem(kind, at + start, at + end);
    conflict = conflictAfter(conflict, value);
    note('value', at, value.end);
    endValue(value.end);
  }

  function scan(): ScannedValue {
    return scanValue(text, at, text.length, type, frame.lines !== undefined);
  }

  function readObject(): void {
    beginValue();
    // The container around it was read as a whole: what that told of this one holds. To read each container again, in
    // each one around it, would take as many passes as there are levels.
    if (!isUdata && starts.has(at) && frame.depth < DEEPEST_CONTAINER) return enter('object');
    const value = scan();
    if (value.readEnd > text.length && !isFileEnd) return look(text.length);
    const what = isUdata ? 'bystander' : whatIs(value, frame);
    if (what === 'bystander') {
      passValue(value);
    } else if (what === 'container') {
      isByContent ||= value.isByContent;
      for (const start of value.containers) starts.add(start);
      for (const start of value.objectLists) starts.add(start);
      // That a broken object is a container can hang on any of its text.
      if (value.problems.length > 0) look(value.readEnd - 1);
      enter('object');
    } else {
      next = value;
    }
  }

  function readArray(): void {
    beginValue();
    const isKnown = frame.inContainer && starts.has(at) && frame.depth < DEEPEST_CONTAINER;
    if ((frame.kind === 'root' || isKnown) && !isUdata) return enter('array');
    const value = scan();
    look(value.readEnd - 1);
    if (needsMore()) return;
    if (frame.kind === 'array' || frame.kind === 'lines') problem('not-a-record', at, value.end);
    passValue(value);
  }

  function enter(kind: 'array' | 'object'): void {
    isPlain = false;
    frame = inside(frame, kind, kind === 'array' && frame.kind === 'object' && isListOfRecords(key, type));
    forgetKey();
    meetsContainer ||= frame.inContainer;
    if (kind === 'object') names[frame.depth] = new Map();
    note(kind, at, at + 1);
    reportSign(kind === 'array' ? OPEN_BRACKET : OPEN_BRACE);
    expect = kind === 'array' ? 'first-element' : 'first-key';
    take(at + 1);
  }

  function readComma(): void {
    if (frame.kind === 'array' || frame.kind === 'object') {
      noteMissingValue();
      if (expect === 'colon' || expect === 'value')
        problem('value-expected', lastCharacter(text, lastEnd), lastEnd);
      else if (expect !== 'comma-or-end' && !isFilled) problem('unexpected-comma', at, at + 1);
      reportSign(COMMA);
      expect = frame.kind === 'array' ? 'element' : 'key';
    } else if (frame.kind !== 'beyond') {
      problem('unexpected-comma', at, at + 1);
    }
    mayLackComma = false;
    forgetKey();
    take(at + 1);
  }

  function readClosingBracket(closesObject: boolean): void {
    isPlain = false;
    const kind = closesObject ? 'object' : 'array';
    let opener: Frame | undefined = frame;
    while (opener && opener.kind !== kind) opener = opener.parent;
    if (opener === undefined) {
      if (frame.kind !== 'beyond') problem('unexpected-bracket', at, at + 1);
      return take(at + 1);
    }
    if (opener !== frame) {
      problem(
        frame.kind === 'object' ? 'unclosed-object' : 'unclosed-array',
        lastCharacter(text, lastEnd),
        lastEnd,
      );
    } else if ((expect === 'key' || expect === 'element') && !isFilled) {
      problem('trailing-comma', lastCharacter(text, lastEnd), lastEnd);
    } else if (expect === 'colon' || expect === 'value') {
      problem('value-expected', lastCharacter(text, lastEnd), lastEnd);
    }
    reportSign(closesObject ? CLOSE_BRACE : CLOSE_BRACKET);
    noteMissingValue();
    for (let open = frame; open !== opener; open = open.parent as Frame) note('close', lastEnd, lastEnd);
    note('close', at, at + 1);
    frame = opener.parent as Frame;
    endValue(at + 1);
  }

  function readOther(code: number): void {
    // What this is may hang on the next character, as that of a comment or of a surrogate pair does.
    look(at + 1);
    const strayLength = strayCharacterLength(text, at);
    if (strayLength > 0) {
      problem('unexpected-character', at, at + strayLength);
      at += strayLength;
    } else if (mayStartComment(text, at)) {
      at = readComment(text, at, origin, problems);
      look(at);
    } else if (readPlaceholder()) {
      isPlain = false;
    } else if (frame.kind === 'object') {
      readMemberText(code);
    } else {
      readElementText(code);
    }
  }

  /** What documentation has in place of records. */
  function readPlaceholder(): boolean {
    const isInList =
      frame.kind === 'array' || (frame.kind === 'object' && expect !== 'value' && expect !== 'colon');
    if (!isInList) return false;
    const { end, readEnd: tokenReadEnd, isTag } = placeholderAt(text, at);
    look(tokenReadEnd - 1);
    if (end === undefined || isTag) return false;
    problem('placeholder', at, end);
    take(end);
    isFilled = true;
    return true;
  }

  /** A key or a scalar directly in a container: keys name records, scalars are left alone. */
  function readMemberText(code: number): void {
    isPlain = false;
    const isString = opensString(code);
    if (expect === 'comma-or-end' && isString) {
      problem('comma-expected', lastCharacter(text, lastEnd), lastEnd);
      expect = 'key';
    }
    if (code === COLON && expect === 'colon') {
      reportSign(COLON);
      expect = 'value';
      return take(at + 1);
    }
    if (code === COLON || expect === 'comma-or-end') return passOver();
    const start = at;
    if (expect === 'key' || expect === 'first-key') {
      const end = isString ? readStringEnd() : wordEnd(text, at);
      if (!isString) problem('unquoted-key', start, end);
      key = isString ? decodeKey(text, start + 1, end - 1) : text.slice(start, end);
      isUdata = holdsData(key, type);
      nameMember(start, end);
      note('key', start, end);
      expect = 'colon';
      return take(end);
    }
    if (expect === 'colon') problem('colon-expected', lastCharacter(text, lastEnd), lastEnd);
    tellRepeated();
    const end = isString ? readStringEnd() : readWordEnd();
    note('value', start, end);
    endValue(end);
  }

  /** A scalar where a record belongs. */
  function readElementText(code: number): void {
    isPlain = false;
    if (code === COLON || expect === 'comma-or-end' || frame.kind === 'beyond') return passOver();
    const start = at;
    const lastProblem = problems.at(-1);
    const isString = opensString(code);
    const end = isString ? readStringEnd() : readWordEnd();
    look(end);
    if (problems.at(-1) === lastProblem) problem('not-a-record', start, end);
    note('value', start, end);
    endValue(end);
  }

  function opensString(code: number): boolean {
    if (code === QUOTE || code === APOSTROPHE) return true;
    const other = otherStringAt(text, at);
    if (other) look(other.readEnd - 1);
    return other?.end !== undefined;
  }

  function readWordEnd(): number {
    const { end, readEnd: wordReadEnd } = readWord(text, at, origin, problems);
    look(wordReadEnd - 1);
    return end;
  }

  function readStringEnd(): number {
    const result = readString(text, at, origin, problems);
    const end = result < 0 ? ~result : result;
    // What follows a string says whether it ends there.
    look(isMixed(text, at, end) ? endOfLine(text, at) : afterBlanks(text, end));
    return end;
  }

  function passOver(): void {
    const ignored: Problem[] = frame.kind === 'beyond' ? [] : problems;
    at = readJunk(text, at, origin, ignored);
    look(at);
    lastEnd = at;
  }
}

/** The problems of a value: markers of no conflict in it belong to the one that starts before it, if there is one. */
export function problemsIn({ problems }: ScannedValue, conflict: Conflict | undefined): readonly Problem[] {
  if (!conflict || problems.every(({ kind }) => kind !== 'surrounding-text')) return problems;
  return problems.map((one) => (one.kind === 'surrounding-text' ? { ...one, kind: 'conflict-part' } : one));
}

/** What an object that stands in `frame` is; see what-is-a-record.ts. */
export function whatIs({ evidence }: ScannedValue, frame: Frame): 'record' | 'container' | 'bystander' {
  if (isContainer(evidence) && frame.depth < DEEPEST_CONTAINER) return 'container';
  return frame.inContainer && !frame.isListOfRecords && isBystander(evidence) ? 'bystander' : 'record';
}

function isPunctuation(code: number): boolean {
  return (
    code === COMMA ||
    code === COLON ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET
  );
}
