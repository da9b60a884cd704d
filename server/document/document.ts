import type { Frame } from './frame';
import { outermostFrame } from './frame';
import type { Problem, Record } from './record';

/** How a file is read: as one JSON value, or as JSON Lines, one value a line. */
export type DocumentForm = 'json' | 'lines';

/**
 * A piece of the file, cut at the starts of records: one record and the text behind it up to the next one. Only
 * the first piece (the text in front of the first record) has no record. Pieces are shared between versions of a
 * document: an edit makes new ones only where it touches.
 */
export interface Chunk {
  readonly text: string;
  /** The record that starts at the chunk's start. */
  readonly record: Record | undefined;
  /** The structure that the record (or the file) starts in. */
  readonly frame: Frame;
  /** Defects in the text behind the record; offsets relative to the chunk's start. */
  readonly problems: readonly Problem[];
  /** Whether there is nothing but commas and white space behind the record. */
  readonly isPlain: boolean;
  /** Whether containers here are read the same as one value and record by record: see Gap. */
  readonly isSound: boolean;
  /** True where a screen found out, while the chunk was read, that no rule has anything to say about it. */
  readonly isClean: boolean;
  /** How many UTF-16 code units behind the chunk have a say in how it was read: 0 or 1 unless it is broken. */
  readonly reach: number;
  /** False after an edit, until `settle` has read the chunk again. */
  readonly isSettled: boolean;
  /** On an unsettled chunk: the settled one that it was, if edits touched nothing but its record. */
  readonly was: Chunk | undefined;
  /** Line ends in the text, and UTF-16 code units behind the last one (all of them if there is none). */
  readonly lineEnds: number;
  readonly lastLineLength: number;
}

/** One version of an open file. It is never changed; an edit makes a new version that shares its chunks. */
export interface Document {
  readonly form: DocumentForm;
  readonly chunks: readonly Chunk[];
  /** Where each chunk starts: UTF-16 offset, line, and column in that line. */
  readonly offsets: Int32Array;
  readonly lines: Int32Array;
  readonly columns: Int32Array;
  /** Length of the text in UTF-16 code units. */
  readonly length: number;
  /** The longest reach of a chunk; it may have been longer in an earlier version. */
  readonly longestReach: number;
  /** How many chunks are not sound. */
  readonly unsound: number;
  /** Indexes of the chunks that are not settled, ascending. */
  readonly unsettled: readonly number[];
}

/** A document of this text; nothing is read before `settle`. */
export function openDocument(text: string, form: DocumentForm): Document {
  const frame = outermostFrame(form === 'lines' ? 'lines' : 'root');
  return assemble(form, [unsettledChunk(text, frame)], [0]);
}

/** The text of the whole document. */
export function textOf(document: Document): string {
  return document.chunks.map((chunk) => chunk.text).join('');
}

/**
 * The document with text.slice(start, end) replaced (UTF-16 offsets, within the text). Only text is moved: the
 * chunks that the edit touches become one unsettled chunk.
 */
export function editDocument(document: Document, start: number, end: number, insert: string): Document {
  // The character in front belongs to what the edit touches: a record's end can depend on what follows it.
  const first = start === 0 ? 0 : firstReaching(document, start);
  const last = chunkIndexAt(document, Math.max(end, start, 1) - 1);
  const from = document.offsets[first] as number;
  const touched = document.chunks[first] as Chunk;
  const was = first === last ? chunkBeforeRecordEdit(touched, end - from) : undefined;
  const replace = (text: string) => text.slice(0, start - from) + insert + text.slice(end - from);
  return unsettle(document, first, last, replace, was);
}

/** The first of the chunks whose reading may depend on the character at `offset` or the one in front of it. */
function firstReaching(document: Document, offset: number): number {
  const { chunks, offsets, longestReach } = document;
  let first = chunkIndexAt(document, offset - 1);
  for (let index = first - 1; index >= 0; index--) {
    const end = offsets[index + 1] as number;
    if (end + longestReach < offset) break;
    if (end + (chunks[index] as Chunk).reach > offset) first = index;
  }
  return first;
}

/** The document with chunks `first` to `last` made one unsettled chunk, their text changed by `replace`. */
export function unsettle(
  document: Document,
  first: number,
  last: number,
  replace = (text: string) => text,
  was?: Chunk,
): Document {
  const { chunks, form } = document;
  const touched = chunks.slice(first, last + 1);
  const text = replace(touched.map((chunk) => chunk.text).join(''));
  const frame = (touched[0] as Chunk).frame;
  const isPlain = touched.every((chunk) => chunk.isPlain);
  const isSound = touched.every((chunk) => chunk.isSound);
  const made = { ...unsettledChunk(text, frame), isPlain, isSound, was };
  const unsettled = [
    ...document.unsettled.filter((index) => index < first),
    first,
    ...document.unsettled.filter((index) => index > last).map((index) => index - (last - first)),
  ];
  const edited = chunks.slice(0, first).concat(made, chunks.slice(last + 1));
  return assemble(form, edited, unsettled, { document, first, rest: chunks.length - last - 1 });
}

