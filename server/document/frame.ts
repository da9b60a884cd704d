import type { RecordType } from '../spec/record-type';

/** What may come next. */
export type Expect = 'key' | 'first-key' | 'colon' | 'value' | 'first-element' | 'element' | 'comma-or-end';

/** Text of a tool that was told: what else it left there belongs to it. */
export interface Wrapped {
  /** The name of the kind of text. */
  readonly by: string;
  readonly from: Frame;
}

/** A merge conflict that is being read. */
export interface Conflict {
  readonly side: 'first' | 'second';
  /** Where it started, so that the second side is read from there, too; undefined where that was inside of a record. */
  readonly from: Frame | undefined;
  readonly expect: Expect;
  /** The one around it. */
  readonly outer: Conflict | undefined;
}

/**
 * Where in the file's structure a record stands: at the root, in an array, in a container's member, on a line of
 * JSON Lines, or after the end of the root value. A frame knows its parent; equal frames of one document are the
 * same object, so two places in the structure are compared with `===`.
 */
export interface Frame {
  /** What records here are. */
  readonly type: RecordType;
  readonly kind: 'root' | 'lines' | 'array' | 'object' | 'done' | 'beyond';
  readonly parent: Frame | undefined;
  readonly depth: number;
  /** Whether a container object is among this frame and its parents. */
  readonly inContainer: boolean;
  /** In JSON Lines the outermost frame: whatever is open ends with its line. */
  readonly lines: Frame | undefined;
  /** Whether it is an array that is named after records: then whatever object stands in it is to be one. */
  readonly isListOfRecords: boolean;
  /** In a container's member whose name says that it is about the container (`meta`): the frame of its other members. */
  readonly asideOf: Frame | undefined;
  /** Whether it is, or is inside of, such a member. */
  readonly inAside: boolean;
  /** On the frame of a file's start and of its end: what is told of the file itself. */
  readonly tells: Tells | undefined;
  /** What was told of a tool's text before this since the innermost list was opened. */
  readonly wrapped: Wrapped | undefined;
  /** The frames of what stands here after texts of tools. */
  wrappings?: Map<string, Frame>;
  array?: Frame;
  object?: Frame;
  listOfRecords?: Frame;
  aside?: Frame;
  done?: Frame;
}

/** That a file is named as JSON Lines and is none, that it only hides JSON, or that nothing may not be all that it holds. */
export type Tells = 'not-lines' | 'disguised' | 'empty-file';

/** The frame of a new document's start: of one JSON value, or of JSON Lines. */
export function outermostFrame(type: RecordType, kind: 'root' | 'lines', tells?: Tells): Frame {
  const frame: Frame = {
    type,
    kind,
    parent: undefined,
    depth: 0,
    inContainer: false,
    lines: undefined,
    isListOfRecords: false,
    asideOf: undefined,
    inAside: false,
    tells,
    wrapped: undefined,
  };
  return kind === 'lines' ? Object.assign(frame, { lines: frame }) : frame;
}

/** A frame of its own that says what another one does, but for this. */
function frameLike(frame: Frame, other: Partial<Frame>): Frame {
  const { type, kind, parent, depth, inContainer, lines, isListOfRecords, asideOf, inAside, tells, wrapped } =
    frame;
  const same = {
    type,
    kind,
    parent,
    depth,
    inContainer,
    lines,
    isListOfRecords,
    asideOf,
    inAside,
    tells,
    wrapped,
  };
  return { ...same, ...other };
}

/** The frame inside an array (or container object) that stands in `frame`; see `isListOfRecords` of the result. */
export function inside(frame: Frame, kind: 'array' | 'object', isListOfRecords = false): Frame {
  const slot = isListOfRecords ? 'listOfRecords' : kind;
  const known = frame[slot];
  if (known) return known;
  const made = frameLike(frame, {
    kind,
    parent: frame,
    depth: frame.depth + 1,
    inContainer: kind === 'object' || frame.inContainer,
    isListOfRecords,
    asideOf: undefined,
    tells: undefined,
    wrapped: undefined,
  });
  frame[slot] = made;
  return made;
}

/** The frame of a member of the container `frame` whose name says that it is about the container itself. */
export function asideIn(frame: Frame): Frame {
  frame.aside ??= frameLike(frame, { asideOf: frame, inAside: true });
  return frame.aside;
}

/**
 * The frame after a value that stands in `frame`: after the root value nothing may follow (`done`), and what
 * does follow is reported once and then read as records all the same (`beyond`).
 */
export function afterValue(frame: Frame): Frame {
  return frame.kind === 'root' ? follow(frame, 'done') : (frame.asideOf ?? frame);
}

/** The frame once text after the end of the root value has been reported. */
export function beyondEnd(frame: Frame): Frame {
  return frame.kind === 'done' ? follow(frame, 'beyond') : frame;
}

function follow(frame: Frame, kind: 'done' | 'beyond'): Frame {
  const nothing = {
    inContainer: false,
    lines: undefined,
    isListOfRecords: false,
    asideOf: undefined,
    inAside: false,
  };
  frame.done ??= frameLike(frame, { kind, ...nothing });
  return frame.done;
}

/** The frame of what stands in a frame after a tool's text was told there. */
export function wrappedIn(wrapped: Wrapped): Frame {
  const { by, from } = wrapped;
  from.wrappings ??= new Map();
  const known = from.wrappings.get(by);
  if (known) return known;
  const made = frameLike(from, { wrapped });
  if (made.kind === 'lines') Object.assign(made, { lines: made });
  from.wrappings.set(by, made);
  return made;
}

/** The text of this kind that was told before what stands in `frame`; of any kind where none is named. */
export function wrappingOf(frame: Frame, by?: string): Wrapped | undefined {
  for (let one = frame.wrapped; one; one = one.from.wrapped)
    if (by === undefined || one.by === by) return one;
  return undefined;
}

/** Nobody wraps records into more: what is met deeper than this stands alone, so that walking outwards costs little. */
const MOST_WRAPPINGS = 16;

/** Whether no more can be wrapped around what stands in `frame`. */
export function isWrappedOften(frame: Frame): boolean {
  let count = 0;
  for (let one = frame.wrapped; one; one = one.from.wrapped) count++;
  return count >= MOST_WRAPPINGS;
}

/** Whether two places are in the same side of the same merge conflicts. */
export function isSameConflict(one: Conflict | undefined, other: Conflict | undefined): boolean {
  if (one === other) return true;
  if (!one || !other) return false;
  return (
    one.side === other.side &&
    one.from === other.from &&
    one.expect === other.expect &&
    isSameConflict(one.outer, other.outer)
  );
}

/** Conflicts stand in no more of each other than this. */
const DEEPEST_CONFLICT = 8;

/** The conflict that starts here, inside of another one. */
export function beginConflict(
  outer: Conflict | undefined,
  from: Frame | undefined,
  expect: Expect,
): Conflict {
  let depth = 0;
  for (let one = outer; one; one = one.outer) depth++;
  return { side: 'first', from, expect, outer: depth < DEEPEST_CONFLICT ? outer : undefined };
}

/** The conflict after a record (or another value) that holds the end of the one that it stands in, or the start of one. */
export function conflictAfter(
  conflict: Conflict | undefined,
  value: { readonly endsConflict: boolean; readonly opensConflict: boolean },
): Conflict | undefined {
  const rest = value.endsConflict ? conflict?.outer : conflict;
  return value.opensConflict ? beginConflict(rest, undefined, 'value') : rest;
}
