import {
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  isWhiteSpace,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../json/characters';
import { mayStartComment } from '../json/comments';
import type { Problem } from '../json/problem';
import { endOfLine, LONGEST_GAP, signMeant, strayCharacterLength } from '../json/tokens';
import type { ScannedValue } from './collect';
import { asideIn, type Conflict, type Frame, inside } from './frame';
import { leaveRoot, passConflictMarker, passSurroundingText } from './gap-around';
import { type GapEvent, NO_EVENTS } from './gap-event';
import { readOther } from './gap-members';
import {
  beginValue,
  closeOpenFrame,
  endValue,
  forgetMember,
  type GapScan,
  type GapStart,
  needsMore,
  note,
  noteMissingValue,
  type Structure,
  startGap,
  take,
} from './gap-scan';
import { passHiddenLine, passValue } from './gap-values';
import { AFTER_BRACKET, isOfWrongKind, openIn } from './misfit';
import {
  lacksValue,
  look,
  problem,
  problemAtLastToken,
  reportExtraComma,
  reportSign,
  reportTrailingComma,
} from './scan';
import { scanValue } from './scan-value';
import {
  isAboutLines,
  isAside,
  isBystander,
  isContainer,
  isEmptyPage,
  isHead,
  isListOfRecords,
} from './what-is-a-record';

/** Objects nested deeper than this are read as records: real wrappers are a few levels deep. */
const DEEPEST_CONTAINER = 64;

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

/**
 * Reads the structure from after one record to the start of the next: commas, brackets, names of a container's
 * members, and values that are left alone. `structure` is filled when a container is met and read when something
 * inside of it is: whoever reads on inside a container passes the same.
 */
export function scanGap(from: GapStart, structure: Structure): Gap {
  const scan = startGap(from, structure);
  while (scan.next === undefined && readToken(scan) && !needsMore(scan));
  if (scan.next === undefined) endText(scan);
  const { at: end, next, frame, conflict, problems, events, readEnd } = scan;
  const isSound =
    !scan.meetsContainer ||
    (!scan.isByContent &&
      !scan.meetsMarker &&
      !from.brokeOff &&
      problems.every(({ kind }) => /comma|repeated/.test(kind)));
  const structureHere = scan.isPlain ? undefined : events.length === 0 ? NO_EVENTS : events;
  return { end, next, frame, conflict, problems, events: structureHere, isSound, readEnd };
}

/** Reads what comes next; false where the text is over. */
function readToken(scan: GapScan): boolean {
  skipWhiteSpace(scan);
  const { text, at, expect } = scan;
  const { kind, tells } = scan.frame;
  if (at >= text.length) return false;
  if (tells === 'disguised') {
    problem(scan, 'disguised', at, endOfLine(text, at));
    scan.isPlain = false;
    scan.at = text.length;
    look(scan, scan.at);
    return false;
  }
  if (tells === 'not-lines' && !scan.isToldOf) {
    problem(scan, 'not-lines', at, at + 1);
    scan.isToldOf = true;
  }
  const code = signMeant(text, at, expect === 'comma-or-end' && (kind === 'array' || kind === 'object'));
  const isPlainSign = code === text.charCodeAt(at);
  if (code > 0x7f || !isPlainSign) look(scan, at + LONGEST_GAP - 1);
  if (passConflictMarker(scan) || passHiddenLine(scan) || (isPlainSign && passSurroundingText(scan)))
    return true;
  if (!mayStartComment(text, at) && strayCharacterLength(text, at) === 0) leaveRoot(scan, code);
  if (code === OPEN_BRACE) readObject(scan);
  else if (code === OPEN_BRACKET) readArray(scan);
  else if (code === COMMA) readComma(scan);
  else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) readClosingBracket(scan, code === CLOSE_BRACE);
  else readOther(scan, code);
  return true;
}

/** In JSON Lines whatever is open ends with its line. */
function skipWhiteSpace(scan: GapScan): void {
  for (; ; scan.at++) {
    const code = scan.text.charCodeAt(scan.at);
    if (!isWhiteSpace(code)) return;
    const { lines } = scan.frame;
    if (!lines || (code !== LINE_FEED && code !== CARRIAGE_RETURN)) continue;
    closeOpenFrame(scan);
    scan.frame = lines;
    scan.expect = 'value';
  }
}

/** The text is over: what is open lacks its end, or the next record follows. */
function endText(scan: GapScan): void {
  const { isFileEnd, frame, expect, problems } = scan;
  if (isFileEnd) {
    if (frame.tells === 'empty-file' && expect === 'value' && problems.length === 0)
      problem(scan, 'empty-file', 0, 0);
    closeOpenFrame(scan);
  } else if (!needsMore(scan)) {
    // The text ends where the next record is known to start.
    leaveRoot(scan, OPEN_BRACE);
    beginValue(scan);
    scan.frame = frameHere(scan);
  }
}

/** The frame of an object that opens here. */
function frameHere({ frame, member }: GapScan): Frame {
  const around = frame.asideOf ?? frame;
  return frame.kind === 'object' && isAside(member.key) ? asideIn(around) : around;
}

/** The object or array that opens here, read as one. */
function valueHere(scan: GapScan): ScannedValue {
  const { text, at, type } = scan;
  return scanValue(text, at, text.length, type, frameHere(scan));
}

