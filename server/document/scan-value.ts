import {
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isWhiteSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SEMICOLON,
} from '../json/characters';
import { startsMarked } from '../json/comments';
import type { Problem } from '../json/problem';
import { isLineEnd, LONGEST_GAP, plainSign, signMeant } from '../json/tokens';
import type { RecordType } from '../spec/record-type';
import { Collector, type ScannedValue } from './collect';
import type { Frame } from './frame';
import { AFTER_BRACKET, isOfWrongKind, isTooMany, openIn } from './misfit';
import {
  lacksValue,
  look,
  problem,
  problemAtLastToken,
  reportExtraComma,
  reportSign,
  reportTrailingComma,
} from './scan';
import {
  breakOff,
  inObject,
  isLineEndBetween,
  MOST_SLIPS,
  opensWrongly,
  passOver,
  take,
  type ValueScan,
  valueIsMissing,
  valueWasKey,
} from './value-scan';
import {
  passPlaceholder,
  readKeyInBrackets,
  readOther,
  readStringToken,
  readSymbol,
  takeOtherColon,
} from './value-tokens';

/**
 * Reads the object or array that starts at `start`, to its end, tolerating every defect. Nesting costs memory, never
 * stack.
 *
 * The result depends on nothing before `start` but for the `frame` that it stands in, which says whether a closing bracket
 * is its own: what it holds reads the same alone, whatever it stands in. Where its end is missing the value ends at the next
 * `{` that stands where a key belongs (the next record), at a closing bracket of something opened before it, or at `limit`, in
 * JSON Lines also at the end of its line. A lone defect gives one problem, where it is.
 *
 * `type` is what records are; without one no member is a field, as in other files than ours. With `lacksBrace` the members
 * of an object start at `start`, of which the brace before them is lost.
 *
 * All offsets are UTF-16 code units.
 */
export function scanValue(
  text: string,
  start: number,
  limit: number,
  type: RecordType | undefined,
  frame?: Frame,
  lacksBrace = false,
  slips: readonly number[] = [],
): ScannedValue {
  const isObject = lacksBrace || plainSign(text.charCodeAt(start)) === OPEN_BRACE;
  const first = lacksBrace ? start : start + 1;
  const problems: Problem[] = [];
  const collector = new Collector(text, start, problems, type);
  const scan: ValueScan = {
    text,
    origin: start,
    problems,
    at: first,
    expect: isObject ? 'first-key' : 'first-element',
    lastEnd: first,
    strays: '',
    isFilled: false,
    readEnd: first,
    limit,
    frame,
    endsWithLine: frame?.lines !== undefined,
    collector,
    endBefore: first,
    lastString: -1,
    closed: false,
    slips,
    doubts: [],
    slip: undefined,
    conflicts: [],
    endsConflict: false,
  };
  if (!lacksBrace && text.charCodeAt(start) > 0x7f) problem(scan, 'other-sign', start, start + 1);
  collector.open(isObject, start);
  while (!scan.closed && scan.slip === undefined && readToken(scan));
  if (scan.slip !== undefined) {
    const again = scanValue(text, start, limit, type, frame, lacksBrace, [...slips, scan.slip]);
    return { ...again, readEnd: Math.max(scan.readEnd, again.readEnd) };
  }
  if (!scan.closed) breakOff(scan);

  const evidence = collector.closeOutermost();
  const { entries, containers, objectLists, isByContent } = collector;
  const { lastEnd: end, closed, readEnd, endsConflict } = scan;
  // A defect that is understood only later is reported later; findings come in text order.
  problems.sort((a, b) => a.start - b.start);
  return {
    end,
    closed,
    entries,
    problems,
    readEnd,
    evidence,
    containers,
    objectLists,
    isByContent,
    endsConflict,
    opensConflict: scan.conflicts.length > 0,
  };
}

