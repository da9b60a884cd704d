import type { Chunk } from '../../../document/chunk';
import { chunkIndexAt, type Document, editDocument, offsetOf } from '../../../document/document';
import { settle } from '../../../document/settle';
import { soundReader } from '../../../document/sound-reader';
import type { TextEdit } from '../../../edit/text-edit';

/** So many UTF-16 code units are read again at most for the suggestions of one place: some tens of milliseconds. */
const MOST_UNITS = 1 << 20;

/** A suggestion as edits that do not touch each other. */
export interface Trial {
  /** With offsets in the document. */
  readonly edits: readonly TextEdit[];
  /** Where a record must start once they are made: that of the cursor, or the inserted one. */
  readonly recordStart: number;
}

/**
 * The suggestions after which the text has no more defects than before, and its records start where they did. Where nothing is broken around chunk `index`
 * that is known of their place already. Where something is, one more member or a record in place of a number can change
 * what a lost quote or bracket makes of the rest, so each is tried, as long as there is not too much to read.
 */
export function proved<Kind>(
  document: Document,
  chunk: Chunk,
  suggestions: readonly Kind[],
  trialOf: (suggestion: Kind) => Trial,
): readonly Kind[] {
  const { record, problems, frame } = chunk;
  const isBroken = problems.length > 0 || (record !== undefined && record.problems.length > 0);
  if (!isBroken) return suggestions;
  // An edit to a broken container reads all of it again.
  const length = frame.inContainer || record === undefined ? document.length : chunk.text.length;
  if (length * suggestions.length > MOST_UNITS) return suggestions;
  const reader = soundReader(document.type);
  return suggestions.filter((suggestion) => {
    const { edits, recordStart } = trialOf(suggestion);
    // From the last edit to the first, so that offsets stay right.
    const backwards = [...edits].sort((a, b) => b.start - a.start);
    const changed = backwards.reduce(
      (text, edit) => editDocument(text, edit.start, edit.end, edit.text),
      document,
    );
    const after = settle(changed, reader);
    const isInPlace = offsetOf(after, chunkIndexAt(after, recordStart)) === recordStart;
    return isInPlace && addedDefects(document, after) <= 0;
  });
}

/** How many defects a version of a document has more than another one; only what they do not share is counted. */
function addedDefects(before: Document, after: Document): number {
  return defectsBeside(after, before) - defectsBeside(before, after);
}

/** The defects in the chunks of a document that another version does not have. */
function defectsBeside(document: Document, other: Document): number {
  const ownBlocks = new Set(document.blocks);
  const sharedBlocks = new Set(other.blocks);
  const sharedChunks = new Set(
    other.blocks.filter((block) => !ownBlocks.has(block)).flatMap(({ chunks }) => chunks),
  );
  let count = 0;
  for (const block of document.blocks) {
    if (sharedBlocks.has(block)) continue;
    for (const chunk of block.chunks) if (!sharedChunks.has(chunk)) count += defectsOf(chunk);
  }
  return count;
}

/** A defect that record and chunk both report counts once. */
function defectsOf({ record, problems }: Chunk): number {
  const own = record?.problems ?? [];
  if (own.length === 0 || problems.length === 0) return own.length + problems.length;
  return new Set([...own, ...problems].map(({ kind, start }) => `${kind} ${start}`)).size;
}
