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
} from '../json/characters';
import { placeholderAt } from '../json/placeholders';
import type { Problem, SyntaxProblemKind } from '../json/problem';
import {
  arrowEnd,
  endOfLine,
  endOfText,
  isLineEnd,
  isMixed,
  LONGEST_GAP,
  lastCharacter,
  mayStartComment,
  otherStringAt,
  plainSign,
  readComment,
  readJunk,
  readString,
  report,
  signMeant,
  strayCharacterLength,
  wordEnd,
} from '../json/tokens';
import { isCommentStart, prefixBeforeString, readWord } from '../json/words';
import type { RecordType } from '../spec/record-type';
import { Collector, type ScannedValue } from './collect';
import { PROBLEM_OF_MARKER, passMarker } from './merge-conflict';

/** What may come next. */
type Expect = 'first-key' | 'key' | 'colon' | 'value' | 'first-element' | 'element' | 'comma-or-end';

/** A merge conflict that is being read. */
interface Conflict {
  side: 'first' | 'second';
  readonly depth: number;
  readonly expect: Expect;
}

/** The one that a value may stand in. */
const AROUND: Conflict = { side: 'first', depth: -1, expect: 'value' };

/** A key that is no string of JSON, and its name in it. */
interface BareKey {
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** After the last character that this depends on. */
  readonly readEnd: number;
}

/**
 * The key at `at` that no quote opens. A string with a prefix (`u'status'`) is one, and so is a word before a colon
 * that only lacks its opening quote; else a colon of another script, or what stands for one, ends it.
 */
function bareKeyAt(text: string, at: number): BareKey {
  const prefixed = prefixBeforeString(text, at);
  if (prefixed !== undefined) {
    const end = readString(text, prefixed, 0, []);
    if (end > 0) return { end, nameStart: prefixed + 1, nameEnd: end - 1, readEnd: endOfLine(text, at) + 1 };
  }
  const wordStop = wordEnd(text, at);
  const sign = text.slice(at + 1, wordStop).search(/[=\uff1a]/);
  const nameEnd = sign < 0 ? wordStop : at + 1 + sign;
  const lacksOpening = LOST_OPENING.test(text.slice(nameEnd, nameEnd + LONGEST_GAP));
  const readEnd = Math.max(nameEnd + LONGEST_GAP, prefixed === undefined ? 0 : endOfLine(text, at) + 1);
  return { end: lacksOpening ? nameEnd + 1 : nameEnd, nameStart: at, nameEnd, readEnd };
}

