import { QUOTE } from '../json/characters';
import { LONGEST_COMMENT, mayStartComment, OTHER_START, readComment } from '../json/comments';
import type { Problem, SyntaxProblemKind } from '../json/problem';
import {
  AFTER_MIXED,
  afterBlanks,
  endOfLine,
  endOfText,
  isMixed,
  LONGEST_GAP,
  lastCharacter,
  mayFollowString,
  otherStringAt,
  readEndOfQuoted,
  readEndOfString,
  readString,
  report,
  strayCharacterLength,
} from '../json/tokens';
import { readWord, type Word } from '../json/words';
import type { Expect } from './frame';
import { type PassedMarker, passMarker } from './merge-conflict';

/*
 * What tolerant reading is the same for inside of a value (scan-value.ts) and between records (scan-gap.ts): where it has
 * come to, what may come next, what is told, and the tokens. The state is an object that functions are given.
 */

/** A text that is being read, whatever is wrong with it. Offsets are UTF-16 code units in it. */
export interface Scan {
  readonly text: string;
  /** What problems are relative to: the start of the record. */
  readonly origin: number;
  readonly problems: Problem[];
  /** Where reading has come to, and what may come next. */
  at: number;
  expect: Expect;
  /** After the last token, where something missing is reported. */
  lastEnd: number;
  /** The characters that were told, which people do not see. */
  strays: string;
  /** Whether the last token stands for members or records that were left out. */
  isFilled: boolean;
  /** After the last character that has a say in the result. */
  readEnd: number;
}

/** The character at this offset, or the end of the text there, has a say in the result. */
export function look(scan: Scan, offset: number): void {
  if (offset >= scan.readEnd) scan.readEnd = offset + 1;
}

export function problem(
  { problems, origin }: Scan,
  kind: SyntaxProblemKind,
  start: number,
  end: number,
): void {
  report(problems, kind, origin, start, end);
}

export function problemAtLastToken(scan: Scan, kind: SyntaxProblemKind): void {
  problem(scan, kind, lastCharacter(scan.text, scan.lastEnd), scan.lastEnd);
}

/** Reports the sign that is being read where it is none of JSON. */
export function reportSign(scan: Scan, plain: number): void {
  const { text, at } = scan;
  if (text.charCodeAt(at) !== plain) problem(scan, 'other-sign', at, at + 1);
}

/** Whether a member has a key, and no value yet. */
export function lacksValue({ expect }: Scan): boolean {
  return expect === 'colon' || expect === 'value';
}

export function wantsKey({ expect }: Scan): boolean {
  return expect === 'key' || expect === 'first-key';
}

/** A comma where no member lacks its value: there has to be a value before it. */
export function reportExtraComma(scan: Scan): void {
  const { at, expect, isFilled, origin } = scan;
  if (expect === 'comma-or-end' || isFilled) return;
  const first = takeExtraCommas(scan);
  problem(scan, 'unexpected-comma', first === undefined ? at : first + origin, at + 1);
}

/** Takes back that the last token is a comma, or the last of several, that nothing stands before. Returns where these start. */
function takeExtraCommas({ problems, lastEnd, origin }: Scan): number | undefined {
  const last = problems.at(-1);
  if (last?.kind !== 'unexpected-comma' || last.end !== lastEnd - origin) return undefined;
  problems.pop();
  return last.start;
}