/** The index of the chunk that holds the character at a UTF-16 offset; the last one for the end of the text. */
export function chunkIndexAt(document: Document, offset: number): number {
  return lastIndexWhere(document.chunks.length, (index) => (document.offsets[index] as number) <= offset);
}

/** The last index below `length` for which `holds` is true; it is true for a first run of indexes, at least for 0. */
export function lastIndexWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What a version has in common with the one before it: its first chunks, and its last ones. */
export interface Common {
  readonly document: Document;
  readonly first: number;
  readonly rest: number;
}

/** A document of these chunks. Positions of what it has in common with an earlier version are taken over. */
export function assemble(
  form: DocumentForm,
  chunks: readonly Chunk[],
  unsettled: readonly number[],
  common?: Common,
): Document {
  const count = chunks.length;
  const first = common?.first ?? 0;
  const restStart = count - (common?.rest ?? 0);
  const offsets = new Int32Array(count);
  const lines = new Int32Array(count);
  const columns = new Int32Array(count);
  let offset = 0;
  let line = 0;
  let column = 0;
  let longestReach = common?.document.longestReach ?? 1;
  let unsound = common ? common.document.unsound - unsoundBetween(common) : 0;
  if (common && first > 0) {
    const before = common.document;
    offsets.set(before.offsets.subarray(0, first));
    lines.set(before.lines.subarray(0, first));
    columns.set(before.columns.subarray(0, first));
    offset = offsets[first - 1] as number;
    line = lines[first - 1] as number;
    column = columns[first - 1] as number;
    passChunk(chunks[first - 1] as Chunk);
  }
  for (let index = first; index < restStart; index++) {
    const chunk = chunks[index] as Chunk;
    offsets[index] = offset;
    lines[index] = line;
    columns[index] = column;
    if (!chunk.isSound) unsound++;
    if (chunk.reach > longestReach) longestReach = chunk.reach;
    passChunk(chunk);
  }
  if (common && common.rest > 0) {
    moveRest(common.document);
    offset +=
      common.document.length -
      (common.document.offsets[common.document.chunks.length - common.rest] as number);
  }
  return { form, chunks, offsets, lines, columns, length: offset, longestReach, unsound, unsettled };

  function passChunk(chunk: Chunk): void {
    offset += chunk.text.length;
    line += chunk.lineEnds;
    column = chunk.lineEnds > 0 ? chunk.lastLineLength : column + chunk.lastLineLength;
  }

  /** The rest is where it was, but for what came or went in front: only on its first line columns move too. */
  function moveRest(before: Document): void {
    const shift = before.chunks.length - count;
    const offsetShift = offset - (before.offsets[restStart + shift] as number);
    const firstLine = before.lines[restStart + shift] as number;
    const lineShift = line - firstLine;
    const columnShift = column - (before.columns[restStart + shift] as number);
    for (let index = restStart; index < count; index++) {
      const lineBefore = before.lines[index + shift] as number;
      offsets[index] = (before.offsets[index + shift] as number) + offsetShift;
      lines[index] = lineBefore + lineShift;
      columns[index] =
        (before.columns[index + shift] as number) + (lineBefore === firstLine ? columnShift : 0);
    }
  }
}

/** How many chunks were not sound among those that an earlier version does not have in common. */
function unsoundBetween({ document, first, rest }: Common): number {
  let unsound = 0;
  const end = document.chunks.length - rest;
  for (let index = first; index < end; index++) if (!document.chunks[index]?.isSound) unsound++;
  return unsound;
}

function unsettledChunk(text: string, frame: Frame): Chunk {
  return {
    text,
    record: undefined,
    frame,
    problems: [],
    isPlain: false,
    isSound: true,
    isClean: false,
    reach: 0,
    isSettled: false,
    was: undefined,
    ...measureLines(text),
  };
}

/** The settled chunk that `chunk` was, if an edit up to `end` (in the chunk) touches only its record. */
function chunkBeforeRecordEdit(chunk: Chunk, end: number): Chunk | undefined {
  const settled = chunk.isSettled ? chunk : chunk.was;
  if (!settled?.record?.closed) return undefined;
  return end <= chunk.text.length - gapLength(settled) ? settled : undefined;
}

/** How many UTF-16 code units stand behind the chunk's record. */
export function gapLength(chunk: Chunk): number {
  return chunk.text.length - (chunk.record?.end ?? 0);
}

/** Counts the line ends of the protocol (LF, CRLF, lone CR) and the code units behind the last one. */
export function measureLines(text: string): { readonly lineEnds: number; readonly lastLineLength: number } {
  const hasCarriageReturns = text.includes('\r');
  let lineEnds = 0;
  let lineStart = 0;
  for (;;) {
    const next = hasCarriageReturns ? nextLineStart(text, lineStart) : text.indexOf('\n', lineStart) + 1;
    if (next === 0) break;
    lineEnds++;
    lineStart = next;
  }
  return { lineEnds, lastLineLength: text.length - lineStart };
}

/** The offset behind the next line end at or behind `offset`, or 0 where there is none. */
export function nextLineStart(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  const segment = lineFeed < 0 ? text.length : lineFeed;
  for (let at = offset; at < segment; at++) {
    if (text.charCodeAt(at) === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return lineFeed + 1;
}
