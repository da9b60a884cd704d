import { isSyntaxError, type Problem } from '../json/problem';
import type { Chunk } from './chunk';

/*
 * A large file has tens of thousands of chunks. They are kept in blocks, so that a new version copies one block and
 * the short list of blocks, not everything: what an edit costs does not depend on the size of the file.
 */

/** Chunks that follow each other, with their places relative to the block's start. */
export interface Block {
  readonly chunks: readonly Chunk[];
  /** Of each chunk: UTF-16 offset and line, relative to the block's start. */
  readonly offsets: Int32Array;
  readonly lines: Int32Array;
  /** Of each chunk: its column; on the block's first line relative to the block's start. */
  readonly columns: Int32Array;
  readonly length: number;
  readonly lineEnds: number;
  readonly lastLineLength: number;
  /** How far after a chunk its reading reaches, at most. */
  readonly longestReach: number;
  /** How many chunks are not sound. */
  readonly unsound: number;
  /** How many syntax errors were met in it. */
  readonly syntaxErrors: number;
  /** How many members of containers have the name of another one. */
  readonly repeatedKeys: number;
  /** Whether a merge conflict starts in it. */
  readonly hasConflict: boolean;
}

const USUAL_SIZE = 256;

/** The chunks in blocks of the usual size. */
export function toBlocks(chunks: readonly Chunk[]): Block[] {
  const count = Math.max(1, Math.round(chunks.length / USUAL_SIZE));
  const blocks: Block[] = [];
  for (let index = 0; index < count; index++) {
    const from = Math.floor((index * chunks.length) / count);
    blocks.push(toBlock(chunks.slice(from, Math.floor(((index + 1) * chunks.length) / count))));
  }
  return blocks;
}

/** How many blocks, or chunks, at their start and at their end two versions share. */
export function commonEnds(
  before: readonly object[],
  now: readonly object[],
): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  return { start, end };
}

/**
 * Whether chunks that two versions share certainly start at the same lines and columns in both: whoever counts on that
 * compares no more than the blocks that are new.
 */
export function startTheSame(before: readonly Block[], now: readonly Block[]): boolean {
  return (
    before.length === now.length &&
    before.every((block, number) => {
      const other = now[number] as Block;
      return (
        block === other ||
        (block.lineEnds === other.lineEnds &&
          block.lastLineLength === other.lastLineLength &&
          areSame(block.lines, other.lines) &&
          areSame(block.columns, other.columns))
      );
    })
  );
}

function areSame(some: Int32Array, others: Int32Array): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

/** The problems of a chunk; one that the record and the text after it both report counts once. */
function problemsOf({ record, problems }: Chunk): readonly Problem[] {
  const own = record?.problems ?? problems;
  if (own.length === 0 || own === problems) return problems;
  if (problems.length === 0) return own;
  return [...new Map([...own, ...problems].map((one) => [`${one.kind} ${one.start}`, one])).values()];
}

function toBlock(chunks: readonly Chunk[]): Block {
  const offsets = new Int32Array(chunks.length);
  const lines = new Int32Array(chunks.length);
  const columns = new Int32Array(chunks.length);
  let offset = 0;
  let line = 0;
  let column = 0;
  let longestReach = 0;
  let unsound = 0;
  let syntaxErrors = 0;
  let repeatedKeys = 0;
  let hasConflict = false;
  // Each edit comes here for hundreds of chunks: a plain loop is fast from the start.
  for (let index = 0; index < chunks.length; index++) {
    const chunk = chunks[index] as Chunk;
    offsets[index] = offset;
    lines[index] = line;
    columns[index] = column;
    offset += chunk.text.length;
    line += chunk.lineEnds;
    column = chunk.lineEnds > 0 ? chunk.lastLineLength : column + chunk.lastLineLength;
    if (chunk.reach > longestReach) longestReach = chunk.reach;
    if (!chunk.isSound) unsound++;
    if (chunk.problems.length === 0 && !chunk.record?.problems.length) continue;
    const problems = problemsOf(chunk);
    syntaxErrors += problems.filter(({ kind }) => isSyntaxError(kind)).length;
    repeatedKeys += problems.filter(({ kind }) => kind === 'repeated-key').length;
    hasConflict ||= problems.some(({ kind }) => kind === 'merge-conflict');
  }
  return {
    chunks,
    offsets,
    lines,
    columns,
    length: offset,
    lineEnds: line,
    lastLineLength: column,
    longestReach,
    unsound,
    syntaxErrors,
    repeatedKeys,
    hasConflict,
  };
}
