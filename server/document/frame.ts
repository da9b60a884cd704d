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
  /** On the frame of a file's start: what is told of the file itself. */
  readonly tells: Tells | undefined;
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
  const { parent, depth } = frame;
  frame.done ??= {
    kind,
    parent,
    depth,
    inContainer: false,
    lines: undefined,
    isListOfRecords: false,
    tells: undefined,
  };
  return frame.done;
}
