import { APOSTROPHE, COLON, isWhiteSpace, MINUS, NINE, QUOTE, SEMICOLON, ZERO } from '../json/characters';
import { placeholderAt } from '../json/placeholders';
import { arrowEnd, endOfLine, LONGEST_GAP, readString, signMeant, wordEnd } from '../json/tokens';
import { isCommentStart, prefixBeforeString } from '../json/words';
import { PROBLEM_OF_MARKER } from './merge-conflict';
import {
  lacksValue,
  look,
  markerHere,
  opensOtherString,
  passComment,
  passStrayCharacter,
  problem,
  problemAtLastToken,
  stringHere,
  wantsKey,
  wordHere,
} from './scan';
import {
  endKeyAtColon,
  endStringAtRecordBoundary,
  endsInOpenString,
  inObject,
  isLineEndBetween,
  type OpenConflict,
  opensWrongly,
  passOver,
  take,
  type ValueScan,
  valueIsMissing,
} from './value-scan';

/** Reads the string that opens here: a key, or a value. */
export function readStringToken(scan: ValueScan): void {
  const { text, at, problems, collector } = scan;
  if (scan.expect === 'comma-or-end') {
    if (inObject(scan) && !isKeyAhead(scan)) return passOver(scan);
    // A string that breaks off is told, and its comma is lost with its end.
    if (!endsInOpenString(scan)) problemAtLastToken(scan, 'comma-expected');
    scan.expect = inObject(scan) ? 'key' : 'element';
  } else if (scan.expect === 'colon') {
    if (endKeyAtColon(scan)) return;
    if (isKeyAhead(scan)) {
      valueIsMissing(scan);
      scan.expect = 'key';
    } else {
      problemAtLastToken(scan, 'colon-expected');
    }
  }
  const lastProblem = problems.at(-1);
  const isUnopened = scan.expect === 'value' && scan.slips.includes(at);
  if (isUnopened) {
    collector.open(true, at, true);
    scan.expect = 'first-key';
  }
  const result = stringHere(scan);
  const end = result < 0 ? ~result : result;
  if (isUnopened) problem(scan, 'unopened-object', at, end);
  const intact = problems.at(-1) === lastProblem;
  if (wantsKey(scan)) {
    let first = at + 1;
    let last = result < 0 ? end : end - 1;
    // Of doubled quotes none belongs to the name.
    if (!intact) {
      while (first < last && isQuote(text.charCodeAt(first))) first++;
      while (last > first && isQuote(text.charCodeAt(last - 1))) last--;
    }
    collector.key(at, end, first, last, intact);
    scan.expect = 'colon';
  } else {
    collector.scalar(at, end, 'string', intact);
    scan.expect = 'comma-or-end';
  }
  take(scan, end, true);
  if (result >= 0) return;
  look(scan, end);
  if (!endStringAtRecordBoundary(scan) && scan.expect === 'colon') endKeyAtColon(scan);
}

function isQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE;
}

/** Whether the string here is followed by a colon: it is a key then, whatever was expected. */
function isKeyAhead(scan: ValueScan): boolean {
  const { text } = scan;
  const result = stringHere(scan, []);
  let end = result < 0 ? ~result : result;
  while (isWhiteSpace(text.charCodeAt(end))) end++;
  look(scan, end);
  return signMeant(text, end, false) === COLON;
}

/** Reads what starts with none of JSON's signs: a word, and whatever else people and tools write. */
export function readOther(scan: ValueScan): void {
  const { text, at } = scan;
  if ((!startsWord(text.charCodeAt(at)) || /^-[->]/.test(text.slice(at, at + 2))) && passOddity(scan)) return;
  look(scan, scan.at + 1);
  if (scan.expect === 'comma-or-end') {
    if (arrowEnd(text, at) > at && opensWrongly(scan)) return;
    if (!isBareKeyHere(scan)) return passOver(scan);
    if (!endsInOpenString(scan)) problemAtLastToken(scan, 'comma-expected');
    scan.expect = 'key';
  }
  if (scan.expect === 'colon' && (endStringAtRecordBoundary(scan) || endKeyAtColon(scan))) return;
  if (wantsKey(scan)) readBareKey(scan);
  else readWordToken(scan);
  look(scan, scan.at);
}

