import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../../document/document';

/**
 * Why suggestions are wanted: somebody asked for them; a list opens by itself while somebody types; or a list that
 * somebody asked for is made anew for what was typed since.
 */
export type Occasion = 'asked' | 'typing' | 'refining';

/** The longest word that is looked at, in UTF-16 code units. */
const LONGEST_WORD = 256;

/**
 * Whether a word ends at a UTF-16 offset of a document. Editors open lists by themselves while a word is typed, and say
 * the same then as when they are asked to; at a number they never do.
 */
export function endsInWord(document: Document, offset: number): boolean {
  const index = chunkIndexAt(document, Math.max(0, offset - 1));
  const end = offset - offsetOf(document, index);
  const before = chunkAt(document, index).text.slice(Math.max(0, end - LONGEST_WORD), end);
  const word = /(?<![\p{L}\p{N}_$+.@:-])[\p{L}\p{N}_$+.@:-]+$/u.exec(before)?.[0] ?? '';
  return word !== '' && Number.isNaN(Number(word));
}
