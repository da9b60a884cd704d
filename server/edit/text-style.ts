import type { Chunk } from '../document/chunk';
import { chunkAt, chunkIndexAt, type Document, offsetOf, startOf } from '../document/document';
import { entriesOf } from '../document/entries';
import type { DataRecord, Entry } from '../document/record';

/** How a file is laid out; what is inserted follows it. */
export interface TextStyle {
  /** The file's line ending. */
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** One level of indentation, such as two spaces or a tab. */
  readonly indentUnit: string;
  /** The white space before the line that the record starts on. */
  readonly recordIndent: string;
  /** False where a line break would break the file or its style: JSON Lines, and records that stand on one line. */
  readonly mayBreakLines: boolean;
  /** The colon between key and value with the white space around it, such as `: `. */
  readonly colon: string;
  /** The white space after a comma where members stand on one line. */
  readonly afterComma: '' | ' ';
}

/** What is known of the layout of records; pass the same one again and no record is read twice for it. */
export interface Layouts {
  readonly records: WeakMap<DataRecord, RecordLayout>;
  readonly lineEnds: WeakMap<Chunk, TextStyle['lineEnd'] | 'none'>;
}

/** How one record is laid out. */
interface RecordLayout {
  readonly hasMembers: boolean;
  readonly colon: string | undefined;
  readonly afterComma: '' | ' ' | undefined;
  /** The white space before the first member that starts a line, and of the line that the record ends on. */
  readonly memberIndent: string | undefined;
  readonly endIndent: string | undefined;
  readonly breaksLines: boolean;
}

/** Nothing is known yet. */
export function noLayouts(): Layouts {
  return { records: new WeakMap(), lineEnds: new WeakMap() };
}

/** Nobody indents further. What is inserted in many records would repeat longer white space again and again. */
const LONGEST_INDENT = 256;

/**
 * Returns the style of the file around the record of one chunk. It looks at that record, the line it starts on and,
 * where it has no members yet, at a record beside it; never at the whole file. `unknownUnit` is one level of indentation
 * where none of them tells.
 */
export function textStyle(
  document: Document,
  chunkIndex: number,
  layouts = noLayouts(),
  unknownUnit = '  ',
): TextStyle {
  const recordIndent = indentOfRecord(document, chunkIndex);
  const sample = sampleLayout(document, chunkIndex, layouts);
  const colon = sample?.colon ?? ': ';
  return {
    lineEnd: lineEndNear(document, chunkIndex, layouts),
    indentUnit:
      indentUnitOf(sample, recordIndent) ?? unitOfDepth(document, chunkIndex, recordIndent) ?? unknownUnit,
    recordIndent,
    mayBreakLines: document.form === 'json' && (!sample?.hasMembers || sample.breaksLines),
    colon,
    afterComma: sample?.afterComma ?? (colon.endsWith(':') ? '' : ' '),
  };
}

/** Whether what is inserted in two places looks the same. */
export function isSameStyle(one: TextStyle, other: TextStyle): boolean {
  return (
    one.lineEnd === other.lineEnd &&
    one.indentUnit === other.indentUnit &&
    one.recordIndent === other.recordIndent &&
    one.mayBreakLines === other.mayBreakLines &&
    one.colon === other.colon &&
    one.afterComma === other.afterComma
  );
}

const LINE_END = /\r\n|\n|\r/;

/** The colon of the first whole member with the white space around it, if that is of the usual kind. */
export function colonOf(text: string, entries: readonly Entry[]): string | undefined {
  const entry = entries.find(({ intact, keyStart }) => intact && keyStart >= 0);
  const colon = entry && text.slice(entry.keyEnd, entry.valueStart);
  return colon !== undefined && /^ ?:[ \t]?$/.test(colon) ? colon : undefined;
}

