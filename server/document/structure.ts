import { CLOSE_BRACE, COLON, isWhiteSpace, OPEN_BRACE } from './characters';
import { chunksOf, type Document } from './document';
import { eachToken } from './each-token';

/** A member's key with its quotes, as UTF-16 offsets in the document; undefined for an element of an array. */
export type Key = { readonly start: number; readonly end: number } | undefined;

/**
 * Receives what stands around the records of a document, in text order. Offsets are UTF-16 offsets in the
 * document.
 */
export interface StructureVisitor {
  /** An array or object that is no record opens at `start`; `key` is the member that it is the value of. */
  open?(start: number, isObject: boolean, key: Key): void;
  /** The innermost open array or object ends at `end`; `isClosed` says whether its bracket is there. */
  close?(end: number, isClosed: boolean): void;
  /** A string, number or word that stands beside the records. */
  scalar?(start: number, end: number, key: Key): void;
  /** The record of chunk `index`. */
  record?(index: number, key: Key): void;
}

/**
 * Walks the arrays, containers and other values around the records of a settled document. It reads only the text
 * between records, and of that only what is more than commas, so that it costs next to nothing in an array of
 * many records; values that are no records are walked token by token. Every `open` gets its `close`.
 */
export function walkStructure(document: Document, visitor: StructureVisitor): void {
  /** The brackets that are open: true for an object. */
  const open: boolean[] = [];
  let openObjects = 0;
  let key: Key;
  /** Behind the last token, in the document. */
  let lastEnd = 0;

  let index = -1;
  let next = 0;
  for (const chunk of chunksOf(document)) {
    const { record, text } = chunk;
    index++;
    const offset = next;
    next += text.length;
    if (record) {
      visitor.record?.(index, key);
      key = undefined;
      lastEnd = offset + record.end;
    }
    if (!chunk.isPlain) walkGap(text, record?.end ?? 0, offset);
    else if (endsLine(text, record?.end ?? 0, text.length)) closeLine();
  }
  closeAll();

  function walkGap(text: string, start: number, offset: number): void {
    eachToken(text, start, text.length, (kind, tokenStart, tokenEnd) => {
      if (endsLine(text, Math.max(start, lastEnd - offset), tokenStart)) closeLine();
      const from = offset + tokenStart;
      if (kind === 'open') {
        const isObject = text.charCodeAt(tokenStart) === OPEN_BRACE;
        open.push(isObject);
        if (isObject) openObjects++;
        visitor.open?.(from, isObject, key);
        key = undefined;
      } else if (kind === 'close') {
        close(text.charCodeAt(tokenStart) === CLOSE_BRACE, offset + tokenEnd);
        key = undefined;
      } else if (kind === 'comma') {
        key = undefined;
      } else if (kind === 'string' && open.at(-1) && !key && isColonNext(text, tokenEnd)) {
        key = { start: from, end: offset + tokenEnd };
      } else if (kind === 'string' || kind === 'word') {
        visitor.scalar?.(from, offset + tokenEnd, key);
        key = undefined;
      }
      lastEnd = offset + tokenEnd;
    });
    if (endsLine(text, Math.max(start, lastEnd - offset), text.length)) closeLine();
  }

  /** A closing bracket closes what it belongs to, and what is open inside of that. */
  function close(isObject: boolean, end: number): void {
    const openOfKind = isObject ? openObjects : open.length - openObjects;
    if (openOfKind === 0) return;
    while (open.at(-1) !== isObject) closeInnermost(lastEnd, false);
    closeInnermost(end, true);
  }

  function closeInnermost(end: number, isClosed: boolean): void {
    if (open.pop()) openObjects--;
    visitor.close?.(end, isClosed);
  }

  function closeAll(): void {
    while (open.length > 0) closeInnermost(lastEnd, false);
  }

  /** In JSON Lines whatever is open ends with its line. */
  function closeLine(): void {
    closeAll();
    key = undefined;
  }

  function endsLine(text: string, start: number, end: number): boolean {
    if (document.form !== 'lines' || (open.length === 0 && !key)) return false;
    for (let at = start; at < end; at++) if (text[at] === '\n' || text[at] === '\r') return true;
    return false;
  }
}

function isColonNext(text: string, at: number): boolean {
  let next = at;
  while (isWhiteSpace(text.charCodeAt(next))) next++;
  return text.charCodeAt(next) === COLON;
}
