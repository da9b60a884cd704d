import type { Chunk } from '../../../document/chunk';
import {
  chunkIndexAt,
  type Document,
  offsetOf,
  repeatedKeysOf,
  syntaxErrorsOf,
} from '../../../document/document';
import { settle } from '../../../document/settle';
import { soundReader } from '../../../document/sound-reader';
import type { TextEdit } from '../../../edit/text-edit';
import { edited } from '../../../edit/trial';

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
 * The suggestions after which the text has no more syntax errors (and containers no more members of one name) than before,
 * and its records start where they did. Where nothing is broken around the chunk that is known of their place already. Where
 * something is, one more member or a record in place of a number can change what a lost quote or bracket makes of the rest,
 * so each is tried, as long as there is not too much to read.
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
  const defects = defectsOf(document);
  return suggestions.filter((suggestion) => {
    const { edits, recordStart } = trialOf(suggestion);
    const after = settle(edited(document, edits), reader);
    const isInPlace = offsetOf(after, chunkIndexAt(after, recordStart)) === recordStart;
    return isInPlace && defectsOf(after) <= defects;
  });
}

function defectsOf(document: Document): number {
  return syntaxErrorsOf(document) + repeatedKeysOf(document);
}
