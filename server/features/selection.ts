import { chunkAt, chunkIndexAt, type Document, offsetOf, textBetween } from '../document/document';
import { entriesOf, nestedReader, parentsReader } from '../document/entries';
import type { DataRecord, Entry } from '../document/record';
import { walkStructure } from '../document/structure';

/** A piece of the text: UTF-16 offsets in the document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What an expanding selection takes at an offset of a settled document, from the smallest piece to the whole file;
 * each contains the one before and is larger: what a string holds, the string, its member, all members, the
 * object, and so on up to the record, all records beside it, their list and the file.
 */
export function selectionRanges(document: Document, offset: number): readonly Span[] {
  const at = Math.min(Math.max(offset, 0), document.length);
  const file = { start: 0, end: document.length };
  const pieces = [...recordPieces(document, at), ...structurePieces(document, at)]
    .filter(({ start, end }) => start <= at && at <= end && start < end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const ranges: Span[] = [];
  for (const piece of pieces) {
    const last = ranges.at(-1);
    const isFile = piece.start === file.start && piece.end === file.end;
    if (!isFile && (!last || isLarger(piece, last))) ranges.push(piece);
  }
  return [...ranges, file];
}

/** Whether a piece contains another one and is not the same. Where two pieces touch, only one of them counts. */
function isLarger(piece: Span, other: Span): boolean {
  const contains = piece.start <= other.start && piece.end >= other.end;
  return contains && piece.end - piece.start > other.end - other.start;
}

/** The record at an offset of the document, and what holds the offset in it. */
function recordPieces(document: Document, offset: number): readonly Span[] {
  const index = chunkIndexAt(document, offset);
  const { record } = chunkAt(document, index);
  const start = offsetOf(document, index);
  return record ? piecesOf(record, offset - start).map((piece) => moved(piece, start)) : [];
}

/** An object or array whose text starts with it, and what holds an offset in it. */
function piecesOf(value: DataRecord, at: number): readonly Span[] {
  if (at < 0 || at > value.end) return [];
  const pieces: Span[] = [{ start: 0, end: value.end }];
  const nested = parentsReader(value, nestedReader(value));
  let members = entriesOf(value);
  for (;;) {
    const first = members[0];
    const last = members.at(-1);
    if (first && last) pieces.push({ start: memberStart(first), end: endOf(last) });
    const member = members.find((entry) => memberStart(entry) <= at && at <= endOf(entry));
    if (!member) break;
    const { keyStart, keyEnd, valueStart, valueEnd } = member;
    pieces.push({ start: memberStart(member), end: endOf(member) });
    if (keyStart >= 0) pieces.push(...tokenPieces(value.text, keyStart, keyEnd));
    pieces.push(...tokenPieces(value.text, valueStart, valueEnd));
    if (at <= valueStart || at >= valueEnd) break;
    members = nested(member);
  }
  return pieces;
}

/** The lists and containers around an offset of the document, with the members and elements on the way to it. */
function structurePieces(document: Document, at: number): readonly Span[] {
  const pieces: Span[] = [];
  /** Of each open bracket: where it opens, the key before it, and the extent of its members. */
  const open: { start: number; key: Span | undefined; first: number; last: number }[] = [];
  walkStructure(document, {
    open(start, _isObject, key) {
      open.push({ start, key, first: -1, last: -1 });
    },
    close(end) {
      const closed = open.pop();
      if (!closed) return;
      const { start, key, first, last } = closed;
      if (first >= 0) pieces.push({ start: first, end: last });
      addMember(key, start, end);
    },
    value(start, end, key) {
      addMember(key, start, end);
      if (start <= at && at <= end) pieces.push(...valuePieces(document, start, end, at));
    },
    surrounding(start, end) {
      pieces.push({ start, end });
    },
    record(_index, start, end, key) {
      addMember(key, start, end);
    },
  });
  return pieces;

  function addMember(key: Span | undefined, start: number, end: number): void {
    const around = open.at(-1);
    if (around) {
      if (around.first < 0) around.first = key?.start ?? start;
      around.last = end;
    }
    if (end < at || (key?.start ?? start) > at) return;
    pieces.push({ start, end });
    if (!key) return;
    pieces.push({ start: key.start, end });
    if (key.end >= at) pieces.push(...valuePieces(document, key.start, key.end, at));
  }
}

/** A token, or a value that is no record, and what holds the offset in it. */
function valuePieces(document: Document, start: number, end: number, at: number): readonly Span[] {
  const text = textBetween(document, start, end);
  const isNested = text.startsWith('{') || text.startsWith('[');
  const value = { type: document.type, text, end: text.length, closed: true, problems: [] };
  const pieces = isNested ? piecesOf(value, at - start) : tokenPieces(text, 0, text.length);
  return pieces.map((piece) => moved(piece, start));
}

/** A token, and what its quotes hold if it is a string. */
function tokenPieces(text: string, start: number, end: number): readonly Span[] {
  if (text[start] !== '"') return [{ start, end }];
  const isClosed = end - start > 1 && text[end - 1] === '"';
  return [
    { start, end },
    { start: start + 1, end: isClosed ? end - 1 : end },
  ];
}

function memberStart({ keyStart, valueStart }: Entry): number {
  return keyStart >= 0 ? keyStart : valueStart;
}

function endOf({ keyEnd, valueEnd }: Entry): number {
  return Math.max(keyEnd, valueEnd);
}

function moved({ start, end }: Span, distance: number): Span {
  return { start: start + distance, end: end + distance };
}
