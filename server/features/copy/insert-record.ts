import type { Chunk } from '../../document/chunk';
import { chunkAt, type Document, gapStart, offsetOf } from '../../document/document';
import type { TextEdit } from '../../edit/text-edit';
import { type TextStyle, textStyle } from '../../edit/text-style';
import { whiteSpaceStart } from '../../json/white-space';
import { t } from '../../words/language';
import { type Part, plainOf } from '../complete/what/part';
import { tokensOf } from '../complete/where/token';
import { type Change, isRefusal, type Outcome, refuse } from './outcome';
import { tried } from './proof';
import {
  freshName,
  type NamedStanding,
  nameOfReply,
  nameProblem,
  type Standing,
  standingOf,
} from './standing';

/** A record that gets in after another one; UTF-16 offsets in the document. */
export interface Insertion extends Change {
  /** Where it gets in, and all that is inserted there: commas, line ends and its name included. */
  readonly at: number;
  readonly parts: readonly Part[];
  /** What has to be changed elsewhere for it. */
  readonly others: readonly TextEdit[];
  /** The index of its chunk in the document afterwards. */
  readonly index: number;
}

/** What is inserted. */
export interface NewRecord {
  /** Its text, laid out as if it stood where the record beside it does. */
  readonly parts: readonly Part[];
  /** What it is called among named ones; a name that is free if absent. */
  readonly name?: string | undefined;
  /** Whether it replies to the record beside it, which a free name then says. */
  readonly isReply?: boolean;
  /** How many syntax errors are in it: copies of comments. */
  readonly errors: number;
  /** Edits of other records that are made with it, and the indexes of their chunks. */
  readonly besides?: { readonly edits: readonly TextEdit[]; readonly indexes: readonly number[] };
}

/**
 * Inserts a record after that of a chunk, in the layout that the file has: in a list, as the next line of JSON Lines,
 * under a name of its own. A file that is one record becomes a list of both. The other records stay as they are,
 * character by character, but for the indentation of one that gets into a list.
 */
export function insertAfter(document: Document, index: number, record: NewRecord): Outcome<Insertion> {
  const standing = standingOf(document, index);
  if (isRefusal(standing)) return standing;
  const place = placeAfter(document, index, standing, record);
  if (isRefusal(place)) return place;
  const { at, parts, others } = place;
  const besides = record.besides ?? { edits: [], indexes: [] };
  const edits = [...others, ...besides.edits, { start: at, end: at, text: plainOf(parts) }];
  const isOther = standing.kind === 'root';
  const change = tried(document, edits, {
    added: { from: index + 1, count: 1 },
    changed: new Set([...(isOther ? [index] : []), ...besides.indexes]),
    errors: record.errors,
    isOther,
  });
  return isRefusal(change) ? change : { ...change, at, parts, others, index: index + 1 };
}

type Place = Pick<Insertion, 'at' | 'parts' | 'others'>;

function placeAfter(
  document: Document,
  index: number,
  standing: Standing,
  { parts, name, isReply }: NewRecord,
): Outcome<Place> {
  const style = textStyle(document, index);
  switch (standing.kind) {
    case 'root':
      return inNewList(document, index, parts, style);
    case 'line':
      return onNextLine(document, index, parts, style);
    case 'element':
      return afterItem(document, index, gapOfElements(document, index, style), parts, style);
    case 'named': {
      const problem = name === undefined ? undefined : nameProblem(name, standing, document.type);
      if (problem !== undefined) return refuse(problem);
      // Nobody is asked again for a name that was said.
      const likely = isReply ? nameOfReply(standing) : freshName(standing);
      const said = name === undefined ? { hole: inQuotes(likely) } : inQuotes(name);
      return afterNamed(document, index, standing, said, parts, style);
    }
  }
}

const LINE_END = /\r\n|\n|\r/;

/** After the line of JSON Lines. */
function onNextLine(
  document: Document,
  index: number,
  parts: readonly Part[],
  { lineEnd }: TextStyle,
): Outcome<Place> {
  const { text, record } = chunkAt(document, index);
  const end = record?.end ?? 0;
  const lineLength = text.slice(end).search(/[\r\n]/);
  const isLast = index + 1 === document.count;
  if (lineLength < 0 && !isLast) return refuse(t`Another record stands on this line.`);
  const at = offsetOf(document, index) + (lineLength < 0 ? text.length : end + lineLength);
  return { at, parts: [lineEnd, ...parts], others: [] };
}

