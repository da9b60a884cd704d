import type { Chunk } from '../document/chunk';
import { chunkAt, chunksOf, type Document, offsetOf, textOf } from '../document/document';
import { applyEdits, type TextEdit } from '../edit/text-edit';
import { textStyle } from '../edit/text-style';
import { afterByteOrderMark, isWhiteSpace } from '../json/characters';
import { eachToken } from '../json/each-token';
import { formatLines } from './format-lines';

/** What an editor says about the layout that it wants. */
export interface FormatOptions {
  /** Spaces of one level of indentation. */
  readonly tabSize: number;
  /** Whether to indent with spaces rather than tabs. */
  readonly insertSpaces: boolean;
  /** Whether a line end is added at the end of the file where there is none. */
  readonly insertFinalNewline?: boolean;
}

/** What to format, as UTF-16 offsets in the document. */
export interface FormatRange {
  readonly start: number;
  readonly end: number;
}

/** Lays a text out that is valid JSON, all of it or the lines that a range touches; see json-layout.ts. */
export type LayOut = (
  text: string,
  options: FormatOptions,
  range: FormatRange | undefined,
) => readonly TextEdit[];

/** Beyond this nesting the indentation alone would outgrow any file; nobody formats such a thing for reading. */
const DEEPEST = 200;

/** More edits than this are given as one that spans them: each one costs the editor more than the text does. */
const MOST_EDITS = 10_000;

const NONE: readonly TextEdit[] = [];

/**
 * The edits that format a settled document, or the lines of `range`; UTF-16 offsets in the document. They change
 * white space between tokens and nothing else, and formatting the result again changes nothing. In a file with
 * syntax errors each sound record is formatted for itself and everything else is left alone. In JSON Lines a record
 * stays on its line. `layOut` is the formatter of JSON.
 */
export function format(
  document: Document,
  layOut: LayOut,
  options: FormatOptions,
  range?: FormatRange,
): readonly TextEdit[] {
  const text = textOf(document);
  const edits = formatText(document, text, layOut, options, range);
  if (!isHarmless(text, edits)) return NONE;
  return edits.length > MOST_EDITS ? [asOne(text, edits)] : edits;
}

function formatText(
  document: Document,
  text: string,
  layOut: LayOut,
  options: FormatOptions,
  range: FormatRange | undefined,
): readonly TextEdit[] {
  if (document.form === 'lines') {
    return formatLines(document, text, options.insertFinalNewline ?? false, range);
  }
  if ([...chunksOf(document)].every(isSound)) return formatValid(text, layOut, options, range);
  return Array.from({ length: document.count }, (_, index) => index).flatMap((index) =>
    formatRecord(document, index, layOut, options, range),
  );
}

/** Whether a chunk is without syntax errors. What stands in a record's place may be any JSON. */
function isSound({ record, problems }: Chunk): boolean {
  const isSyntax = ({ kind }: { readonly kind: string }) => kind !== 'not-a-record';
  return !record?.problems.some(isSyntax) && !problems.some(isSyntax);
}

/** Formats a whole file that is valid JSON. */
function formatValid(
  text: string,
  layOut: LayOut,
  options: FormatOptions,
  range: FormatRange | undefined,
): readonly TextEdit[] {
  // The formatter takes a byte order mark for a syntax error.
  const start = afterByteOrderMark(text);
  const end = endOfTokens(text);
  const lines = range && wholeLines(text, range);
  const isWhole = !lines || (lines.start <= start && lines.end >= end);
  const hasFinalNewline = /[\r\n]/.test(text.slice(end));
  const insertFinalNewline = isWhole && (hasFinalNewline || (options.insertFinalNewline ?? false));
  const part = isWhole
    ? undefined
    : { start: Math.max(lines.start, start) - start, end: Math.min(lines.end, end) - start };
  const edits = layOutWithin(layOut, text.slice(start), { ...options, insertFinalNewline }, part);
  return edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
}

/** Formats one sound record of a file that has syntax errors elsewhere, indented as the line that it starts on. */
function formatRecord(
  document: Document,
  index: number,
  layOut: LayOut,
  options: FormatOptions,
  range: FormatRange | undefined,
): readonly TextEdit[] {
  const { record } = chunkAt(document, index);
  const start = offsetOf(document, index);
  if (!record?.closed || record.problems.length > 0) return NONE;
  if (range && (range.end < start || range.start > start + record.end)) return NONE;
  // After a quote that nobody closed the record may be meant as a part of a string, which ends with the line.
  const before = index > 0 ? chunkAt(document, index - 1).text : '';
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  if (/["']$/.test(before.trimEnd()) || hasOpenQuote(line)) return NONE;
  const { recordIndent, lineEnd } = textStyle(document, index);
  const edits = layOutWithin(layOut, record.text.slice(0, record.end), {
    ...options,
    insertFinalNewline: false,
  });
  return edits.flatMap((edit) => {
    const text = edit.text.replaceAll(/(?:\r\n|\r|\n)(.*)/g, `${lineEnd}${recordIndent}$1`);
    return text === record.text.slice(edit.start, edit.end)
      ? []
      : [{ start: edit.start + start, end: edit.end + start, text }];
  });
}

/** Whether a line has a quote that nothing in it closes. */
function hasOpenQuote(line: string): boolean {
  return line.replaceAll(/\\./g, '').split('"').length % 2 === 0;
}

/** Lays out what is not too deep. */
function layOutWithin(
  layOut: LayOut,
  text: string,
  options: FormatOptions,
  range?: FormatRange,
): readonly TextEdit[] {
  if (text === '' || depthOf(text) > DEEPEST) return NONE;
  if (range && range.start >= range.end) return NONE;
  return layOut(text, options, range);
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  eachToken(text, 0, text.length, (kind) => {
    if (kind === 'open') deepest = Math.max(deepest, ++depth);
    else if (kind === 'close') depth--;
  });
  return deepest;
}

/** The lines that a range touches, without the last one's line end. */
function wholeLines(text: string, range: FormatRange): FormatRange {
  let { start, end } = range;
  while (start > 0 && !isLineEnd(text, start - 1)) start--;
  while (end < text.length && !isLineEnd(text, end)) end++;
  return { start, end };
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r';
}

function endOfTokens(text: string): number {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/**
 * Whether edits, in text order, touch nothing but white space between tokens and leave words apart: the proof that
 * formatting damages nothing, whatever the formatter made of the text.
 */
function isHarmless(text: string, edits: readonly TextEdit[]): boolean {
  let next = 0;
  let gapStart = 0;
  let wasWord = false;
  let isHarmlessSoFar = true;

  /** Looks at the edits of the white space up to `gapEnd`, where a token starts or the text ends. */
  function passGap(gapEnd: number, isWord: boolean): void {
    let left = gapEnd - gapStart;
    for (let edit = edits[next]; edit && edit.end <= gapEnd; edit = edits[++next]) {
      if (edit.start < gapStart || !isBlank(edit.text)) isHarmlessSoFar = false;
      left += edit.text.length - (edit.end - edit.start);
    }
    if (wasWord && isWord && left <= 0) isHarmlessSoFar = false;
  }

  eachToken(text, 0, text.length, (kind, start, end) => {
    const isWord = kind === 'word' || kind === 'string';
    passGap(start, isWord);
    gapStart = end;
    wasWord = isWord;
  });
  passGap(text.length, false);
  return isHarmlessSoFar && next === edits.length;
}

function isBlank(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

function asOne(text: string, edits: readonly TextEdit[]): TextEdit {
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? start;
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return { start, end, text: applyEdits(text.slice(start, end), moved) };
}
