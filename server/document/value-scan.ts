import { endOfText, isLineEnd, LONGEST_GAP, lastCharacter, readJunk } from '../json/tokens';
import type { Collector } from './collect';
import type { Expect, Frame } from './frame';
import { lacksValue, look, problem, problemAtLastToken, type Scan } from './scan';

/** A merge conflict that is being read. */
export interface OpenConflict {
  side: 'first' | 'second';
  readonly depth: number;
  readonly expect: Expect;
}

/**
 * Where a bracket may be lost or too many, which only what follows the object around it says: a value that is a key rather,
 * as it has a colon (`"udata": "a": 1}`), or a closing bracket of the wrong kind.
 */
export interface Doubt {
  readonly at: number;
  /** How many objects and arrays are open around it. */
  readonly depth: number;
}

/** An object or array that is being read. */
export interface ValueScan extends Scan {
  /** Where the text ends at the latest; in JSON Lines (`endsWithLine`) also at the end of the line. */
  readonly limit: number;
  /** What it stands in, where that is known. */
  readonly frame: Frame | undefined;
  readonly endsWithLine: boolean;
  readonly collector: Collector;
  /** After the token before the last one. */
  endBefore: number;
  /** Where the last token starts if it is a string, else -1. */
  lastString: number;
  /** Whether the value's own closing bracket was read. */
  closed: boolean;
  /** Where it is read otherwise than it looks: there an object opens, or a closing bracket closes nothing. */
  readonly slips: readonly number[];
  /** Where a slip may be, the outermost first. */
  readonly doubts: Doubt[];
  /** Another such place that is known now: the value is to be read again. */
  slip: number | undefined;
  /** The merge conflicts that are being read, each in a side of the one before it. */
  readonly conflicts: OpenConflict[];
  endsConflict: boolean;
}

export function inObject({ collector }: ValueScan): boolean {
  return collector.level.isObject;
}

/** The token that is being read ends at `end`. */
export function take(scan: ValueScan, end: number, isString = false): void {
  scan.lastString = isString ? scan.at : -1;
  scan.endBefore = scan.lastEnd;
  scan.lastEnd = scan.at = end;
  scan.isFilled = false;
  look(scan, end - 1);
}

export function isLineEndBetween(text: string, from: number, to: number): boolean {
  for (let place = from; place < to; place++) if (isLineEnd(text.charCodeAt(place))) return true;
  return false;
}

/** The member that is being read has a key but no value. A key without its quote says so itself. */
export function valueIsMissing(scan: ValueScan): void {
  const { problems, origin, lastEnd, expect } = scan;
  const last = problems.at(-1);
  if (expect === 'colon' && last?.kind === 'unquoted-key' && last.end === lastEnd - origin) {
    // That it has no quotes is the least of it: it can be anything.
    problems.pop();
    problem(scan, 'colon-expected', last.start + origin, lastEnd);
  } else if (!endsInOpenString(scan))
    problemAtLastToken(scan, expect === 'colon' ? 'colon-expected' : 'value-expected');
  scan.collector.missing(scan.lastEnd);
}

/** Whether the last token is a string that breaks off: that is reported, and the rest of its line is in it. */
export function endsInOpenString({ problems, lastEnd, origin }: ValueScan): boolean {
  const last = problems.at(-1);
  return last?.kind === 'unterminated-string' && last.end === lastEnd - origin;
}

/** No value is read again for more slips than these. */
export const MOST_SLIPS = 4;

/**
 * Whether the array that is being read is to be an object, as its first element is a key: `["a": 1]`, `["a" => 1]`. The value
 * is read again then. In what can hold records the text between these says so.
 */