/** After the name of a key that lacks its opening quote. */
const LOST_OPENING = /^["'][ \t]{0,40}:/;

/** The end of one record and the start of the next, as it looks inside of a string that lost its quote. */
const RECORD_BOUNDARY = /\}\s*,\s*\{/;

/**
 * Reads the object or array that starts at `start`, to its end, tolerating every defect: with the tokens'
 * readers the one place that knows JSON's grammar. Nesting costs memory, never stack.
 *
 * The result depends on nothing before `start`, so an object reads the same alone and inside another one.
 * Where its end is missing the value ends at the next `{` that stands where a key belongs (the next record), at
 * a closing bracket of something opened before it, or at `limit`, in JSON Lines (`endsWithLine`) also at the end of
 * its line. A lone defect gives one problem, where it is.
 *
 * `type` is what records are; without one no member is a field, as in other files than ours.
 *
 * All offsets are UTF-16 code units.
 */
export function scanValue(
  text: string,
  start: number,
  limit: number,
  type: RecordType | undefined,
  endsWithLine = false,
): ScannedValue {
  const problems: Problem[] = [];
  const collector = new Collector(text, start, problems, type);
  const startsObject = plainSign(text.charCodeAt(start)) === OPEN_BRACE;
  let expect: Expect = startsObject ? 'first-key' : 'first-element';
  let at = start + 1;
  /** After the last token, where something missing is reported, and after the token before that. */
  let lastEnd = at;
  let endBefore = at;
  /** Where the last token starts if it is a string, else -1. */
  let lastString = -1;
  /** Whether the last token stands for members that were left out. */
  let isFilled = false;
  let readEnd = at;
  let closed = false;
  /** The merge conflicts that are being read, each in a side of the one before it. */
  const conflicts: Conflict[] = [];
  let endsConflict = false;
  if (text.charCodeAt(start) > 0x7f) problem('other-sign', start, start + 1);
  collector.open(startsObject, start);

  while (!closed) {
    let code = text.charCodeAt(at);
    while (isWhiteSpace(code) && !(endsWithLine && isLineEnd(code))) code = text.charCodeAt(++at);
    if (at >= limit || isWhiteSpace(code)) {
      look(at);
      break;
    }
    if (code > 0x3a) {
      // What a wide sign is hangs on what follows it.
      if (code > 0x7f) look(at + LONGEST_GAP - 1);
      code = signMeant(text, at, (expect as Expect) === 'comma-or-end');
    }
    if (code === QUOTE || code === APOSTROPHE) readStringToken();
    else if (code === COMMA) readComma();
    else if (code === COLON) readColon();
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      look(at);
      if (!collector.hasOpen(code === CLOSE_BRACE)) break; // It closes what was opened before this value.
      readClosingBracket(code === CLOSE_BRACE);
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      look(at);
      if (readPlaceholder()) continue;
      if (code === OPEN_BRACE && !isPlaceOfValue()) {
        passOverBraces();
        giveCommaBack();
        if (!leaveRecord()) break; // The next record starts.
        continue;
      }
      readOpeningBracket(code === OPEN_BRACE);
    } else readOther();
  }
  if (!closed) breakOff();

  const evidence = collector.closeOutermost();
  const { entries, containers, objectLists, isByContent } = collector;
  // A defect that is understood only later is reported later; findings come in text order.
  problems.sort((a, b) => a.start - b.start);
  return {
    end: lastEnd,
    closed,
    entries,
    problems,
    readEnd,
    evidence,
    containers,
    objectLists,
    isByContent,
    endsConflict,
    opensConflict: conflicts.length > 0,
  };

  /** The character at this offset, or the end of the text there, has a say in the result. */
  function look(offset: number): void {
    if (offset >= readEnd) readEnd = offset + 1;
  }

  function inObject(): boolean {
    return collector.level.isObject;
  }

  function take(end: number, isString = false): void {
    lastString = isString ? at : -1;
    endBefore = lastEnd;
    lastEnd = at = end;
    isFilled = false;
    look(end - 1);
  }

  /** Reports the sign that is being read where it is none of JSON. */
  function reportSign(plain: number): void {
    if (text.charCodeAt(at) !== plain) problem('other-sign', at, at + 1);
  }

  function problem(kind: SyntaxProblemKind, from: number, to: number): void {
    report(problems, kind, start, from, to);
  }

  function problemAtLastToken(kind: SyntaxProblemKind): void {
    problem(kind, lastCharacter(text, lastEnd), lastEnd);
  }

  function readStringToken(): void {
    if (expect === 'comma-or-end') {
      if (inObject() && !isKeyAhead()) return passOver();
      problemAtLastToken('comma-expected');
      expect = inObject() ? 'key' : 'element';
    } else if (expect === 'colon') {
      if (isKeyAhead()) {
        valueIsMissing();
        expect = 'key';
      } else {
        problemAtLastToken('colon-expected');
      }
    }
    const lastProblem = problems.at(-1);
    const result = readString(text, at, start, problems);
    const end = result < 0 ? ~result : result;
    const intact = problems.at(-1) === lastProblem;
    if (expect === 'key' || expect === 'first-key') {
      collector.key(at, end, at + 1, result < 0 ? end : end - 1, intact);
      expect = 'colon';
    } else {
      collector.scalar(at, end, 'string', intact);
      expect = 'comma-or-end';
    }
    if (isMixed(text, at, end)) look(endOfLine(text, at));
    take(end, true);
    if (result >= 0) return;
    look(end);
    endStringAtRecordBoundary();
  }

  /** Whether the string at `at` is followed by a colon: it is a key then, whatever was expected. */
  function isKeyAhead(): boolean {
    const result = readString(text, at, start, []);
    let end = result < 0 ? ~result : result;
    if (isMixed(text, at, end)) look(endOfLine(text, at));
    while (isWhiteSpace(text.charCodeAt(end))) end++;
    look(end);
    return signMeant(text, end, false) === COLON;
  }

  function readComma(): void {
    if (expect === 'colon' || expect === 'value') valueIsMissing();
    else if (expect !== 'comma-or-end' && !isFilled) problem('unexpected-comma', at, at + 1);
    reportSign(COMMA);
    expect = inObject() ? 'key' : 'element';
    take(at + 1);
  }

  function readColon(): void {
    if (expect === 'comma-or-end' && inObject() && lastString >= 0) {
      // What was taken for a value is the next key: the member before it has no value yet.
      problem('value-expected', lastCharacter(text, endBefore), endBefore);
      const intact = text.charCodeAt(lastString) === QUOTE && text.charCodeAt(lastEnd - 1) === QUOTE;
      collector.valueWasKey(endBefore);
      collector.key(lastString, lastEnd, lastString + 1, lastEnd - 1, intact);
    } else if (expect === 'comma-or-end' || !inObject()) {
      return passOver();
    } else if (expect === 'value') {
      problem('unexpected-colon', at, at + 1);
    } else if (expect !== 'colon') {
      problem('key-expected', at, at + 1);
      collector.noKey();
    }
    reportSign(COLON);
    expect = 'value';
    take(at + 1);
  }

  function readClosingBracket(closesObject: boolean): void {
    if ((expect === 'key' || expect === 'element') && !isFilled) problemAtLastToken('trailing-comma');
    reportSign(closesObject ? CLOSE_BRACE : CLOSE_BRACKET);
    if (expect === 'colon' || expect === 'value') valueIsMissing();
    if (inObject() !== closesObject) {
      problemAtLastToken(inObject() ? 'unclosed-object' : 'unclosed-array');
      while (inObject() !== closesObject) collector.close(lastEnd);
    }
    closed = collector.levels.length === 1;
    if (!closed) collector.close(at + 1);
    expect = 'comma-or-end';
    take(at + 1);
  }

  function isPlaceOfValue(): boolean {
    if (expect === 'value' || !inObject()) return true;
    return expect === 'colon' && !isLineEndBetween(lastEnd, at);
  }

  function isLineEndBetween(from: number, to: number): boolean {
    for (let place = from; place < to; place++) if (isLineEnd(text.charCodeAt(place))) return true;
    return false;
  }

  /**
   * Of a run of braces, `{{{{`, only the last one starts the next record; the others belong to what is open. As records
   * of their own they would take hundreds of times the text's memory.
   */
  function passOverBraces(): void {
    if (expect !== 'first-key') return;
    let lastBrace = at;
    let next = at + 1;
    for (let after = next; ; next++) {
      const code = next < limit ? text.charCodeAt(next) : Number.NaN;
      if (code === OPEN_BRACE) {
        lastEnd = after;
        lastBrace = next;
        after = next + 1;
      } else if (!isWhiteSpace(code) || (endsWithLine && isLineEnd(code))) break;
    }
    look(next);
    if (lastBrace > at) problem('key-expected', at, at + 1);
    at = lastBrace;
  }

  function readOpeningBracket(opensObject: boolean): void {
    if (!isPlaceOfValue()) {
      problem('key-expected', at, at + 1);
      collector.noKey();
    } else if (expect === 'colon') {
      problemAtLastToken('colon-expected');
    } else if (expect === 'comma-or-end') {
      problemAtLastToken('comma-expected');
    }
    reportSign(opensObject ? OPEN_BRACE : OPEN_BRACKET);
    collector.open(opensObject, at);
    expect = opensObject ? 'first-key' : 'first-element';
    take(at + 1);
  }

  /** What a template or documentation has in place of members; in place of a value it is a word. */
  function readPlaceholder(): boolean {
    const { end, readEnd: tokenReadEnd, isTag } = placeholderAt(text, at);
    look(tokenReadEnd - 1);
    if (end === undefined) return false;
    const isValue = expect === 'value' || expect === 'colon' || (isTag && !inObject());
    if (isValue) {
      readWordToken();
    } else {
      problem('placeholder', at, end);
      const expected = expect;
      take(end);
      expect = expected;
      isFilled = true;
    }
    return true;
  }

  function readWordToken(): void {
    if (expect === 'colon') problemAtLastToken('colon-expected');
    const { end, kind, readEnd: wordReadEnd } = readWord(text, at, start, problems, inObject());
    look(wordReadEnd - 1);
    collector.scalar(at, end, kind, kind !== 'invalid');
    expect = 'comma-or-end';
    take(end);
  }

  function readOther(): void {
    // What this is may hang on the next character, as that of a comment or of a surrogate pair does.
    look(at + 1);
    const strayLength = strayCharacterLength(text, at);
    if (strayLength > 0) {
      problem('unexpected-character', at, at + strayLength);
      at += strayLength;
      return;
    }
    const isMemberValue = inObject() && (expect === 'value' || expect === 'colon');
    if (mayStartComment(text, at) && !(isMemberValue && !isCommentStart(text, at))) {
      at = readComment(text, at, start, problems);
      look(at);
      return;
    }
    if (passConflictMarker() || readPlaceholder()) return;
    const arrow = expect === 'colon' ? arrowEnd(text, at) : at;
    if (arrow > at) {
      problem('other-sign', at, arrow);
      expect = 'value';
      return take(arrow);
    }
    const other = otherStringAt(text, at);
    if (other) {
      look(other.readEnd - 1);
      if (other.end !== undefined) return readStringToken();
    }
    if (expect === 'comma-or-end') return passOver();
    if (expect === 'colon' && endStringAtRecordBoundary()) return;
    if (expect === 'key' || expect === 'first-key') {
      const { end, nameStart, nameEnd, readEnd: keyReadEnd } = bareKeyAt(text, at);
      look(keyReadEnd - 1);
      problem('unquoted-key', at, end);
      collector.key(at, end, nameStart, nameEnd, false);
      expect = 'colon';
      take(end);
    } else {
      readWordToken();
    }
    look(at);
  }

  function passConflictMarker(): boolean {
    const conflict = conflicts.at(-1) ?? AROUND;
    const passed = passMarker(text, at, conflict.side, () => isAtStartOf(conflict));
    if (typeof passed === 'number') {
      look(passed - 1);
      return false;
    }
    look(passed.readEnd - 1);
    const { does } = passed;
    const isStray = conflict === AROUND && does !== 'begin';
    problem(isStray ? 'surrounding-text' : PROBLEM_OF_MARKER[does], at, passed.end);
    if (does === 'begin') {
      conflicts.push({ side: 'first', depth: collector.levels.length, expect });
    } else if (does === 'end') {
      endsConflict ||= isStray;
      conflicts.pop();
    } else if (does === 'second side') {
      ({ expect } = conflict);
      conflict.side = 'second';
    }
    at = passed.goOn;
    return true;
  }

  /** Whether reading has come back to where a merge conflict started. */
  function isAtStartOf(conflict: { readonly depth: number }): boolean {
    return conflict.depth === collector.levels.length && expect !== 'colon' && expect !== 'value';
  }

  /** Text that makes no sense after a value; or the rest of a string whose closing quote is missing. */
  function passOver(): void {
    if (endStringAtRecordBoundary()) return;
    if (expect === 'comma-or-end' && !isLineEndBetween(lastEnd, at)) collector.doubt();
    at = readJunk(text, at, start, problems);
    look(at);
    lastEnd = endOfText(text, at);
    lastString = -1;
  }

  /** The member that is being read has a key but no value. A key without its quote says so itself. */
  function valueIsMissing(): void {
    if (!endsInOpenString()) problemAtLastToken(expect === 'colon' ? 'colon-expected' : 'value-expected');
    collector.missing(lastEnd);
  }

  /** Whether the last token is a string that breaks off: that is reported, and the rest of its line is in it. */
  function endsInOpenString(): boolean {
    const last = problems.at(-1);
    return last?.kind === 'unterminated-string' && last.end === lastEnd - start;
  }

  /**
   * Where several records stand on one line, a lost quote makes a string run into the next record. Ends the
   * last token, a string, before the record's brace that it holds; false where it holds none.
   */
  function endStringAtRecordBoundary(): boolean {
    if (lastString < 0) return false;
    const boundary = text.slice(lastString, lastEnd).search(RECORD_BOUNDARY);
    if (boundary < 0) return false;
    look(at);
    const end = lastString + boundary;
    while ((problems.at(-1)?.end ?? -1) > lastString - start) problems.pop();
    problem('unterminated-string', lastString, end);
    collector.shortenString(end);
    lastString = -1;
    lastEnd = at = end;
    return true;
  }

  /**
   * A `{` stands where a key belongs: the next record starts, and the one that is being read lacks its end.
   * Inside a container it ends there, and the list around it goes on; false where there is no such list.
   */
  function leaveRecord(): boolean {
    const list = collector.levels.findLastIndex((open) => !open.isObject && open.mayHoldRecords);
    if (list < 1) return false;
    if (expect === 'colon' || expect === 'value') valueIsMissing();
    problemAtLastToken('unclosed-object');
    while (collector.levels.length > list + 1) collector.close(lastEnd);
    expect = 'element';
    return true;
  }

  /** A comma after the last member belongs between this value and the next one, if another one follows. */
  function giveCommaBack(): void {
    if (expect !== 'key') return;
    lastEnd = endBefore;
    expect = 'comma-or-end';
  }

  /** The value's own end is missing. Strange characters and comments after its last token are not its own. */
  function breakOff(): void {
    while ((problems.at(-1)?.start ?? -1) >= lastEnd - start) problems.pop();
    if (expect === 'colon' || expect === 'value') valueIsMissing();
    else if (!endsInOpenString()) problemAtLastToken(inObject() ? 'unclosed-object' : 'unclosed-array');
    collector.abandon(lastEnd);
  }
}