/** Reads what comes next; false where the value breaks off. */
function readToken(scan: ValueScan): boolean {
  const { text, endsWithLine, collector } = scan;
  let { at } = scan;
  let code = text.charCodeAt(at);
  while (isWhiteSpace(code) && !(endsWithLine && isLineEnd(code))) code = text.charCodeAt(++at);
  scan.at = at;
  if (at >= scan.limit || isWhiteSpace(code)) {
    look(scan, at);
    return false;
  }
  if (code > 0x3a) {
    // What a wide sign is hangs on what follows it.
    if (code > 0x7f || code === SEMICOLON) look(scan, at + LONGEST_GAP - 1);
    if (code !== SEMICOLON || !startsMarked(text, at))
      code = signMeant(text, at, scan.expect === 'comma-or-end');
  }
  if (code === QUOTE || code === APOSTROPHE) readStringToken(scan);
  else if (code === COMMA) readComma(scan);
  else if (code === COLON) readColon(scan);
  else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
    look(scan, at);
    const closesObject = code === CLOSE_BRACE;
    const { isLost, start } = collector.level;
    // What opens with the wrong bracket may close with it.
    const closesLost = isLost && !closesObject && text.charAt(start) === '[';
    const isOther = inObject(scan) !== closesObject && !closesLost;
    const isWrong = closesLost || (isOther && isOfOther(scan));
    if (scan.slips.includes(at) || (isOther && !isWrong && isOneTooMany(scan))) {
      problem(scan, 'unexpected-bracket', at, at + 1);
      take(scan, at + 1);
      return true;
    }
    if (!isOther && !closesLost && findSlip(scan)) return true;
    // Else it closes what was opened before this value.
    if (!isWrong && !collector.hasOpen(closesObject)) return false;
    readClosingBracket(scan, closesObject, isWrong);
  } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
    look(scan, at);
    if (passPlaceholder(scan) || (code === OPEN_BRACKET && readKeyInBrackets(scan))) return true;
    if (code === OPEN_BRACE && !isPlaceOfValue(scan) && !isDoubled(scan)) return leaveRecord(scan);
    const isLost = code === OPEN_BRACKET && scan.slips.includes(at);
    if (isLost) problem(scan, 'wrong-bracket', at, at + 1);
    readOpeningBracket(scan, code === OPEN_BRACE, isLost);
  } else readOther(scan);
  return true;
}

/** A comma between a key and its value: no text, which can be the next key that lacks its value as well. */
const COMMA_FOR_COLON = /,[ \t]{0,9}(?:-?\d[\d.eE+-]{0,40}|true|false|null)[ \t]{0,9}[,}\r\n]/y;

function readComma(scan: ValueScan): void {
  const { text, at } = scan;
  if (scan.expect === 'colon') {
    look(scan, at + LONGEST_GAP);
    COMMA_FOR_COLON.lastIndex = at;
    if (COMMA_FOR_COLON.test(text)) return takeOtherColon(scan, at + 1);
  }
  if (lacksValue(scan)) valueIsMissing(scan);
  else reportExtraComma(scan);
  reportSign(scan, COMMA);
  scan.expect = inObject(scan) ? 'key' : 'element';
  take(scan, scan.at + 1);
}

function readColon(scan: ValueScan): void {
  const { at, expect, collector } = scan;
  if (inObject(scan) && expect !== 'comma-or-end' && readSymbol(scan)) return;
  if (expect === 'comma-or-end' && inObject(scan) && scan.lastString >= 0) {
    valueWasKey(scan);
  } else if (expect === 'comma-or-end' || !inObject(scan)) {
    return opensWrongly(scan) ? undefined : passOver(scan);
  } else if (expect === 'value') {
    problem(scan, 'unexpected-colon', at, at + 1);
  } else if (expect !== 'colon') {
    problem(scan, 'key-expected', at, at + 1);
    collector.noKey();
  }
  reportSign(scan, COLON);
  scan.expect = 'value';
  take(scan, at + 1);
}

/** Whether the closing bracket here is of another kind than what is open, and meant for that. */
function isOfOther(scan: ValueScan): boolean {
  const { at, limit, frame, collector } = scan;
  const bracket = bracketHere(scan);
  // What a value is read again in is not known: one that ends with a bracket ended with it before.
  if (!frame && collector.levels.length === 1) return at === limit - 1;
  return isOfWrongKind(...bracket);
}

/** Whether the closing bracket here is one too many. */
function isOneTooMany(scan: ValueScan): boolean {
  return isTooMany(...bracketHere(scan));
}

/** The closing bracket here, with what is looked at to say what it is. */
function bracketHere(scan: ValueScan): Parameters<typeof isTooMany> {
  const { text, at, limit, frame, collector } = scan;
  look(scan, frame ? at + AFTER_BRACKET : limit);
  return [text, at, frame ? text.length : limit, openIn(frame, collector.levels)];
}

/** Whether the closing bracket here, one too many for what is open, says that the last doubt in what it closes is a slip. */
function findSlip(scan: ValueScan): boolean {
  const { collector, doubts, slips } = scan;
  const depth = collector.levels.length;
  while ((doubts.at(-1)?.depth ?? 0) > depth) doubts.pop();
  const last = doubts.at(-1);
  if (last?.depth !== depth) return false;
  if (slips.length < MOST_SLIPS && isOneTooMany(scan)) scan.slip = last.at;
  else doubts.pop();
  return scan.slip !== undefined;
}