const BARE_KEY = /^[A-Za-z_$][\w$-]{0,59}[ \t]{0,9}[:=](?![:/])/;

/** Whether a key without quotes starts a line here, of an object whose last member lacks its comma. */
function isBareKeyHere(scan: ValueScan): boolean {
  const { text, at, lastEnd } = scan;
  if (!inObject(scan) || !isLineEndBetween(text, lastEnd, at)) return false;
  look(scan, at + LONGEST_GAP);
  return BARE_KEY.test(text.slice(at, at + LONGEST_GAP));
}

/** Whether this starts nothing but a word: ASCII's digits and letters do, but for that of `REM`, and so does a minus sign. */
function startsWord(code: number): boolean {
  const lower = code | 0x20;
  return (
    (code >= ZERO && code <= NINE) || (lower >= 0x61 && lower <= 0x7a && lower !== 0x72) || code === MINUS
  );
}

/** Passes over what is no key and no word of a value, if it stands here. */
function passOddity(scan: ValueScan): boolean {
  const { text, at } = scan;
  if (passStrayCharacter(scan)) return true;
  const isMemberValue = inObject(scan) && lacksValue(scan);
  if (!(isMemberValue && !isCommentStart(text, at)) && passComment(scan, !scan.endsWithLine)) return true;
  if (passConflictMarker(scan) || passPlaceholder(scan)) return true;
  const colon = scan.expect === 'colon' ? otherColonEnd(text, at) : at;
  if (colon > at) {
    takeOtherColon(scan, colon);
    return true;
  }
  if (!opensOtherString(scan)) return false;
  readStringToken(scan);
  return true;
}

/** After what stands at `at` in place of a colon; `at` where nothing does. */
function otherColonEnd(text: string, at: number): number {
  return text.charCodeAt(at) === SEMICOLON ? at + 1 : arrowEnd(text, at);
}

/** After a key something else than its colon stands here, up to `end`. */
export function takeOtherColon(scan: ValueScan, end: number): void {
  problem(scan, 'other-colon', scan.at, end);
  scan.expect = 'value';
  take(scan, end);
}

/** What a template or documentation has in place of members; in place of a value it is a word. */
export function passPlaceholder(scan: ValueScan): boolean {
  const { at } = scan;
  const { end, readEnd, isTag } = placeholderAt(scan.text, at);
  look(scan, readEnd - 1);
  if (end === undefined) return false;
  if (lacksValue(scan) || (isTag && !inObject(scan))) {
    readWordToken(scan);
    return true;
  }
  problem(scan, 'placeholder', at, end);
  take(scan, end);
  scan.isFilled = true;
  return true;
}

function readWordToken(scan: ValueScan): void {
  if (scan.expect === 'colon') problemAtLastToken(scan, 'colon-expected');
  const { end, kind } = wordHere(scan, inObject(scan));
  scan.collector.scalar(scan.at, end, kind, kind !== 'invalid');
  scan.expect = 'comma-or-end';
  take(scan, end);
}