/** The white space after the first comma between members of one line. */
function afterCommaOf(text: string, entries: readonly Entry[]): '' | ' ' | undefined {
  for (let index = 1; index < entries.length; index++) {
    const gap = text.slice((entries[index - 1] as Entry).valueEnd, (entries[index] as Entry).keyStart);
    if (gap === ',') return '';
    if (gap === ', ') return ' ';
  }
  return undefined;
}

/** The layout of the record itself if it says anything about layout, else of one beside it that does. */
function sampleLayout(
  document: Document,
  chunkIndex: number,
  { records }: Layouts,
): RecordLayout | undefined {
  let halfTyped: RecordLayout | undefined;
  for (const index of [chunkIndex, chunkIndex - 1, chunkIndex + 1, 1]) {
    if (index < 0 || index >= document.count) continue;
    const { record } = chunkAt(document, index);
    if (!record) continue;
    const layout = records.get(record) ?? layoutOf(record);
    records.set(record, layout);
    if (layout.colon !== undefined || layout.breaksLines) return layout;
    if (layout !== NOTHING_THERE) halfTyped ??= layout;
  }
  return halfTyped;
}

/** The layout of a record that holds no key at all. */
const NOTHING_THERE: RecordLayout = {
  hasMembers: false,
  colon: undefined,
  afterComma: undefined,
  memberIndent: undefined,
  endIndent: undefined,
  breaksLines: false,
};

function layoutOf(record: DataRecord): RecordLayout {
  const text = record.text.slice(0, record.end);
  if (!text.includes('"')) return NOTHING_THERE;
  const entries = entriesOf(record);
  return {
    hasMembers: entries.length > 0,
    colon: colonOf(text, entries),
    afterComma: afterCommaOf(text, entries),
    memberIndent: memberIndentOf(text, entries),
    endIndent: indentOfOwnLine(text, text.length - 1),
    breaksLines: LINE_END.test(text),
  };
}

function memberIndentOf(text: string, entries: readonly Entry[]): string | undefined {
  for (const { keyStart } of entries) {
    const indent = indentOfOwnLine(text, keyStart);
    if (indent !== undefined) return indent;
  }
  return undefined;
}

/** The white space at the start of the line that a chunk starts on. */
function indentOfRecord(document: Document, chunkIndex: number): string {
  const start = startOf(document, chunkIndex);
  const lineStart = start.offset - start.column;
  const index = chunkIndexAt(document, lineStart);
  const from = lineStart - offsetOf(document, index);
  const text = chunkAt(document, index).text.slice(from, from + LONGEST_INDENT + 2);
  const indent = /^\ufeff?([ \t]*)/.exec(text)?.[1] ?? '';
  return indent.length > LONGEST_INDENT ? '' : indent;
}

/** How much further the first member on a line of its own is indented than the line its record starts on. */
function indentUnitOf(sample: RecordLayout | undefined, recordIndent: string): string | undefined {
  const memberIndent = sample?.memberIndent;
  if (memberIndent === undefined) return undefined;
  const base = sample?.endIndent ?? recordIndent;
  const unit = memberIndent.startsWith(base) ? memberIndent.slice(base.length) : memberIndent;
  return unit === '' || unit.length > LONGEST_INDENT ? undefined : unit;
}

/** The white space before `at` where nothing else is before it on its line. */
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

/** The first line end of the chunk, of the one before it, or of the head of the file. */
function lineEndNear(document: Document, chunkIndex: number, { lineEnds }: Layouts): TextStyle['lineEnd'] {
  for (const index of [chunkIndex, Math.max(0, chunkIndex - 1), 0]) {
    const chunk = chunkAt(document, index);
    const found = lineEnds.get(chunk) ?? firstLineEnd(chunk.text);
    lineEnds.set(chunk, found);
    if (found !== 'none') return found;
  }
  return '\n';
}

function firstLineEnd(text: string): TextStyle['lineEnd'] | 'none' {
  return (LINE_END.exec(text)?.[0] as TextStyle['lineEnd'] | undefined) ?? 'none';
}
