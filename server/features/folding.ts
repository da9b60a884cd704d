import { chunkAt, chunkIndexAt, type Document, offsetOf, startOf, textBetween } from '../document/document';
import type { DataRecord } from '../document/record';
import { walkStructure } from '../document/structure';
import { CLOSE_BRACE, OPEN_BRACE } from '../json/characters';
import { eachToken } from '../json/each-token';
import { nextLineStart } from '../json/lines';

/** Lines that can be folded away after the first one: both from 0, the last one is hidden as well. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
}

/** Folds of records known from before; pass the same one again and only new records are read. */
export type RecordFolds = WeakMap<DataRecord, readonly Fold[]>;

/** VS Code's own limit. */
export const MOST_FOLDS = 5000;

const NONE: readonly Fold[] = [];

/**
 * What can be folded in a settled document, in text order, at most one fold a line: arrays and containers, records,
 * and what records hold. Where `limit` folds are not enough, the outer ones come first. The line of a closing
 * bracket stays in sight; what is never closed folds to the end of its last line.
 */
export function folding(
  document: Document,
  limit = MOST_FOLDS,
  known: RecordFolds = new WeakMap(),
): readonly Fold[] {
  const byLine = new Map<number, Fold>();
  for (const fold of structureFolds(document)) add(fold.startLine, fold.endLine);
  const foldsAt = (index: number) => foldsOf(chunkAt(document, index).record, known);
  for (let index = 0; index < document.count && byLine.size < limit; index++) {
    const own = foldsAt(index).find((fold) => fold.startLine === 0);
    if (own) addIn(index, own);
  }
  for (let index = 0; index < document.count && byLine.size < limit; index++) {
    for (const fold of foldsAt(index)) addIn(index, fold);
  }
  return [...byLine.values()].sort((a, b) => a.startLine - b.startLine);

  function addIn(index: number, { startLine, endLine }: Fold): void {
    const line = startOf(document, index).line;
    add(line + startLine, line + endLine);
  }

  function add(startLine: number, endLine: number): void {
    if (byLine.size < limit && !byLine.has(startLine)) byLine.set(startLine, { startLine, endLine });
  }
}

/** Folds of the arrays and containers around the records. */
function structureFolds(document: Document): readonly Fold[] {
  const folds: Fold[] = [];
  const starts: number[] = [];
  const lineAt = ascendingLines(document);
  walkStructure(document, {
    open: (start) => starts.push(lineAt(start)),
    close(end, isClosed) {
      const fold = foldBetween(starts.pop() as number, lineAt(end), isClosed);
      if (fold) folds.push(fold);
    },
    value(start, end) {
      const text = textBetween(document, start, end);
      if (!/^[{[]/.test(text)) return;
      const line = lineAt(start);
      for (const fold of bracketFolds(text, text.length).toReversed())
        folds.push({ startLine: line + fold.startLine, endLine: line + fold.endLine });
    },
  });
  // The outermost bracket of a line counts, and it is the one that closes last.
  return folds.reverse();
}

/**
 * Returns the line of a UTF-16 offset; asked for ascending offsets only, it goes through the text once, however long
 * the text between two records is.
 */
function ascendingLines(document: Document): (offset: number) => number {
  let index = -1;
  let line = 0;
  let next = 0;
  return (offset) => {
    const wanted = chunkIndexAt(document, offset);
    const text = chunkAt(document, wanted).text;
    if (wanted !== index) {
      index = wanted;
      line = startOf(document, wanted).line;
      next = nextLineStart(text, 0);
    }
    const relative = offset - offsetOf(document, wanted);
    for (; next > 0 && next <= relative; next = nextLineStart(text, next)) line++;
    return line;
  };
}

/** Folds of a record and of what it holds, outer ones first; lines are relative to the record's first one. */
function foldsOf(record: DataRecord | undefined, known: RecordFolds): readonly Fold[] {
  if (!record) return NONE;
  const remembered = known.get(record);
  if (remembered) return remembered;
  const nextLine = nextLineStart(record.text, 0);
  const isOneLine = nextLine === 0 || nextLine > record.end;
  const folds = isOneLine ? NONE : bracketFolds(record.text, record.end);
  known.set(record, folds);
  return folds;
}

/** Folds of all brackets in text.slice(0, length), outer ones first. */
function bracketFolds(text: string, length: number): readonly Fold[] {
  const folds: Fold[] = [];
  const open: { readonly isObject: boolean; readonly line: number }[] = [];
  let openObjects = 0;
  let line = 0;
  let next = nextLineStart(text, 0);
  let lastEnd = 0;

  eachToken(text, 0, length, (kind, start, end) => {
    if (kind === 'open') {
      moveTo(start);
      const isObject = text.charCodeAt(start) === OPEN_BRACE;
      if (isObject) openObjects++;
      open.push({ isObject, line });
    } else if (kind === 'close') {
      closeUpTo(text.charCodeAt(start) === CLOSE_BRACE, start);
    }
    lastEnd = end;
  });
  moveTo(lastEnd);
  while (open.length > 0) close(false);
  return folds.reverse();

  /** A closing bracket closes what it belongs to; what is open inside of that ends with the token before. */
  function closeUpTo(isObject: boolean, start: number): void {
    const openOfKind = isObject ? openObjects : open.length - openObjects;
    if (openOfKind === 0) return;
    moveTo(lastEnd);
    while (open.at(-1)?.isObject !== isObject) close(false);
    moveTo(start);
    close(true);
  }

  function close(isClosed: boolean): void {
    const closed = open.pop();
    if (closed?.isObject) openObjects--;
    const fold = closed && foldBetween(closed.line, line, isClosed);
    if (fold) folds.push(fold);
  }

  function moveTo(offset: number): void {
    while (next > 0 && next <= offset) {
      line++;
      next = nextLineStart(text, next);
    }
  }
}

function foldBetween(startLine: number, lastLine: number, isClosed: boolean): Fold | undefined {
  const endLine = isClosed ? lastLine - 1 : lastLine;
  return endLine > startLine ? { startLine, endLine } : undefined;
}
