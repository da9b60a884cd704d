import { afterByteOrderMark } from '../json/characters';
import { lastIndexWhere } from '../json/last-index';
import { type LineMeasure, measureLines } from '../json/lines';
import type { RecordType } from '../spec/record-type';
import { type Block, toBlocks } from './blocks';
import { type Chunk, NO_PROBLEMS } from './chunk';
import type { DocumentForm, Reading } from './form';
import { type Conflict, type Frame, outermostFrame } from './frame';
import { NO_EVENTS } from './gap-event';
import { NOTHING_NOTED } from './noted';

/** One version of an open file. It is never changed; an edit makes a new version that shares its blocks. */
export interface Document {
  /** What its records are. */
  readonly type: RecordType;
  readonly form: DocumentForm;
  /** How it was said to be read; its form is of that. */
  readonly reading: Reading;
  readonly blocks: readonly Block[];
  /** Where each block starts: index of its first chunk, UTF-16 offset, line, and column in that line. */
  readonly starts: readonly ChunkStart[];
  /** How many chunks there are. */
  readonly count: number;
  /** Length of the text in UTF-16 code units. */
  readonly length: number;
  /** Indexes of the chunks that are not settled, ascending. */
  readonly unsettled: readonly number[];
}

/** A chunk's index, and where it starts: UTF-16 offset, line, column in that line. */
export interface ChunkStart {
  readonly index: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A document of this text with records of a type; nothing is read before `settle`. */
export function openDocument(text: string, how: DocumentForm | Reading, type: RecordType): Document {
  const reading = typeof how === 'string' ? { form: how } : how;
  const tells = reading.tells ?? (reading.isFinal ? 'empty-file' : undefined);
  const frame =
    reading.form === 'lines' ? outermostFrame(type, 'lines') : outermostFrame(type, 'root', tells);
  return assemble(type, reading, toBlocks([unsettledChunk(text, frame, undefined, true)]), [0]);
}

/** The text of the whole document. */
export function textOf(document: Document): string {
  const texts: string[] = [];
  for (const { chunks } of document.blocks) for (const chunk of chunks) texts.push(chunk.text);
  return texts.join('');
}

/** The text between two UTF-16 offsets of a document. */
export function textBetween(document: Document, start: number, end: number): string {
  const index = chunkIndexAt(document, start);
  const from = start - offsetOf(document, index);
  let missing = end - start;
  const parts: string[] = [];
  for (const { text } of chunksOf(document, index)) {
    const at = parts.length === 0 ? from : 0;
    const part = text.slice(at, at + missing);
    parts.push(part);
    missing -= part.length;
    if (missing === 0) break;
  }
  return parts.join('');
}

/** How many syntax errors a settled document has; more than any number where its text only hides JSON. */
export function syntaxErrorsOf({ blocks, reading }: Document): number {
  if (reading.tells === 'disguised') return Number.POSITIVE_INFINITY;
  return blocks.reduce((sum, { syntaxErrors }) => sum + syntaxErrors, 0);
}

/** Whether reading only what was touched is right in all containers: see `isSound` of a chunk. */
export function isSoundThroughout({ blocks }: Document): boolean {
  return blocks.every(({ unsound }) => unsound === 0);
}

/** How many members of containers have the name of another one of the same container. */
export function repeatedKeysOf({ blocks }: Document): number {
  return blocks.reduce((sum, { repeatedKeys }) => sum + repeatedKeys, 0);
}

/** The start of a document's text: at least this many UTF-16 code units, where it has them. */
export function startOfText(document: Document, length: number): string {
  let start = '';
  for (const { text } of chunksOf(document)) {
    if (start.length >= length) break;
    start += text;
  }
  return start;
}

/** The chunk with an index, which must be one. */
export function chunkAt(document: Document, index: number): Chunk {
  const block = blockOf(document, index);
  return (document.blocks[block] as Block).chunks[
    index - (document.starts[block] as ChunkStart).index
  ] as Chunk;
}

/** The UTF-16 offset at which chunk `index` starts. */
export function offsetOf(document: Document, index: number): number {
  const block = blockOf(document, index);
  const start = document.starts[block] as ChunkStart;
  return start.offset + ((document.blocks[block] as Block).offsets[index - start.index] as number);
}

/** The UTF-16 offset after chunk `index`. */
function endOf(document: Document, index: number): number {
  return offsetOf(document, index) + chunkAt(document, index).text.length;
}

/** Where chunk `index` starts. */
export function startOf(document: Document, index: number): ChunkStart {
  return startInBlock(document, blockOf(document, index), index);
}

/** Chunk `index` and where it starts: found once for both. */
export function placedChunk(
  document: Document,
  index: number,
): { readonly chunk: Chunk; readonly start: ChunkStart } {
  const block = blockOf(document, index);
  const { chunks } = document.blocks[block] as Block;
  const start = startInBlock(document, block, index);
  return { chunk: chunks[index - (document.starts[block] as ChunkStart).index] as Chunk, start };
}

/** Chunks `from` to `to` (not included), in order. */
export function* chunksOf(document: Document, from = 0, to = document.count): Generator<Chunk> {
  if (from >= to) return;
  let index = from;
  for (let block = blockOf(document, from); index < to; block++) {
    const { chunks } = document.blocks[block] as Block;
    const first = (document.starts[block] as ChunkStart).index;
    const end = Math.min(chunks.length, to - first);
    for (let at = index - first; at < end; at++) yield chunks[at] as Chunk;
    index = first + end;
  }
}

/** The index of the chunk that holds the character at a UTF-16 offset; the last one for the end of the text. */
export function chunkIndexAt(document: Document, offset: number): number {
  const block = lastIndexWhere(
    document.blocks.length,
    (at) => (document.starts[at] as ChunkStart).offset <= offset,
  );
  const { offsets } = document.blocks[block] as Block;
  const start = document.starts[block] as ChunkStart;
  return (
    start.index + lastIndexWhere(offsets.length, (at) => start.offset + (offsets[at] as number) <= offset)
  );
}

/** The start of the last chunk that does not start after a position (line and column, both from 0). */
export function chunkStartAt(document: Document, line: number, column: number): ChunkStart {
  const isNotAfter = (start: ChunkStart) =>
    start.line < line || (start.line === line && start.column <= column);
  const block = lastIndexWhere(document.blocks.length, (at) => isNotAfter(document.starts[at] as ChunkStart));
  const first = (document.starts[block] as ChunkStart).index;
  const { length } = (document.blocks[block] as Block).chunks;
  const index = lastIndexWhere(length, (at) => isNotAfter(startInBlock(document, block, first + at)));
  return startInBlock(document, block, first + index);
}

/**
 * The document with text.slice(start, end) replaced (UTF-16 offsets, within the text). Only text is moved: the
 * chunks that the edit touches become one unsettled chunk.
 */
export function editDocument(document: Document, start: number, end: number, insert: string): Document {
  // The character before belongs to what the edit touches: a record's end can depend on what follows it.
  const first = start === 0 ? 0 : firstReaching(document, start);
  const last = chunkIndexAt(document, Math.max(end, start, 1) - 1);
  const from = offsetOf(document, first);
  const was = first === last ? chunkBeforeRecordEdit(chunkAt(document, first), end - from) : undefined;
  // What is taken out can be megabytes: it is not put together for that.
  const text =
    textBetween(document, from, start) + insert + textBetween(document, end, endOf(document, last));
  return unsettleAs(document, { first, last, text, was });
}

/** The document with chunks `first` to `last` made one unsettled chunk. */
export function unsettle(document: Document, first: number, last: number): Document {
  const text = textBetween(document, offsetOf(document, first), endOf(document, last));
  return unsettleAs(document, { first, last, text, was: undefined });
}

/** Chunks `first` to `last`, the text that they become, and what of it is known as one chunk. */
interface Unsettled {
  readonly first: number;
  readonly last: number;
  readonly text: string;
  readonly was: Chunk | undefined;
}

function unsettleAs(document: Document, { first, last, text, was }: Unsettled): Document {
  const touched = [...chunksOf(document, first, last + 1)];
  const gap = touched.every((chunk) => chunk.gap === undefined) ? undefined : NO_EVENTS;
  const isSound = touched.every((chunk) => chunk.isSound);
  const isLast = last === document.count - 1;
  const { frame, conflict } = touched[0] as Chunk;
  const made = unsettledChunk(text, frame, conflict, isLast, { gap, isSound, was });
  const unsettled = [
    ...document.unsettled.filter((index) => index < first),
    first,
    ...document.unsettled.filter((index) => index > last).map((index) => index - (last - first)),
  ];
  return spliceChunks(document, { first, removed: touched.length, made: [made] }, unsettled);
}

/** Chunks in the place of others: of `removed` ones from index `first` on. */
export interface Splice {
  readonly first: number;
  readonly removed: number;
  readonly made: readonly Chunk[];
}

/** The document with some chunks replaced, and these indexes of unsettled ones. */
export function spliceChunks(
  document: Document,
  { first, removed, made }: Splice,
  unsettled: readonly number[],
): Document {
  const { type, blocks, starts, reading } = document;
  const firstBlock = blockOf(document, first);
  const lastBlock = blockOf(document, first + Math.max(removed, 1) - 1);
  const before = (blocks[firstBlock] as Block).chunks.slice(
    0,
    first - (starts[firstBlock] as ChunkStart).index,
  );
  const after = (blocks[lastBlock] as Block).chunks.slice(
    first + removed - (starts[lastBlock] as ChunkStart).index,
  );
  // Neighbours are joined and cut again, so that blocks stay of a size whatever comes and goes.
  const joined = toBlocks(before.concat(made, after));
  return assemble(
    type,
    reading,
    blocks.slice(0, firstBlock).concat(joined, blocks.slice(lastBlock + 1)),
    unsettled,
  );
}

/** The first of the chunks whose reading may depend on the character at `offset` or the one before it. */
export function firstReaching(document: Document, offset: number): number {
  const touched = chunkIndexAt(document, offset - 1);
  for (const [block, { longestReach, length, chunks, offsets }] of document.blocks.entries()) {
    const start = document.starts[block] as ChunkStart;
    if (start.index > touched) break;
    if (start.offset + length + longestReach <= offset) continue;
    for (let at = 0; at < chunks.length && start.index + at < touched; at++) {
      const chunk = chunks[at] as Chunk;
      const end = start.offset + (offsets[at] as number) + chunk.text.length;
      if (end + chunk.reach > offset) return start.index + at;
    }
  }
  return touched;
}

function assemble(
  type: RecordType,
  reading: Reading,
  blocks: readonly Block[],
  unsettled: readonly number[],
): Document {
  const starts: ChunkStart[] = [];
  let index = 0;
  let offset = 0;
  let line = 0;
  let column = 0;
  for (const block of blocks) {
    starts.push({ index, offset, line, column });
    index += block.chunks.length;
    offset += block.length;
    line += block.lineEnds;
    column = block.lineEnds > 0 ? block.lastLineLength : column + block.lastLineLength;
  }
  return { type, form: reading.form, reading, blocks, starts, count: index, length: offset, unsettled };
}

/** The index of the block that chunk `index` is in. */
function blockOf(document: Document, index: number): number {
  return lastIndexWhere(document.blocks.length, (at) => (document.starts[at] as ChunkStart).index <= index);
}

function startInBlock(document: Document, block: number, index: number): ChunkStart {
  const { offsets, lines, columns } = document.blocks[block] as Block;
  const start = document.starts[block] as ChunkStart;
  const at = index - start.index;
  const line = lines[at] as number;
  const column = (columns[at] as number) + (line === 0 ? start.column : 0);
  return { index, offset: start.offset + (offsets[at] as number), line: start.line + line, column };
}

/** Lines are counted for what stands after; the last chunk, which may be the whole text, is spared that. */
const NOT_MEASURED: LineMeasure = { lineEnds: 0, lastLineLength: 0 };

const NOTHING_KNOWN = { gap: NO_EVENTS, isSound: true, was: undefined };

/** A chunk of which nothing is read; it keeps what is known of those in whose place it is. */
export function unsettledChunk(
  text: string,
  frame: Frame,
  conflict: Conflict | undefined,
  isLast: boolean,
  { gap, isSound, was }: Pick<Chunk, 'gap' | 'isSound' | 'was'> = NOTHING_KNOWN,
): Chunk {
  const { lineEnds, lastLineLength } = isLast ? NOT_MEASURED : measureLines(text);
  return {
    text,
    record: undefined,
    frame,
    conflict,
    problems: NO_PROBLEMS,
    gap,
    isSound,
    digest: 0,
    ...NOTHING_NOTED,
    reach: 0,
    isSettled: false,
    was,
    lineEnds,
    lastLineLength,
  };
}

/** The settled chunk that `chunk` was, if an edit up to `end` (in the chunk) touches only its record. */
function chunkBeforeRecordEdit(chunk: Chunk, end: number): Chunk | undefined {
  const settled = chunk.isSettled ? chunk : chunk.was;
  // Text after it that depends on more than the next record's brace is read again: that can be edited as well.
  if (!settled?.record?.closed || settled.reach > 1) return undefined;
  return end <= chunk.text.length - gapLength(settled) ? settled : undefined;
}

/** Where the text after the chunk's record starts, or the file after its byte order mark; relative to the chunk. */
export function gapStart({ text, record }: Chunk): number {
  return record?.end ?? afterByteOrderMark(text);
}

/** How many UTF-16 code units that text has. */
export function gapLength(chunk: Chunk): number {
  return chunk.text.length - gapStart(chunk);
}
