import type { Block } from '../document/blocks';
import type { Chunk } from '../document/chunk';
import type { Document } from '../document/document';
import type { Linked } from './links';
import { numberIn, type SaidInFile } from './said-records';

/** Where a record is: one object for each, which follows it through the versions of its file as long as it is there. */
export interface RecordPlace {
  /** The address of its file. */
  readonly file: string;
  /** What it is found by and refers to. */
  readonly says: Linked;
  /** The chunk that starts with it; undefined in a file that is not open. */
  readonly chunk: Chunk | undefined;
  /** What has the block that holds the chunk, or what is kept of a file that is not open. */
  readonly home: { readonly block?: Block | undefined; readonly said?: SaidInFile | undefined };
}

/**
 * The index of the chunk that a record starts in the document of its file, which for one in a file that is not open is
 * found out from its number; -1 where it is not in that version. Costs next to nothing.
 */
export function indexOfPlace(
  document: Document | undefined,
  { says, home: { block, said }, chunk }: RecordPlace,
): number {
  // The first chunk stands before the first record.
  if (said) return numberIn(said, says) + 1;
  if (!document || !block || !chunk) return -1;
  const start = document.starts[document.blocks.indexOf(block)];
  return start ? start.index + block.chunks.indexOf(chunk) : -1;
}
