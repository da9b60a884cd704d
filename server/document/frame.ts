import type { Wrapping } from './surrounding-text';

/** What may come next. */
export type Expect = 'key' | 'first-key' | 'colon' | 'value' | 'first-element' | 'element' | 'comma-or-end';

/** What a tool wrapped around what is read: inside of it all is as if it were not there. */
export interface Wrapped {
  readonly by: Wrapping;
  /** Of a merge conflict the side that is read: each one starts where the conflict does. */
  readonly side: 'first' | 'base' | 'second';
  /** Where it starts. */
  readonly from: Frame;
  readonly expect: Expect;
}

/**
 * Where in the file's structure a record stands: at the root, in an array, in a container's member, on a line of
 * JSON Lines, or behind the end of the root value. A frame knows its parent; equal frames of one document are the
 * same object, so two places in the structure are compared with `===`.
 */
export interface Frame {
  readonly kind: 'root' | 'lines' | 'array' | 'object' | 'done' | 'beyond';
  readonly parent: Frame | undefined;
  readonly depth: number;
  /** Whether a container object is among this frame and its parents. */
  readonly inContainer: boolean;
  /** In JSON Lines the outermost frame: whatever is open ends with its line. */
  readonly lines: Frame | undefined;
  /** Whether it is an array that is named after records: then whatever object stands in it is to be one. */
  readonly isListOfRecords: boolean;
  /** On the frame of a file's start and of its end: what is told of the file itself. */
  readonly tells: Tells | undefined;
  /** What a tool wrapped around this since the innermost list was opened. */
  readonly wrapped: Wrapped | undefined;
  /** The frames of what tools wrapped around what stands here. */
  wrappings?: Map<string, Frame>;
  array?: Frame;
  object?: Frame;
  listOfRecords?: Frame;
  done?: Frame;
}

/** That a file is named as JSON Lines and is none, or that nothing may not be all that it holds. */
export type Tells = 'not-lines' | 'empty-file';

/** The frame of a new document's start: of one JSON value, or of JSON Lines. */
export function outermostFrame(kind: 'root' | 'lines', tells?: Tells): Frame {
  const frame: Frame = {
    kind,
    parent: undefined,
    depth: 0,
    inContainer: false,
    lines: undefined,
    isListOfRecords: false,
    tells,
    wrapped: undefined,
  };
  return kind === 'lines' ? Object.assign(frame, { lines: frame }) : frame;
}

/** The frame inside an array (or container object) that stands in `frame`; see `isListOfRecords` of the result. */
export function inside(frame: Frame, kind: 'array' | 'object', isListOfRecords = false): Frame {
  const slot = isListOfRecords ? 'listOfRecords' : kind;
  const known = frame[slot];
  if (known) return known;
  const depth = frame.depth + 1;
  const inContainer = kind === 'object' || frame.inContainer;
  const made: Frame = {
    kind,
    parent: frame,
    depth,
    inContainer,
    lines: frame.lines,
    isListOfRecords,
    tells: undefined,
    wrapped: undefined,
  };
  frame[slot] = made;
  return made;
}

/**
 * The frame behind a value that stands in `frame`: behind the root value nothing may follow (`done`), and what
 * does follow is reported once and then read as records all the same (`beyond`).
 */
export function afterValue(frame: Frame): Frame {
  return frame.kind === 'root' ? follow(frame, 'done') : frame;
}

/** The frame once text behind the end of the root value has been reported. */
export function beyondEnd(frame: Frame): Frame {
  return frame.kind === 'done' ? follow(frame, 'beyond') : frame;
}

function follow(frame: Frame, kind: 'done' | 'beyond'): Frame {
  const { parent, depth, wrapped } = frame;
  frame.done ??= {
    kind,
    parent,
    depth,
    inContainer: false,
    lines: undefined,
    isListOfRecords: false,
    tells: frame.tells,
    wrapped,
  };
  return frame.done;
}

/** The frame of what a tool wraps around what stands in `wrapped.from`. */
export function wrappedIn(wrapped: Wrapped): Frame {
  const { by, side, from, expect } = wrapped;
  from.wrappings ??= new Map();
  const key = `${by} ${side} ${expect}`;
  const known = from.wrappings.get(key);
  if (known) return known;
  const { kind, parent, depth, inContainer, lines, isListOfRecords, tells } = from;
  const made: Frame = { kind, parent, depth, inContainer, lines, isListOfRecords, tells, wrapped };
  if (kind === 'lines') Object.assign(made, { lines: made });
  from.wrappings.set(key, made);
  return made;
}

/** What of this kind is wrapped around what stands in `frame`, innermost first. */
export function wrappingOf(frame: Frame, by: Wrapping): Wrapped | undefined {
  for (let one = frame.wrapped; one; one = one.from.wrapped) if (one.by === by) return one;
  return undefined;
}

/** Nobody wraps records into more: what is met deeper than this stands alone, so that walking outwards costs little. */
const MOST_WRAPPINGS = 8;

/** Whether no more can be wrapped around what stands in `frame`. */
export function isWrappedOften(frame: Frame): boolean {
  let count = 0;
  for (let one = frame.wrapped; one; one = one.from.wrapped) count++;
  return count >= MOST_WRAPPINGS;
}

/** The frame behind the end of what was wrapped around `frame`. */
export function unwrapped(frame: Frame, { from }: Wrapped): Frame {
  if (frame.kind === from.kind) return from;
  return frame.kind === 'beyond' ? beyondEnd(afterValue(from)) : afterValue(from);
}
