import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  isWhiteSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../json/characters';
import { endOfLine, endOfText, readJunk } from '../json/tokens';
import { afterValue, beginConflict, beyondEnd, isWrappedOften, wrappedIn, wrappingOf } from './frame';
import type { GapScan } from './gap-scan';
import { PROBLEM_OF_MARKER } from './merge-conflict';
import { look, markerHere, problem, stringHere } from './scan';
import { type Around, isAround, knownText, mayHoldValues, surroundingTextAt } from './surrounding-text';

/** A token that starts with this character stands here: after the root value that is reported, once. */
export function leaveRoot(scan: GapScan, code: number): void {
  const { text, at, frame } = scan;
  if (frame.kind !== 'done') return;
  const end = isPunctuation(code) ? at + 1 : endOfText(text, endBeyond(scan));
  // A record that is copied out of a list brings its comma.
  const isComma = code === COMMA && isLast(scan, end);
  // That it is not written as JSON Lines is told of all its values at once.
  if (frame.tells !== 'not-lines') problem(scan, isComma ? 'trailing-comma' : 'text-after-end', at, end);
  scan.frame = beyondEnd(frame);
  scan.isPlain = false;
}

/** Whether nothing follows from `end` to the end of the file. */
function isLast(scan: GapScan, end: number): boolean {
  const { text, isFileEnd } = scan;
  let at = end;
  while (isWhiteSpace(text.charCodeAt(at))) at++;
  look(scan, at);
  return isFileEnd && at === text.length;
}

/**
 * After what stands here beyond the end of the JSON: a string where it is all that is left of its line, as what is written in it
 * is no record of the file, else text up to the next comma, closing bracket or line end.
 */
export function endBeyond(scan: GapScan): number {
  const { text, at, origin } = scan;
  if (text.charCodeAt(at) === QUOTE) {
    const end = stringHere(scan, []);
    const lineEnd = endOfLine(text, Math.abs(end));
    look(scan, lineEnd);
    if (end === endOfText(text, lineEnd)) return end;
  }
  const end = readJunk(text, at, origin, []);
  look(scan, end);
  return end;
}

function isPunctuation(code: number): boolean {
  return (
    code === COMMA ||
    code === COLON ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET
  );
}

/** Passes a marker of a merge conflict, if one stands here. */
export function passConflictMarker(scan: GapScan): boolean {
  const { conflict, frame } = scan;
  const start = conflict?.from;
  const isAtStart = () => start !== undefined && (frame === start || frame === afterValue(start));
  const passed = markerHere(scan, conflict?.side, isAtStart);
  if (!passed) return false;
  const { does } = passed;
  problem(scan, PROBLEM_OF_MARKER[does], scan.at, passed.end);
  if (does === 'begin') scan.conflict = beginConflict(conflict, frame, scan.expect);
  else if (does === 'end') scan.conflict = conflict?.outer;
  else if (does === 'second side' && conflict) {
    scan.expect = conflict.expect;
    scan.frame = start ?? frame;
    scan.conflict = { ...conflict, side: 'second' };
  }
  scan.isPlain = false;
  scan.meetsMarker = true;
  scan.at = passed.goOn;
  return true;
}

/** Outside of all lists, what tools leave around records is told as one defect, and is not there for what follows. */
export function passSurroundingText(scan: GapScan): boolean {
  const { text, at, origin, frame, events, isFileEnd } = scan;
  const around = whereAround(scan);
  if (!around) return false;
  const found = surroundingTextAt(text, at, around, isFileEnd, scan.ahead);
  if (typeof found === 'number') {
    look(scan, found - 1);
    return false;
  }
  const { end, readEnd } = found;
  const piece = text.slice(at, end);
  const known = knownText(piece);
  // What closes a call, a text in quotes or a statement belongs to what opened that.
  const closes = isAround(wrappingOf(frame)?.by) && /^["'`]{0,3}\)*[;,]{0,2}$/.test(piece);
  const owner = wrappingOf(frame, frame.lines && !closes ? known.name : undefined);
  // A second value is told as such, with all that follows.
  const isSilent =
    (frame.kind === 'beyond' && frame.tells !== 'not-lines') ||
    (frame.kind === 'done' && known.isNothing && startsValue(text, end));
  const belongs = isSilent || (owner !== undefined && !mayHoldValues(piece, known));
  if (!belongs) {
    problem(scan, 'surrounding-text', at, end);
    if (!isWrappedOften(frame)) scan.frame = wrappedIn({ by: known.name, from: frame });
  }
  const by = (belongs ? owner?.by : undefined) ?? known.name;
  events.push({ kind: 'surrounding', start: at - origin, end: end - origin, by });
  // The separators of Unicode are line ends to who wrote them.
  if (around === 'after-line' && /[\u0085\u2028\u2029]/.test(piece)) scan.expect = 'value';
  scan.isPlain = false;
  scan.at = end;
  look(scan, readEnd - 1);
  return true;
}

function startsValue(text: string, at: number): boolean {
  return /^\s{0,80}[{[]/.test(text.slice(at, at + 100));
}

function whereAround({ frame, expect }: GapScan): Around | undefined {
  if (frame.kind === 'lines') return expect === 'comma-or-end' ? 'after-line' : 'line';
  if (frame.kind === 'root') return 'start';
  if (frame.kind !== 'done' && frame.kind !== 'beyond') return undefined;
  return wrappingOf(frame) ? 'rest' : 'end';
}
