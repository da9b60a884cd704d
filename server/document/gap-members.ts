import { APOSTROPHE, COLON, QUOTE } from '../json/characters';
import { placeholderAt } from '../json/placeholders';
import { afterBlanks, readJunk, wordEnd } from '../json/tokens';
import { decodeKey } from './collect';
import { endBeyond } from './gap-around';
import { endValue, type GapScan, note, reportRepeated, take } from './gap-scan';
import { passUnopened } from './gap-values';
import {
  lacksValue,
  look,
  opensOtherString,
  passComment,
  passStrayCharacter,
  problem,
  problemAtLastToken,
  reportSign,
  stringHere,
  wantsKey,
  wordHere,
} from './scan';
import { hidesRecord, holdsData } from './what-is-a-record';

/** Reads what is no bracket and no comma: keys and scalars beside the records, and whatever else stands there. */
export function readOther(scan: GapScan, code: number): void {
  if (passStrayCharacter(scan) || passComment(scan, scan.frame.lines === undefined)) return;
  scan.isPlain = false;
  if (passPlaceholder(scan)) return;
  if (scan.frame.kind === 'object') readMemberText(scan, code);
  else if (!passUnopened(scan)) readElementText(scan, code);
}

/** What documentation has in place of records. */
function passPlaceholder(scan: GapScan): boolean {
  const { kind } = scan.frame;
  if (kind !== 'array' && (kind !== 'object' || lacksValue(scan))) return false;
  const { end, readEnd, isTag } = placeholderAt(scan.text, scan.at);
  look(scan, readEnd - 1);
  if (end === undefined || isTag) return false;
  problem(scan, 'placeholder', scan.at, end);
  take(scan, end);
  scan.isFilled = true;
  return true;
}

/** A key or a scalar directly in a container: keys name records, scalars are left alone. */
function readMemberText(scan: GapScan, code: number): void {
  const isString = opensString(scan, code);
  if (scan.expect === 'comma-or-end' && isString) {
    problemAtLastToken(scan, 'comma-expected');
    scan.expect = 'key';
  }
  if (code === COLON && scan.expect === 'colon') {
    reportSign(scan, COLON);
    scan.expect = 'value';
    return take(scan, scan.at + 1);
  }
  if (code === COLON || scan.expect === 'comma-or-end') return passOver(scan);
  if (wantsKey(scan)) return readKey(scan, isString);
  if (scan.expect === 'colon') problemAtLastToken(scan, 'colon-expected');
  reportRepeated(scan);
  const { at } = scan;
  const { isUdata } = scan.member;
  const end = readScalar(scan, isString);
  if (isString && !isUdata && hidesRecord(scan.text.slice(at, end), scan.type))
    problem(scan, 'not-a-record', at, end);
}

function readKey(scan: GapScan, isString: boolean): void {
  const { text, at, type, frame, structure } = scan;
  const end = isString ? stringEnd(scan) : wordEnd(text, at);
  if (!isString) problem(scan, 'unquoted-key', at, end);
  const key = isString ? decodeKey(text, at + 1, end - 1) : text.slice(at, end);
  const known = structure.names[frame.depth];
  const first = known?.get(key);
  if (first === undefined) known?.set(key, at);
  // What is read again, with more text, has been met itself.
  const isRepeated = first !== undefined && first < at;
  scan.member = { key, start: at, end, isRepeated, isUdata: holdsData(key, type) };
  note(scan, 'key', at, end);
  scan.expect = 'colon';
  take(scan, end);
}

/** A scalar where a record belongs. */
function readElementText(scan: GapScan, code: number): void {
  const { at, problems, expect, frame } = scan;
  if (code === COLON || expect === 'comma-or-end' || frame.kind === 'beyond') return passOver(scan);
  const lastProblem = problems.at(-1);
  const end = readScalar(scan, opensString(scan, code));
  look(scan, end);
  if (problems.at(-1) === lastProblem) problem(scan, 'not-a-record', at, end);
}

/** Reads a scalar, which is left alone; returns the offset after it. */
function readScalar(scan: GapScan, isString: boolean): number {
  const end = isString ? stringEnd(scan) : wordHere(scan).end;
  note(scan, 'value', scan.at, end);
  endValue(scan, end);
  return end;
}

function opensString(scan: GapScan, code: number): boolean {
  return code === QUOTE || code === APOSTROPHE || opensOtherString(scan);
}

function stringEnd(scan: GapScan): number {
  const result = stringHere(scan);
  const end = result < 0 ? ~result : result;
  // What follows a string says whether it ends there.
  look(scan, afterBlanks(scan.text, end));
  return end;
}

/** Text that makes no sense where it stands; that something is beyond the end of the JSON is told already. */
function passOver(scan: GapScan): void {
  const { text, at, origin, frame, problems } = scan;
  scan.at = frame.kind === 'beyond' ? endBeyond(scan) : readJunk(text, at, origin, problems);
  look(scan, scan.at);
  scan.lastEnd = scan.at;
}
