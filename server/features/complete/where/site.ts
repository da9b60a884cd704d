import { chunkAt, type Document, gapStart } from '../../../document/document';
import type { Frame } from '../../../document/frame';
import { holdsData } from '../../../document/what-is-a-record';
import { CLOSE_BRACE, COLON, OPEN_BRACE } from '../../../json/characters';
import { isCommentAt, nextCode, type Token, tokensOf } from './token';

/** The structure around a cursor that is outside of any record. */
export interface Site {
  /** The innermost thing around the cursor: the file (or line of JSON Lines), an array or an object. */
  readonly level: 'root' | 'array' | 'object';
  /** What stands before the cursor; undefined at the start of the file, or of a line of JSON Lines. */
  readonly before: 'open' | 'comma' | 'colon' | 'key' | 'value' | 'junk' | undefined;
  /** Where that ends. Offsets are relative to the chunk. */
  readonly beforeEnd: number;
  /** The half-typed string or word at the cursor. */
  readonly touched: Token | undefined;
  /** The first character of what follows, that of a record included; undefined at the end of the file or line. */
  readonly next: number | undefined;
  /** Whether a value follows: a record, a bracket, or a scalar that is no key. */
  readonly isValueNext: boolean;
}

/** An array, an object or the file, being walked. */
interface Level {
  readonly kind: Site['level'];
  readonly parent: Level | undefined;
  /** Whether it was open already where the walk starts: records stand in it. */
  readonly isKnown: boolean;
  /** Whether it is the value of a member that can hold records: any but udata. */
  readonly isValue: boolean;
  closes: boolean;
  holdsScalars: boolean;
}

/**
 * The structure at `cursor`, an offset in the text of chunk `index` after its record; or, with `isRecordOpen`, inside
 * of the record, which is then taken for a container. Undefined in a comment, and where no record can be wanted: in
 * an array of scalars, or in an object beside the records.
 */
export function siteAt(
  document: Document,
  index: number,
  cursor: number,
  isRecordOpen: boolean,
): Site | undefined {
  const chunk = chunkAt(document, index);
  const { text, record, frame, problems } = chunk;
  const isLines = document.form === 'lines';
  const hasNext = index + 1 < document.count && !isRecordOpen;
  const start = isRecordOpen ? 1 : gapStart(chunk);
  const end = isRecordOpen ? Math.max(cursor, record?.end ?? 0) : text.length;
  const tokens = tokensOf(text, start, end);
  if (tokens.some((token) => isCommentAt(text, token, cursor))) return undefined;

  let level = levelOf(frame);
  if (isRecordOpen) level = newLevel('object', level, true);
  let before: Site['before'] = isRecordOpen ? 'open' : record ? 'value' : undefined;
  let beforeEnd = start;
  let key = '';
  let site: Site | undefined;
  let around = level;
  const read = tokens.filter(({ kind }) => kind !== 'comment' && kind !== 'stray');
  for (const [at, token] of read.entries()) {
    const isTyped = token.kind === 'string' || token.kind === 'word';
    if (!site && token.start >= cursor) arrive(undefined, token);
    if (!site && isTyped && token.end >= cursor) arrive(token, read[at + 1]);
    else step(token);
  }
  if (!site) arrive(undefined, undefined);
  if (isOutermost(around)) return around.isKnown || !isLines ? site : undefined;
  const isBroken = problems.some(({ kind, start }) => start < cursor && !kind.startsWith('unclosed'));
  return !isBroken && mayHoldRecords(around, site, hasNext, isLines) ? site : undefined;

  /** The walk is at the cursor: `next` follows. */
  function arrive(touched: Token | undefined, next: Token | undefined): void {
    passLines(touched?.start ?? cursor);
    around = level;
    const from = touched?.end ?? cursor;
    const to = next?.start ?? text.length;
    const isLast = (isLines && hasLineEnd(text, from, to)) || (!next && !hasNext);
    const code = isLast ? undefined : next ? text.charCodeAt(next.start) : OPEN_BRACE;
    const isScalar = next?.kind === 'string' || next?.kind === 'word';
    const isValue = isScalar ? nextCode(text, next.end) !== COLON : !next || next.kind === 'open';
    const isValueNext = !isLast && isValue;
    site = { level: level.kind, before, beforeEnd, touched, next: code, isValueNext };
  }

  function step({ kind, start, end }: Token): void {
    passLines(start);
    const code = text.charCodeAt(start);
    if (kind === 'open') {
      const isValue = before === 'colon' && !holdsData(key.replaceAll(/^["']|["']$/g, ''), document.type);
      level = newLevel(code === OPEN_BRACE ? 'object' : 'array', level, false, isValue);
      before = 'open';
    } else if (kind === 'close') {
      close(code === CLOSE_BRACE ? 'object' : 'array');
      before = 'value';
    } else if (kind === 'comma') {
      before = 'comma';
    } else if (kind === 'colon') {
      // A colon without a key has no value: nothing fits after it.
      before = before === 'key' ? 'colon' : 'junk';
    } else {
      const isKey = level.kind === 'object' && before !== 'colon';
      before = isKey ? 'key' : 'value';
      if (!isKey) level.holdsScalars = true;
    }
    if (before === 'key') key = text.slice(start, end);
    else if (before !== 'colon') key = '';
    beforeEnd = end;
  }

  /** In JSON Lines whatever is open ends with its line. */
  function passLines(to: number): void {
    if (!isLines || !hasLineEnd(text, beforeEnd, to)) return;
    while (level.parent) level = level.parent;
    before = undefined;
  }

  /** A closing bracket closes what it belongs to, and what is open inside of that. */
  function close(kind: Site['level']): void {
    let opener: Level | undefined = level;
    while (opener && opener.kind !== kind) opener = opener.parent;
    if (opener?.parent === undefined) return;
    for (; level !== opener; level = level.parent as Level) level.closes = true;
    opener.closes = true;
    level = opener.parent;
  }
}

/** Whether a level is among those that records are known to stand in, or the array that is the file. */
function isOutermost({ kind, parent, isKnown }: Level): boolean {
  return isKnown || (kind === 'array' && parent?.kind === 'root');
}

/** Whether records can be wanted in an array or object that opens beside the records. */
function mayHoldRecords(level: Level, site: Site | undefined, hasNext: boolean, isLines: boolean): boolean {
  const { kind, parent, isValue, closes, holdsScalars } = level;
  // An object without a record in it is data beside the records; what it may become is for the author to say.
  if (kind === 'object') return !closes && hasNext && !isLines;
  // An array with anything else in it is data, too.
  const isBeforeOther = site?.next !== undefined && !/[\]}{]/.test(String.fromCharCode(site.next));
  return parent?.kind === 'object' && isValue && !holdsScalars && !isBeforeOther;
}

function newLevel(kind: Site['level'], parent: Level | undefined, isKnown: boolean, isValue = false): Level {
  return { kind, parent, isKnown, isValue, closes: false, holdsScalars: false };
}

/** The frame with all that it stands in. */
function levelOf(frame: Frame): Level {
  const kinds: Site['level'][] = [];
  for (let open: Frame | undefined = frame; open; open = open.parent) {
    if (open.kind === 'array' || open.kind === 'object') kinds.push(open.kind);
  }
  let level = newLevel('root', undefined, true);
  for (const kind of kinds.reverse()) level = newLevel(kind, level, true);
  return level;
}

function hasLineEnd(text: string, start: number, end: number): boolean {
  return /[\n\r]/.test(text.slice(start, end));
}
