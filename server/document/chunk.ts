import { type LineMeasure, measureLines } from '../json/lines';
import type { Problem } from '../json/problem';
import type { Conflict, Frame } from './frame';
import type { GapEvent } from './gap-event';
import type { Noted } from './noted';
import type { DataRecord } from './record';

/**
 * A piece of the file, cut at the starts of records: one record and the text after it up to the next one. Only
 * the first piece (the text before the first record) has no record. Pieces are shared between versions of a
 * document: an edit makes new ones only where it touches.
 */
export interface Chunk extends LineMeasure, Noted {
  readonly text: string;
  /** The record that starts at the chunk's start. */
  readonly record: DataRecord | undefined;
  /** The structure that the record (or the file) starts in. */
  readonly frame: Frame;
  /** The merge conflict that the chunk starts in. */
  readonly conflict: Conflict | undefined;
  /** Defects in the text after the record; offsets relative to the chunk's start. */
  readonly problems: readonly Problem[];
  /** What stands after the record; undefined where that is nothing but commas and white space, as nearly everywhere. */
  readonly gap: readonly GapEvent[] | undefined;
  /** Whether containers here are read the same as one value and record by record: see Gap. */
  readonly isSound: boolean;
  /** What the reader's digester made of the record; 0 where that, or the text after it, was not read fast and without defects. */
  readonly digest: number;
  /** How many UTF-16 code units after the chunk have a say in how it was read: 0 or 1 unless it is broken. */
  readonly reach: number;
  /** False after an edit, until `settle` has read the chunk again. */
  readonly isSettled: boolean;
  /** On an unsettled chunk: the settled one that it was, if edits touched nothing but its record. */
  readonly was: Chunk | undefined;
}

export const NO_PROBLEMS: readonly Problem[] = [];

/**
 * A chunk as nearly all are. What only others have stands in the prototype, once for all of them: of a large file these are
 * most of what is kept beside its text.
 */
class PlainChunk implements Chunk {
  declare readonly conflict: undefined;
  declare readonly problems: readonly Problem[];
  declare readonly gap: undefined;
  declare readonly isSound: boolean;
  declare readonly reach: number;
  declare readonly isSettled: boolean;
  declare readonly was: undefined;

  constructor(
    readonly text: string,
    readonly record: DataRecord | undefined,
    readonly frame: Frame,
    readonly digest: number,
    readonly noted: Noted['noted'],
    readonly notedFrom: number,
    readonly pairs: Noted['pairs'],
    readonly lineEnds: number,
    readonly lastLineLength: number,
  ) {}
}

Object.assign(PlainChunk.prototype, {
  conflict: undefined,
  problems: NO_PROBLEMS,
  gap: undefined,
  isSound: true,
  reach: 0,
  isSettled: true,
  was: undefined,
} satisfies Partial<Chunk>);

/** A chunk that was read; its lines are measured where they are not known. */
export function settledChunk(
  read: Omit<Chunk, 'isSettled' | 'was' | keyof LineMeasure>,
  lines: LineMeasure = measureLines(read.text),
): Chunk {
  const { text, record, frame, conflict, problems, gap, isSound, digest, noted, notedFrom, pairs, reach } =
    read;
  const { lineEnds, lastLineLength } = lines;
  if (!conflict && problems.length === 0 && !gap && isSound && reach === 0)
    return new PlainChunk(text, record, frame, digest, noted, notedFrom, pairs, lineEnds, lastLineLength);
  return {
    text,
    record,
    frame,
    conflict,
    problems,
    gap,
    isSound,
    digest,
    noted,
    notedFrom,
    pairs,
    reach,
    isSettled: true,
    was: undefined,
    lineEnds,
    lastLineLength,
  };
}