/** The file becomes a list: on lines of their own, further in, where the record is on several lines. */
function inNewList(
  document: Document,
  index: number,
  parts: readonly Part[],
  { lineEnd, indentUnit, recordIndent, afterComma }: TextStyle,
): Place {
  const { text, record } = chunkAt(document, index);
  const start = offsetOf(document, index);
  const own = text.slice(0, record?.end);
  const at = start + own.length;
  if (!LINE_END.test(own)) {
    return { at, parts: [`,${afterComma}`, ...parts, ']'], others: [{ start, end: start, text: '[' }] };
  }
  const line = `${lineEnd}${recordIndent}`;
  const lineStarts = [...own.matchAll(/(?:\r\n|\n|\r)(?=[ \t]*[^\s])/g)].map(
    ({ 0: { length }, index: before }) => start + before + length,
  );
  return {
    at,
    parts: [`,${line}${indentUnit}`, ...furtherIn(parts, indentUnit), `${line}]`],
    others: [
      { start, end: start, text: `[${line}${indentUnit}` },
      ...lineStarts.map((each) => ({ start: each, end: each, text: indentUnit })),
    ],
  };
}

/** The same with its lines further in. */
function furtherIn(parts: readonly Part[], unit: string): readonly Part[] {
  const moved = (text: string) =>
    text.replaceAll(/(?:\r\n|\n|\r)(?=[ \t]*(?:[^\s]|$))/g, (end) => `${end}${unit}`);
  return parts.map((part) => (typeof part === 'string' ? moved(part) : part));
}

/** The white space that parts the elements of a list around the record of a chunk. */
function gapOfElements(document: Document, index: number, style: TextStyle): string {
  const before = chunkAt(document, index - 1);
  const { text, gap } = chunkAt(document, index);
  const hasNext = index + 1 < document.count && (gap ?? []).every(({ kind }) => kind === 'value');
  return gapBetween(before, before.text.length, hasNext ? { text, at: text.length } : undefined, style);
}

function afterNamed(
  document: Document,
  index: number,
  { key }: NamedStanding,
  name: Part,
  parts: readonly Part[],
  style: TextStyle,
): Outcome<Place> {
  const before = chunkAt(document, index - 1);
  const { text, gap } = chunkAt(document, index);
  const next = gap?.[0]?.kind === 'key' ? { text, at: gap[0].start } : undefined;
  const space = gapBetween(before, key.start, next, style);
  const colon = before.text.slice(key.end);
  // With a comment in it that would be there twice.
  const ownColon = /^\s*:\s*$/.test(colon) ? colon : style.colon;
  const named = ['"', name, `"${ownColon}`, ...parts];
  return afterItem(document, index, space, named, style);
}

/**
 * The white space before an item of a list or container, of several line ends only the last. Before the first one of a
 * line stands what follows the bracket, which says little: then the space before the second one counts.
 */
function gapBetween(
  before: Chunk,
  start: number,
  next: { readonly text: string; readonly at: number } | undefined,
  { afterComma }: TextStyle,
): string {
  const gap = spaceBefore(before.text, start);
  const lastToken = tokensOf(before.text, gapStart(before), start).findLast(({ kind }) => kind !== 'comment');
  if (LINE_END.test(gap) || lastToken?.kind !== 'open') return gap;
  return next ? spaceBefore(next.text, next.at) : afterComma;
}

function spaceBefore(text: string, at: number): string {
  const space = text.slice(whiteSpaceStart(text, at), at);
  return /(?:\r\n|\n|\r)[ \t]*$/.exec(space)?.[0] ?? space;
}

/** A text as it stands between the quotes of JSON. */
function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** After a record among others; a comment on the line that it ends on belongs to it, and stays after it. */
function afterItem(
  document: Document,
  index: number,
  gap: string,
  parts: readonly Part[],
  { lineEnd, recordIndent }: TextStyle,
): Place {
  const { text, record } = chunkAt(document, index);
  const start = offsetOf(document, index);
  const end = record?.end ?? 0;
  let at = end;
  let hasComma = false;
  let comment: string | undefined;
  for (const token of tokensOf(text, end, text.length)) {
    const isHere = !LINE_END.test(text.slice(at, token.start));
    if (!isHere || (token.kind !== 'comment' && (token.kind !== 'comma' || hasComma))) break;
    if (token.kind === 'comma') hasComma = true;
    else comment = text.slice(token.start, token.end);
    at = token.end;
  }
  if (comment === undefined) return { at: start + end, parts: [`,${gap}`, ...parts], others: [] };
  const endsLine = !comment.endsWith('*/') && !LINE_END.test(gap);
  const space = endsLine ? `${lineEnd}${recordIndent}` : gap;
  const comma = { start: start + end, end: start + end, text: ',' };
  return hasComma
    ? { at: start + at, parts: [space, ...parts, ','], others: [] }
    : { at: start + at, parts: [space, ...parts], others: [comma] };
}
