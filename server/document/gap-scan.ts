import type { RecordType } from '../spec/record-type';
import type { ScannedValue } from './collect';
import { afterValue, type Conflict, type Frame } from './frame';
import type { GapEvent, StructureEvent } from './gap-event';
import { lacksValue, problem, problemAtLastToken, type Scan } from './scan';
import type { SeenAhead } from './surrounding-text';

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

/** The member of a container that is being read. */
interface Member {
  /** Its name without its quotes; empty where it has none. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  /** Whether the container has a member of that name already. */
  readonly isRepeated: boolean;
  /** Whether it is udata, by any name: its objects are user data, never records. */
  readonly isUdata: boolean;
}

const NO_MEMBER: Member = { key: '', start: -1, end: -1, isRepeated: false, isUdata: false };

/** The text between two records that is being read. */
export interface GapScan extends Scan {
  readonly isFileEnd: boolean;
  readonly type: RecordType;
  readonly structure: Structure;
  readonly events: GapEvent[];
  readonly ahead: SeenAhead;
  /** What is read stands in this structure, and in this merge conflict. */
  frame: Frame;
  conflict: Conflict | undefined;
  member: Member;
  /** Whether a missing comma is not told: the record before broke off. */
  mayLackComma: boolean;
  /** Whether it was told that the file is not written as JSON Lines. */
  isToldOf: boolean;
  /** Whether nothing but commas and white space was met; a container; one by its content; a marker of a merge conflict. */
  isPlain: boolean;
  meetsContainer: boolean;
  isByContent: boolean;
  meetsMarker: boolean;
  /** The next record, once it is read. */
  next: ScannedValue | undefined;
}

/** Starts reading. */
export function startGap(from: GapStart, structure: Structure): GapScan {
  const { text, at, origin, frame, conflict, afterRecord, brokeOff, isFileEnd } = from;
  return {
    text,
    origin,
    problems: [],
    at,
    expect: afterRecord ? 'comma-or-end' : 'value',
    lastEnd: at,
    strays: '',
    isFilled: false,
    readEnd: at,
    isFileEnd,
    type: frame.type,
    structure,
    events: [],
    ahead: { from: 0, next: -1, wordFrom: 0, wordEnd: 0 },
    frame: afterRecord ? afterValue(frame) : frame,
    conflict,
    member: NO_MEMBER,
    mayLackComma: brokeOff,
    isToldOf: afterRecord,
    isPlain: afterRecord,
    meetsContainer: frame.inContainer,
    isByContent: false,
    meetsMarker: false,
    next: undefined,
  };
}

/** Whether what was read hangs on text that is not there. */
export function needsMore({ readEnd, text, isFileEnd }: GapScan): boolean {
  return readEnd > text.length && !isFileEnd;
}

export function note(
  { events, origin }: GapScan,
  kind: StructureEvent['kind'],
  start: number,
  end: number,
): void {
  events.push({ kind, start: start - origin, end: end - origin });
}

/** A member is over that has a key alone. */
export function noteMissingValue(scan: GapScan): void {
  if (scan.frame.kind === 'object' && lacksValue(scan)) note(scan, 'value', scan.lastEnd, scan.lastEnd);
}

/** The token that is being read ends at `end`. */
export function take(scan: GapScan, end: number): void {
  scan.lastEnd = scan.at = end;
  scan.isFilled = false;
}

/** Reports what is missing before a value that starts here. */
export function beginValue(scan: GapScan): void {
  const { frame, expect, at } = scan;
  if (frame.kind === 'beyond') return;
  reportRepeated(scan);
  if (expect === 'comma-or-end') {
    if (frame.kind === 'lines') {
      // A comma before it says the same.
      const last = scan.problems.at(-1);
      if (last?.kind === 'unexpected-comma' && last.end === scan.lastEnd - scan.origin) scan.problems.pop();
      problem(scan, 'second-on-line', at, at + 1);
    } else if (!scan.mayLackComma) problemAtLastToken(scan, 'comma-expected');
  } else if (expect === 'key' || expect === 'first-key') {
    problem(scan, 'key-expected', at, at + 1);
  } else if (expect === 'colon') {
    problemAtLastToken(scan, 'colon-expected');
  }
  scan.mayLackComma = false;
}

/** A value ends at `end`. */
export function endValue(scan: GapScan, end: number): void {
  scan.frame = afterValue(scan.frame);
  scan.expect = 'comma-or-end';
  forgetMember(scan);
  take(scan, end);
}

export function forgetMember(scan: GapScan): void {
  scan.member = NO_MEMBER;
}

/** A key whose value is still to be typed is not held against its author; both sides of a conflict have the same ones. */
export function reportRepeated(scan: GapScan): void {
  const { isRepeated, start, end } = scan.member;
  if (isRepeated && !scan.conflict) problem(scan, 'repeated-key', start, end);
}

/** Whatever is open lacks its end, at the last token. */
export function closeOpenFrame(scan: GapScan): void {
  const { frame, lastEnd } = scan;
  if (frame.kind !== 'array' && frame.kind !== 'object') return;
  problemAtLastToken(scan, frame.kind === 'object' ? 'unclosed-object' : 'unclosed-array');
  scan.isPlain = false;
  noteMissingValue(scan);
  for (let open: Frame | undefined = frame; open?.parent; open = open.parent)
    note(scan, 'close', lastEnd, lastEnd);
}