function readClosingBracket(scan: ValueScan, isBrace: boolean, isWrong: boolean): void {
  const { at, collector } = scan;
  const closesObject = isBrace !== isWrong;
  const isTold = collector.level.isLost;
  reportTrailingComma(scan);
  reportSign(scan, isBrace ? CLOSE_BRACE : CLOSE_BRACKET);
  if (lacksValue(scan)) valueIsMissing(scan);
  if (isWrong && !isTold) problem(scan, 'wrong-bracket', at, at + 1);
  if (inObject(scan) !== closesObject) {
    problemAtLastToken(scan, inObject(scan) ? 'unclosed-object' : 'unclosed-array');
    while (inObject(scan) !== closesObject) collector.close(scan.lastEnd);
  }
  scan.closed = collector.levels.length === 1;
  if (!scan.closed) collector.close(at + 1);
  if (isWrong && !isTold) scan.doubts.push({ at, depth: collector.levels.length });
  scan.expect = 'comma-or-end';
  take(scan, at + 1);
}

function readOpeningBracket(scan: ValueScan, isBrace: boolean, isLost: boolean): void {
  const { at, expect, collector } = scan;
  if (!isPlaceOfValue(scan)) {
    problem(scan, 'key-expected', at, at + 1);
    collector.noKey();
  } else if (expect === 'colon') {
    problemAtLastToken(scan, 'colon-expected');
  } else if (expect === 'comma-or-end') {
    problemAtLastToken(scan, 'comma-expected');
  }
  reportSign(scan, isBrace ? OPEN_BRACE : OPEN_BRACKET);
  const opensObject = isBrace || isLost;
  collector.open(opensObject, at, isLost);
  scan.expect = opensObject ? 'first-key' : 'first-element';
  take(scan, at + 1);
}

function isPlaceOfValue(scan: ValueScan): boolean {
  const { text, expect, lastEnd, at } = scan;
  if (expect === 'value' || !inObject(scan)) return true;
  return expect === 'colon' && !isLineEndBetween(text, lastEnd, at);
}

/** More braces than these are a run of them: see `passOverBraces`. */
const MOST_DOUBLED = 64;

/** Whether the brace here stands right after another one, in data, where no record starts. */
function isDoubled({ text, at, expect, collector }: ValueScan): boolean {
  const { mayHoldRecords, start } = collector.level;
  if (collector.levels.length > MOST_DOUBLED) return false;
  return expect === 'first-key' && !mayHoldRecords && /^\{[ \t]*$/.test(text.slice(start, at));
}

/**
 * A `{` stands where a key belongs: the next record starts, and the one that is being read lacks its end.
 * Inside a container it ends there, and the list around it goes on; false where there is no such list.
 */
function leaveRecord(scan: ValueScan): boolean {
  const { collector } = scan;
  passOverBraces(scan);
  if (scan.expect === 'key') {
    // The comma after the last member belongs between this value and the next one, if another one follows.
    scan.lastEnd = scan.endBefore;
    scan.expect = 'comma-or-end';
  }
  const list = collector.levels.findLastIndex((open) => !open.isObject && open.mayHoldRecords);
  if (list < 1) return false;
  if (lacksValue(scan)) valueIsMissing(scan);
  problemAtLastToken(scan, 'unclosed-object');
  while (collector.levels.length > list + 1) collector.close(scan.lastEnd);
  scan.expect = 'element';
  return true;
}

/**
 * Of a run of braces, `{{{{`, only the last one starts the next record; the others belong to what is open. As records
 * of their own they would take hundreds of times the text's memory.
 */
function passOverBraces(scan: ValueScan): void {
  const { text, at, limit, endsWithLine } = scan;
  if (scan.expect !== 'first-key') return;
  let lastBrace = at;
  let next = at + 1;
  for (let after = next; ; next++) {
    const code = next < limit ? text.charCodeAt(next) : Number.NaN;
    if (code === OPEN_BRACE) {
      scan.lastEnd = after;
      lastBrace = next;
      after = next + 1;
    } else if (!isWhiteSpace(code) || (endsWithLine && isLineEnd(code))) break;
  }
  look(scan, next);
  if (lastBrace > at) problem(scan, 'key-expected', at, at + 1);
  scan.at = lastBrace;
}
