import { isHiddenLine, START_OF_LINE } from '../json/disguise';
import type { Problem } from '../json/problem';
import { endOfLine, endOfText, LONGEST_GAP } from '../json/tokens';
import type { ScannedValue } from './collect';
import { type Conflict, conflictAfter, type Frame } from './frame';
import { endValue, type GapScan, needsMore, note } from './gap-scan';
import { AFTER_BRACKET, isOfWrongKind, openIn } from './misfit';
import { look, problem, problemAtLastToken, stringHere } from './scan';
import { scanValue } from './scan-value';

/** Passes over a value that is no record: it is checked as JSON and left alone. */
export function passValue(scan: GapScan, value: ScannedValue): void {
  const { at, conflict } = scan;
  scan.isPlain = false;
  look(scan, value.readEnd - 1);
  for (const { kind, start, end } of problemsIn(value, conflict)) problem(scan, kind, at + start, at + end);
  scan.conflict = conflictAfter(conflict, value);
  note(scan, 'value', at, value.end);
  endValue(scan, value.end);
}

/** The problems of a value: markers of no conflict in it belong to the one that starts before it, if there is one. */
export function problemsIn({ problems }: ScannedValue, conflict: Conflict | undefined): readonly Problem[] {
  if (!conflict || problems.every(({ kind }) => kind !== 'surrounding-text')) return problems;
  return problems.map((one) => (one.kind === 'surrounding-text' ? { ...one, kind: 'conflict-part' } : one));
}

/** A key without quotes and its colon, as they look where an object has lost its brace; no address, and no time. */
const BARE_KEY = /^[A-Za-z_$][\w$-]{0,99}["']?(?=[ \t]{0,20}:(?!\/\/))/;
const LONGEST_KEY = 160;

/** After the key that stands here; -1 where none does. */
function keyEndHere(scan: GapScan): number {
  const { text, at } = scan;
  const seen = text.slice(at, at + LONGEST_KEY);
  look(scan, at + LONGEST_KEY);
  if (!/^["']/.test(seen)) {
    const bare = BARE_KEY.exec(seen)?.[0];
    return bare === undefined ? -1 : at + bare.length;
  }
  const end = stringHere(scan, []);
  look(scan, Math.abs(end) + LONGEST_GAP);
  return end > 0 && /^[ \t]{0,20}(?::|=>)/.test(text.slice(end, end + LONGEST_GAP)) ? end : -1;
}

/** Passes over members of an object that has lost its brace, if they stand here: they are told once. */
export function passUnopened(scan: GapScan): boolean {
  const { text, at, type, frame, expect, problems } = scan;
  if (frame.kind === 'object' || frame.kind === 'beyond') return false;
  const keyEnd = keyEndHere(scan);
  if (keyEnd < 0) return false;
  const value = scanValue(text, at, text.length, type, frame, true);
  look(scan, value.readEnd - 1);
  if (needsMore(scan)) return true;
  // In a line a second value is told as such, with its comma; this says the same.
  const isOnLine = !/[\r\n]/.test(text.slice(scan.lastEnd, at));
  if (frame.kind === 'lines' && isOnLine && problems.at(-1)?.kind === 'unexpected-comma') problems.pop();
  if (frame.kind === 'array' && expect === 'comma-or-end' && !scan.mayLackComma)
    problemAtLastToken(scan, 'comma-expected');
  const isOpened = expect === 'first-element' && value.closed && opensOtherwise(scan, value.end);
  if (isOpened) problemAtLastToken(scan, 'wrong-bracket');
  else problem(scan, 'unopened-object', at, keyEnd);
  const own = value.problems.filter(({ kind }) => kind !== 'unclosed-object');
  passValue(scan, { ...value, problems: own });
  if (!isOpened) return true;
  note(scan, 'close', value.end, value.end);
  scan.frame = frame.parent ?? frame;
  endValue(scan, value.end);
  return true;
}

/** Whether the bracket of the list that starts here was to be a brace: what follows its members goes on after the list. */
function opensOtherwise(scan: GapScan, end: number): boolean {
  const { text, frame } = scan;
  look(scan, end + AFTER_BRACKET);
  return isOfWrongKind(text, end - 1, text.length, openIn(frame, []));
}

/** Passes over a line of JSON Lines whose object is written as text, if one stands here. */
export function passHiddenLine(scan: GapScan): boolean {
  const { text, at, frame, expect } = scan;
  if (frame.kind !== 'lines' || expect !== 'value') return false;
  if (!/^[{"]/.test(text.charAt(at))) return false;
  look(scan, at + START_OF_LINE - 1);
  if (!hidesObject(text, at, frame)) return false;
  const end = endOfText(text, endOfLine(text, at));
  look(scan, endOfLine(text, at));
  problem(scan, 'disguised-line', at, end);
  scan.isPlain = false;
  note(scan, 'value', at, end);
  endValue(scan, end);
  return true;
}

/** Whether what stands at `at` is an object of a line of JSON Lines that is written as text. */
export function hidesObject(text: string, at: number, { kind }: Frame): boolean {
  return kind === 'lines' && isHiddenLine(text.slice(at, at + START_OF_LINE));
}
