import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../../document/document';

const LINE_END = /[\r\n]/;

/**
 * The index of the chunk whose record is meant by a UTF-16 offset: the one that holds it, else the one on whose first or
 * last line it is. Undefined where no record is meant.
 */
export function recordAt(document: Document, offset: number): number | undefined {
  const index = chunkIndexAt(document, offset);
  const { text, record } = chunkAt(document, index);
  const at = offset - offsetOf(document, index);
  if (record && (at <= record.end || !LINE_END.test(text.slice(record.end, at)))) return index;
  const hasNext = index + 1 < document.count;
  return hasNext && !LINE_END.test(text.slice(at)) ? index + 1 : undefined;
}

/** The indexes of the chunks whose records are meant by some ranges of UTF-16 offsets, in text order. */
export function recordsIn(
  document: Document,
  ranges: readonly { readonly start: number; readonly end: number }[],
): readonly number[] {
  const found = new Set<number>();
  for (const { start, end } of ranges) {
    const touched = recordsBetween(document, start, end);
    const meant = touched.length > 0 ? touched : [recordAt(document, start)];
    for (const index of meant) if (index !== undefined) found.add(index);
  }
  return [...found].sort((one, other) => one - other);
}

/** Those of which some text is selected. */
function recordsBetween(document: Document, start: number, end: number): readonly number[] {
  const indexes: number[] = [];
  if (start === end) return indexes;
  const last = chunkIndexAt(document, end);
  for (let index = chunkIndexAt(document, start); index <= last; index++) {
    const { record } = chunkAt(document, index);
    const from = offsetOf(document, index);
    if (record && start < from + record.end && end > from) indexes.push(index);
  }
  return indexes;
}