/** A closing bracket: there is to be no comma before it. One that nothing stands before either is told of already. */
export function reportTrailingComma(scan: Scan): void {
  const { text, origin, problems, expect, isFilled, lastEnd } = scan;
  if ((expect !== 'key' && expect !== 'element') || isFilled) return;
  const last = problems.at(-1);
  const isTold = last?.kind === 'unexpected-comma' && last.end === lastEnd - origin;
  if (!isTold) return problemAtLastToken(scan, 'trailing-comma');
  if (
    /[{[\uff5b\uff3b]\s*$/.test(
      text.slice(Math.max(0, last.start + origin - LONGEST_GAP), last.start + origin),
    )
  )
    return;
  problems.pop();
  // The comma before those is one more that nothing follows.
  const before = endOfText(text, last.start + origin) - 1;
  problem(scan, 'trailing-comma', before, lastEnd);
}

/** Passes over a character that people do not see or take for white space, if one stands here. */
export function passStrayCharacter(scan: Scan): boolean {
  const { text, at } = scan;
  // What this is may hang on the next character, as that of a comment or of a surrogate pair does.
  look(scan, at + 1);
  const length = strayCharacterLength(text, at);
  if (length === 0) return false;
  const character = text.slice(at, at + length);
  let end = at + length;
  while (text.startsWith(character, end)) end += length;
  look(scan, end + length - 1);
  problem(scan, scan.strays.includes(character) ? 'same-character' : 'unexpected-character', at, end);
  scan.strays += character;
  scan.at = end;
  return true;
}

/** Passes over a comment, if one may start here; one that `mayGoOn` can go on after its line. */
export function passComment(scan: Scan, mayGoOn: boolean): boolean {
  const { text, at, origin, problems } = scan;
  if (OTHER_START.test(text.charAt(at))) look(scan, at + LONGEST_GAP);
  if (!mayStartComment(text, at)) return false;
  scan.at = readComment(text, at, origin, problems, mayGoOn);
  const isEnded = scan.at > at + 3 && text.startsWith('*/', scan.at - 2);
  look(scan, mayGoOn && text.startsWith('/*', at) && !isEnded ? at + LONGEST_COMMENT + 2 : scan.at);
  return true;
}

/** The marker of a merge conflict that stands here, if one does; see `passMarker`. */
export function markerHere(
  scan: Scan,
  side: 'first' | 'second' | undefined,
  isAtStart: () => boolean,
): PassedMarker | undefined {
  const passed = passMarker(scan.text, scan.at, side, isAtStart);
  if (typeof passed === 'number') {
    look(scan, passed - 1);
    return undefined;
  }
  look(scan, passed.readEnd - 1);
  return passed;
}

/** Whether a string in quotes that are none of JSON's opens here. */
export function opensOtherString(scan: Scan): boolean {
  const other = otherStringAt(scan.text, scan.at);
  if (other) look(scan, other.readEnd - 1);
  return other?.end !== undefined;
}

/** Reads the string that opens here. Returns the offset after it, or the complement (`~offset`) of where it breaks off. */
export function stringHere(scan: Scan, problems = scan.problems): number {
  const { text, at, origin } = scan;
  const before = problems.at(-1);
  // What a key holds ends sooner: one that lost its quote runs into its value.
  const mayHoldQuotes = problems === scan.problems && !wantsKey(scan);
  const result = readString(text, at, origin, problems, true, mayHoldQuotes);
  const last = problems.at(-1);
  const isTold = last !== before;
  if (isTold) look(scan, readEndOfString(text, at, result) - 1);
  const end = result < 0 ? ~result : result;
  const isDoubtful =
    (isTold && (last?.kind === 'bare-quote' || last?.kind === 'other-quotes')) ||
    !mayFollowString(text, afterBlanks(text, end));
  if (isDoubtful) {
    const holdsQuotes = mayHoldQuotes && text.charCodeAt(at) === QUOTE;
    look(scan, Math.max(end, holdsQuotes ? readEndOfQuoted(text, at) : 0) + AFTER_MIXED);
  }
  if (isMixed(text, at, end)) look(scan, endOfLine(text, at));
  return result;
}

/** Reads the number, literal or bare word here; the value of a member (`isMember`) to where the member ends. */
export function wordHere(scan: Scan, isMember = false): Word {
  const word = readWord(scan.text, scan.at, scan.origin, scan.problems, isMember);
  look(scan, word.readEnd - 1);
  return word;
}