export function opensWrongly(scan: ValueScan): boolean {
  const { text, lastString, collector, slips } = scan;
  const { start, mayHoldRecords } = collector.level;
  if (inObject(scan) || lastString < 0 || mayHoldRecords || slips.length >= MOST_SLIPS) return false;
  if (!/^\[\s*$/.test(text.slice(start, lastString))) return false;
  scan.slip = start;
  return true;
}

/** Text that makes no sense after a value; or the rest of a string whose closing quote is missing. */
export function passOver(scan: ValueScan): void {
  if (endStringAtRecordBoundary(scan) || endValueAtComma(scan)) return;
  const { text, at, origin, problems, collector, lastEnd } = scan;
  if (scan.expect === 'comma-or-end' && !isLineEndBetween(text, lastEnd, at)) collector.doubt();
  scan.at = readJunk(text, at, origin, problems);
  look(scan, scan.at);
  scan.lastEnd = endOfText(text, scan.at);
  scan.lastString = -1;
}

/** The end of one record and the start of the next, as it looks inside of a string that lost its quote. */
const RECORD_BOUNDARY = /\}\s*,\s*\{/;

/**
 * Where several records stand on one line, a lost quote makes a string run into the next record. Ends the
 * last token, a string, before the record's brace that it holds; false where it holds none.
 */
export function endStringAtRecordBoundary(scan: ValueScan): boolean {
  const { text, lastString, lastEnd } = scan;
  if (lastString < 0) return false;
  const boundary = text.slice(lastString, lastEnd).search(RECORD_BOUNDARY);
  if (boundary < 0) return false;
  look(scan, scan.at);
  scan.collector.shortenString(lastString + boundary);
  endString(scan, lastString + boundary);
  return true;
}

/** The last token, a string, ends at `end` already: that is told in the place of what was found in it. */
function endString(scan: ValueScan, end: number): void {
  const { lastString, origin, problems } = scan;
  while ((problems.at(-1)?.end ?? -1) > lastString - origin) problems.pop();
  problem(scan, 'unterminated-string', lastString, end);
  scan.lastString = -1;
  scan.lastEnd = scan.at = end;
}

/** A name with a colon, as it looks inside of a string that is a key without its closing quote. */
const NAME_AND_COLON = /^"[\w$@.-](?:[\w $@.-]{0,78}[\w$@.-])?(?=[ \t]{0,9}:)/;

/**
 * A key that lost its closing quote runs on to the next one, which opens its value or stands somewhere behind it, or to the
 * end of its line. Ends the last token, a key with nothing between it and what is read, before the colon that it holds; false
 * where it is no such key.
 */
export function endKeyAtColon(scan: ValueScan): boolean {
  const { text, at, lastString, lastEnd, collector } = scan;
  if (lastString < 0 || lastEnd !== at) return false;
  const name = NAME_AND_COLON.exec(text.slice(lastString, lastEnd))?.[0];
  if (name === undefined) return false;
  look(scan, at);
  const end = lastString + name.length;
  collector.key(lastString, end, lastString + 1, end, false);
  endString(scan, end);
  return true;
}

/** A text that lacks its closing quote and so runs on to the quote that opens the next key. */
const TEXT_AND_COMMA = /"(?:[^"\\\r\n]|\\.){0,200}(?=,[ \t]{0,9}"[\w$@.-]{1,60}"[ \t]{0,9}:)/y;

/**
 * A value that lost its closing quote ends with the one that opens the next key. Ends the last token, a string with nothing
 * between it and what is read, before its last comma; false where it is no such value.
 */
function endValueAtComma(scan: ValueScan): boolean {
  const { text, at, lastString, lastEnd, collector } = scan;
  if (lastString < 0 || lastEnd !== at || !inObject(scan)) return false;
  look(scan, at + LONGEST_GAP);
  TEXT_AND_COMMA.lastIndex = lastString;
  if (!TEXT_AND_COMMA.test(text)) return false;
  collector.shortenString(TEXT_AND_COMMA.lastIndex);
  endString(scan, TEXT_AND_COMMA.lastIndex);
  return true;
}

/** The value's own end is missing. Strange characters and comments after its last token are not its own. */
export function breakOff(scan: ValueScan): void {
  const { problems, lastEnd, origin } = scan;
  while ((problems.at(-1)?.start ?? -1) >= lastEnd - origin) problems.pop();
  if (lacksValue(scan)) valueIsMissing(scan);
  else if (!endsInOpenString(scan))
    problemAtLastToken(scan, inObject(scan) ? 'unclosed-object' : 'unclosed-array');
  scan.collector.abandon(lastEnd);
}

/** What was taken for a value is the next key: the member before it has no value yet. */
export function valueWasKey(scan: ValueScan): void {
  const { text, lastString, lastEnd, endBefore, collector } = scan;
  scan.doubts.push({ at: lastString, depth: collector.levels.length });
  problem(scan, 'value-expected', lastCharacter(text, endBefore), endBefore);
  const intact = text[lastString] === '"' && text[lastEnd - 1] === '"';
  collector.valueWasKey(endBefore);
  collector.key(lastString, lastEnd, lastString + 1, lastEnd - 1, intact);
}
