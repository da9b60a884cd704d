import { chunkAt, chunkIndexAt, type Document, offsetOf, startOf } from '../document/document';
import { entriesOf } from '../document/entries';
import type { Entry, Record } from '../document/record';

/** How a file is laid out; what is inserted follows it. */
export interface TextStyle {
  /** The file's line ending. */
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** One level of indentation, such as two spaces or a tab. */
  readonly indentUnit: string;
  /** The white space in front of the line that the record starts on. */
  readonly recordIndent: string;
  /** False where a line break would break the file or its style: JSON Lines, and records that stand on one line. */
  readonly mayBreakLines: boolean;
  /** The colon between key and value with the white space around it, such as `: `. */
  readonly colon: string;
  /** The white space behind a comma where members stand on one line. */
  readonly afterComma: '' | ' ';
}

/**
 * Gives the style of the file around the record of one chunk. It looks at that record, the line it starts on and,
 * where it has no members yet, at a record beside it; never at the whole file.
 */
export function textStyle(document: Document, chunkIndex: number): TextStyle {
  const recordIndent = indentOfRecord(document, chunkIndex);
  const sample = sampleRecord(document, chunkIndex);
  const entries = sample ? entriesOf(sample) : [];
  const text = sample?.text.slice(0, sample.end) ?? '';
  const colon = colonOf(text, entries) ?? ': ';
  return {
    lineEnd: lineEndNear(document, chunkIndex),
    indentUnit:
      indentUnitOf(text, entries, recordIndent) ?? unitOfDepth(document, chunkIndex, recordIndent) ?? '  ',
    recordIndent,
    mayBreakLines: document.form === 'json' && (entries.length === 0 || LINE_END.test(text)),
    colon,
    afterComma: afterCommaOf(text, entries) ?? (colon.endsWith(':') ? '' : ' '),
  };
}

const LINE_END = /\r\n|\n|\r/;

/** The colon of the first whole member with the white space around it, if that is of the usual kind. */
export function colonOf(text: string, entries: readonly Entry[]): string | undefined {
  const entry = entries.find(({ intact, keyStart }) => intact && keyStart >= 0);
  const colon = entry && text.slice(entry.keyEnd, entry.valueStart);
  return colon !== undefined && /^ ?:[ \t]?$/.test(colon) ? colon : undefined;
}

/** The white space behind the first comma between members of one line. */
function afterCommaOf(text: string, entries: readonly Entry[]): '' | ' ' | undefined {
  for (let index = 1; index < entries.length; index++) {
    const gap = text.slice((entries[index - 1] as Entry).valueEnd, (entries[index] as Entry).keyStart);
    if (gap === ',') return '';
    if (gap === ', ') return ' ';
  }
  return undefined;
}

/** The record itself if it has members, else one beside it that has. */
function sampleRecord(document: Document, chunkIndex: number): Record | undefined {
  for (const index of [chunkIndex, chunkIndex - 1, chunkIndex + 1, 1]) {
    if (index < 0 || index >= document.count) continue;
    const { record } = chunkAt(document, index);
    if (record?.text.slice(0, record.end).includes('"')) return record;
  }
  return undefined;
}

/** The white space at the start of the line that a chunk starts on. */
function indentOfRecord(document: Document, chunkIndex: number): string {
  const start = startOf(document, chunkIndex);
  const lineStart = start.offset - start.column;
  const index = chunkIndexAt(document, lineStart);
  const text = chunkAt(document, index).text;
  return /^\ufeff?([ \t]*)/.exec(text.slice(lineStart - offsetOf(document, index)))?.[1] ?? '';
}

/** How much further the first member on a line of its own is indented than the line its record starts on. */
function indentUnitOf(text: string, entries: readonly Entry[], recordIndent: string): string | undefined {
  const memberIndent = entries
    .map(({ keyStart }) => indentOfOwnLine(text, keyStart))
    .find((it) => it !== undefined);
  if (memberIndent === undefined) return undefined;
  const base = indentOfOwnLine(text, text.length - 1) ?? recordIndent;
  const unit = memberIndent.startsWith(base) ? memberIndent.slice(base.length) : memberIndent;
  return unit === '' ? undefined : unit;
}

/** The white space in front of `at` where nothing else is in front of it on its line. */
function indentOfOwnLine(text: string, at: number): string | undefined {
  let start = at;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start > 0 && /[\n\r]/.test(text[start - 1] as string) ? text.slice(start, at) : undefined;
}

/** The indentation of a record's line, shared among the brackets that are open around it. */
function unitOfDepth(document: Document, chunkIndex: number, indent: string): string | undefined {
  const depth = chunkAt(document, chunkIndex).frame.depth;
  if (depth === 0 || indent === '' || indent.length % depth !== 0) return undefined;
  return indent.slice(0, indent.length / depth);
}

/** The first line end of the chunk, of the one in front of it, or of the head of the file. */
function lineEndNear(document: Document, chunkIndex: number): TextStyle['lineEnd'] {
  for (const index of [chunkIndex, Math.max(0, chunkIndex - 1), 0]) {
    const found = LINE_END.exec(chunkAt(document, index).text)?.[0];
    if (found !== undefined) return found as TextStyle['lineEnd'];
  }
  return '\n';
}
