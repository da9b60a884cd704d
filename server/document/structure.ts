import { chunksOf, type Document } from './document';

/** A member's key with its quotes, as UTF-16 offsets in the document; undefined for an element of an array. */
export type Key = { readonly start: number; readonly end: number } | undefined;

/**
 * Receives what stands around the records of a document, in text order. Offsets are UTF-16 offsets in the
 * document.
 */
export interface StructureVisitor {
  /** A list or a container of records opens at `start`; `key` is the member that it is the value of. */
  open?(start: number, isObject: boolean, key: Key): void;
  /** The innermost open one ends at `end`; `isClosed` says whether its bracket is there. */
  close?(end: number, isClosed: boolean): void;
  /** The key of a member. */
  key?(start: number, end: number): void;
  /** A value that is no record and holds none; start and end are the same where `key` has none yet. */
  value?(start: number, end: number, key: Key): void;
  /** Text of a tool. */
  surrounding?(start: number, end: number): void;
  /** The record of chunk `index`. */
  record?(index: number, start: number, end: number, key: Key): void;
}

/**
 * Tells the structure around the records of a settled document from what reading noted of it: nothing is read again, and
 * it costs next to nothing in an array of many records. Every `open` gets its `close`. So many lists are open where the
 * document starts, if it is a part of a file.
 */
export function walkStructure(document: Document, visitor: StructureVisitor, openBefore = 0): void {
  let depth = openBefore;
  let key: Key;
  /** After what was told last. */
  let last = 0;
  let index = -1;
  let next = 0;
  for (const { text, record, gap } of chunksOf(document)) {
    const offset = next;
    next += text.length;
    index++;
    if (record) {
      last = offset + record.end;
      visitor.record?.(index, offset, last, key);
      key = undefined;
    }
    if (!gap) continue;
    for (const { kind, start: from, end: to } of gap) {
      const start = offset + from;
      const end = offset + to;
      if (kind === 'surrounding') {
        visitor.surrounding?.(start, end);
        continue;
      }
      last = end;
      if (kind === 'key') {
        visitor.key?.(start, end);
        key = { start, end };
        continue;
      }
      if (kind === 'value') visitor.value?.(start, end, key);
      else if (kind !== 'close') {
        depth++;
        visitor.open?.(start, kind === 'object', key);
      } else if (depth > 0) {
        // The second side of a merge conflict can close what its first one has closed.
        depth--;
        visitor.close?.(end, end > start);
      }
      key = undefined;
    }
  }
  for (; depth > 0; depth--) visitor.close?.(last, false);
}