function readObject(scan: GapScan): void {
  const { text, at, frame, structure } = scan;
  const { isUdata } = scan.member;
  beginValue(scan);
  // The container around it was read as a whole: what that told of this one holds. To read each container again, in
  // each one around it, would take as many passes as there are levels.
  const isKnown = frame.inContainer && structure.starts.has(at) && frame.depth < DEEPEST_CONTAINER;
  if (isKnown && !isUdata) return enter(scan, 'object');
  const value = valueHere(scan);
  if (value.readEnd > text.length && !scan.isFileEnd) return look(scan, text.length);
  const here = frameHere(scan);
  const what = isUdata ? 'bystander' : whatIs(value, here);
  if (what === 'bystander') {
    passValue(scan, value);
  } else if (what === 'container') {
    scan.isByContent ||= value.isByContent;
    // What was read as a whole may have gone on after the bracket that has closed the container.
    if (!frame.inContainer) structure.starts.clear();
    for (const start of value.containers) structure.starts.add(start);
    for (const start of value.objectLists) structure.starts.add(start);
    // That a broken object is a container can hang on any of its text.
    if (value.problems.length > 0) look(scan, value.readEnd - 1);
    enter(scan, 'object');
  } else {
    scan.frame = here;
    scan.next = value;
  }
}

function readArray(scan: GapScan): void {
  const { at, frame, structure } = scan;
  beginValue(scan);
  const isKnown = frame.inContainer && structure.starts.has(at) && frame.depth < DEEPEST_CONTAINER;
  const isAtRoot = frame.kind === 'root' || frame.kind === 'beyond';
  if ((isAtRoot || isKnown) && !scan.member.isUdata) return enter(scan, 'array');
  const value = valueHere(scan);
  look(scan, value.readEnd - 1);
  if (needsMore(scan)) return;
  if (frame.kind === 'array' || frame.kind === 'lines') problem(scan, 'not-a-record', at, value.end);
  passValue(scan, value);
}

/** A list or a container of records opens here. */
function enter(scan: GapScan, kind: 'array' | 'object'): void {
  const { at, frame, member, structure, type } = scan;
  const isOfRecords = kind === 'array' && frame.kind === 'object' && isListOfRecords(member.key, type);
  const inner = inside(frameHere(scan), kind, isOfRecords);
  scan.isPlain = false;
  scan.frame = inner;
  scan.meetsContainer ||= inner.inContainer;
  if (kind === 'object') structure.names[inner.depth] = new Map();
  note(scan, kind, at, at + 1);
  reportSign(scan, kind === 'array' ? OPEN_BRACKET : OPEN_BRACE);
  scan.expect = kind === 'array' ? 'first-element' : 'first-key';
  forgetMember(scan);
  take(scan, at + 1);
}

function readComma(scan: GapScan): void {
  const { at } = scan;
  const { kind } = scan.frame;
  if (kind === 'array' || kind === 'object') {
    noteMissingValue(scan);
    if (lacksValue(scan)) problemAtLastToken(scan, 'value-expected');
    else reportExtraComma(scan);
    reportSign(scan, COMMA);
    scan.expect = kind === 'array' ? 'element' : 'key';
  } else if (kind !== 'beyond') {
    problem(scan, 'unexpected-comma', at, at + 1);
  }
  scan.mayLackComma = false;
  forgetMember(scan);
  take(scan, at + 1);
}

function readClosingBracket(scan: GapScan, closesObject: boolean): void {
  const { at, frame, lastEnd } = scan;
  const kind = closesObject ? 'object' : 'array';
  scan.isPlain = false;
  let opener: Frame | undefined = frame;
  const isOpen = frame.kind === 'array' || frame.kind === 'object';
  const isWrong = isOpen && frame.kind !== kind && isOfOther(scan);
  if (isWrong) problem(scan, 'wrong-bracket', at, at + 1);
  else while (opener && opener.kind !== kind) opener = opener.parent;
  if (opener === undefined) {
    if (frame.kind !== 'beyond') problem(scan, 'unexpected-bracket', at, at + 1);
    return take(scan, at + 1);
  }
  if (opener !== frame) {
    problemAtLastToken(scan, frame.kind === 'object' ? 'unclosed-object' : 'unclosed-array');
  } else if (lacksValue(scan)) {
    problemAtLastToken(scan, 'value-expected');
  } else {
    reportTrailingComma(scan);
  }
  reportSign(scan, closesObject ? CLOSE_BRACE : CLOSE_BRACKET);
  noteMissingValue(scan);
  for (let open = frame; open !== opener; open = open.parent as Frame) note(scan, 'close', lastEnd, lastEnd);
  note(scan, 'close', at, at + 1);
  scan.frame = opener.parent as Frame;
  endValue(scan, at + 1);
}

/** Whether the closing bracket here is of another kind than what is open, and meant for that. */
function isOfOther(scan: GapScan): boolean {
  const { text, at, frame } = scan;
  look(scan, at + AFTER_BRACKET);
  return isOfWrongKind(text, at, text.length, openIn(frame, []));
}

/** What an object that stands in `frame` is; see what-is-a-record.ts. */
export function whatIs({ evidence }: ScannedValue, frame: Frame): 'record' | 'container' | 'bystander' {
  const isOfLines = frame.kind === 'lines' || frame.tells === 'not-lines';
  if (isOfLines && isAboutLines(evidence)) return 'bystander';
  if ((isOfLines || (frame.kind === 'array' && !frame.inContainer)) && isHead(evidence)) return 'bystander';
  if (isContainer(evidence) && frame.depth < DEEPEST_CONTAINER) return 'container';
  if (frame.kind === 'root' && isEmptyPage(evidence)) return 'bystander';
  return frame.inContainer && isBystander(evidence, frame.inAside, frame.isListOfRecords)
    ? 'bystander'
    : 'record';
}