/** After the name of a key that lacks its opening quote. */
const LOST_OPENING = /^["'][ \t]{0,40}:/;

/**
 * Reads a key that no quote opens. A string with a prefix (`u'status'`) is one, and so is a word before a colon that only
 * lacks its opening quote; else a colon of another script, or what stands for one, ends it.
 */
function readBareKey(scan: ValueScan): void {
  const { text, at } = scan;
  const prefixed = prefixBeforeString(text, at);
  const stringEnd = prefixed === undefined ? -1 : readString(text, prefixed, 0, []);
  if (prefixed !== undefined) look(scan, endOfLine(text, at));
  if (prefixed !== undefined && stringEnd > 0) return takeKey(scan, prefixed + 1, stringEnd - 1, stringEnd);
  const wordStop = wordEnd(text, at);
  const sign = text.slice(at + 1, wordStop).search(/[=\uff1a]/);
  const nameEnd = sign < 0 ? wordStop : at + 1 + sign;
  look(scan, nameEnd + LONGEST_GAP - 1);
  const lacksOpening = LOST_OPENING.test(text.slice(nameEnd, nameEnd + LONGEST_GAP));
  takeKey(scan, at, nameEnd, lacksOpening ? nameEnd + 1 : nameEnd);
}

/** A name as Ruby writes it, as a key or as a value. */
const SYMBOL = /:[A-Za-z_]\w{0,80}(?=([ \t]{0,9}(?:=>|:))?)/y;

/** Reads Ruby's `:status` where a key or, after its arrow, a value belongs; false where none stands here. */
export function readSymbol(scan: ValueScan): boolean {
  const { text, at, lastEnd } = scan;
  const isKey = wantsKey(scan);
  // After a key a colon is nothing but that: it is not even looked at what follows it.
  if (!isKey && !(scan.expect === 'value' && text.startsWith('=>', lastEnd - 2))) return false;
  SYMBOL.lastIndex = at;
  const found = SYMBOL.exec(text);
  look(scan, at + LONGEST_GAP + 16);
  const end = SYMBOL.lastIndex;
  if (!found || (isKey && found[1] === undefined)) return false;
  if (isKey) takeKey(scan, at + 1, end, end);
  else readWordToken(scan);
  return true;
}

/** A key as Lua writes it, `["status"] =`. */
const KEY_IN_BRACKETS = /\[[ \t]?(["'])[\w $@.-]{1,60}\1[ \t]?\](?=[ \t]{0,9}[=:])/y;

/** Reads a key that stands in brackets; false where none stands here. */
export function readKeyInBrackets(scan: ValueScan): boolean {
  const { text, at } = scan;
  if (!inObject(scan) || !wantsKey(scan)) return false;
  KEY_IN_BRACKETS.lastIndex = at;
  look(scan, at + LONGEST_GAP);
  if (!KEY_IN_BRACKETS.test(text)) return false;
  const end = KEY_IN_BRACKETS.lastIndex;
  const quote = text.slice(at, end).search(/["']/);
  takeKey(scan, at + quote + 1, text.lastIndexOf(text.charAt(at + quote), end), end);
  return true;
}

function takeKey(scan: ValueScan, nameStart: number, nameEnd: number, end: number): void {
  problem(scan, 'unquoted-key', scan.at, end);
  scan.collector.key(scan.at, end, nameStart, nameEnd, false);
  scan.expect = 'colon';
  take(scan, end);
}

/** Outside of the conflicts that start in the value. */
const AROUND: OpenConflict = { side: 'first', depth: -1, expect: 'value' };

function passConflictMarker(scan: ValueScan): boolean {
  const { conflicts, collector } = scan;
  const conflict = conflicts.at(-1) ?? AROUND;
  const isAtStart = () => conflict.depth === collector.levels.length && !lacksValue(scan);
  const passed = markerHere(scan, conflict.side, isAtStart);
  if (!passed) return false;
  const { does } = passed;
  const isStray = conflict === AROUND && does !== 'begin';
  problem(scan, isStray ? 'surrounding-text' : PROBLEM_OF_MARKER[does], scan.at, passed.end);
  if (does === 'begin') {
    conflicts.push({ side: 'first', depth: collector.levels.length, expect: scan.expect });
  } else if (does === 'end') {
    scan.endsConflict ||= isStray;
    conflicts.pop();
  } else if (does === 'second side') {
    scan.expect = conflict.expect;
    conflict.side = 'second';
  }
  scan.at = passed.goOn;
  return true;
}
