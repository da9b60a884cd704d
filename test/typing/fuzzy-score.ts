/*
 * How VS Code compares typed text with a row of its list of suggestions: `fuzzyScoreGracefulAggressive` of its
 * `base/common/filters.ts` (read in 1.139), without what only highlights.
 */

/** So many UTF-16 code units are compared at most. */
const LONGEST = 128;
/** Neighbours are tried swapped before this place. */
const LAST_SWAPPED = 7;
/** What it costs to go on after letters that were found in a row. */
const GAP = 5;

/** How well typed text finds a text, higher is better; undefined where it does not, as with nothing typed. */
export function fuzzyScore(typed: string, text: string): number | undefined {
  let best = scoreOf(typed, text);
  for (const swapped of withNeighboursSwapped(typed)) {
    const score = scoreOf(swapped, text);
    if (score !== undefined && (best === undefined || score - 3 > best)) best = score - 3;
  }
  return best;
}

/** Whether typed text finds a text. */
export function finds(typed: string, text: string): boolean {
  const letters = lettersOf(text);
  if (findingsOf(lettersOf(typed), letters)) return true;
  return withNeighboursSwapped(typed).some((swapped) => findingsOf(lettersOf(swapped), letters));
}

function withNeighboursSwapped(typed: string): readonly string[] {
  const all: string[] = [];
  for (let at = 1; at < Math.min(LAST_SWAPPED, typed.length - 1); at++) {
    if (typed[at] === typed[at + 1]) continue;
    all.push(`${typed.slice(0, at)}${typed[at + 1]}${typed[at]}${typed.slice(at + 2)}`);
  }
  return all;
}

/** The best way to find the letters up to one row of the table in the text up to one column. */
interface Cell {
  readonly score: number;
  /** How many letters in a row end here. */
  readonly inARow: number;
  /** How many columns further left it was taken from; 0 where the letter of this row is found in this column. */
  readonly moved: 0 | 1 | 2;
}

const nothing: Cell = { score: 0, inARow: 0, moved: 0 };

function scoreOf(wholeTyped: string, wholeText: string): number | undefined {
  const typed = lettersOf(wholeTyped);
  const text = lettersOf(wholeText);
  const findings = findingsOf(typed, text);
  if (findings === undefined) return undefined;
  const { first, last } = findings;
  let above: readonly (Cell | undefined)[] = [];
  for (const [row, from] of first.entries()) {
    const line: (Cell | undefined)[] = [];
    const end = last[row + 1] ?? text.low.length;
    for (let at = from; at < end; at++) {
      const before = (row === 0 ? nothing : above[at - 1]) ?? nothing;
      const isFound = at <= (last[row] as number) && typed.low[row] === text.low[at];
      const found = isFound ? before.score + letterScore(typed, row, text, at, before) : undefined;
      line[at] = bestOf(found, before, line[at - 1], line[at - 2]);
    }
    above = line;
  }
  let at = above.length - 1;
  const score = above[at]?.score ?? 0;
  for (let cell = above[at]; cell && cell.moved > 0; cell = above[at]) at -= cell.moved;
  // What stands after the last letter that was found costs nothing, what was skipped before it does.
  const skipped = at + 1 - typed.low.length;
  return score + (typed.low.length === text.low.length ? 2 : 0) - skipped;
}

function bestOf(
  found: number | undefined,
  before: Cell,
  left: Cell | undefined,
  leftOfLeft: Cell | undefined,
): Cell {
  const kept = (cell: Cell) => cell.score - (cell.inARow > 0 ? GAP : 0);
  const isBetter = (score: number, others: readonly (number | undefined)[]) =>
    others.every((other) => other === undefined || score >= other);
  const fromLeft = left && kept(left);
  if (leftOfLeft && left && left.inARow > 0 && isBetter(kept(leftOfLeft), [fromLeft, found])) {
    return { score: kept(leftOfLeft), inARow: 0, moved: 2 };
  }
  if (fromLeft !== undefined && isBetter(fromLeft, [found])) return { score: fromLeft, inARow: 0, moved: 1 };
  return { score: found ?? 0, inARow: before.inARow + 1, moved: 0 };
}

/** A text as it is written and in lower case. */
interface Letters {
  readonly written: string;
  readonly low: string;
}

function lettersOf(whole: string): Letters {
  return { written: whole.slice(0, LONGEST), low: whole.toLowerCase().slice(0, LONGEST) };
}

/**
 * The first and the last place of each letter such that all are found in their order; undefined where they are not, or
 * where the first one is never at the start of a word.
 */
function findingsOf(typed: Letters, text: Letters): { first: number[]; last: number[] } | undefined {
  const first: number[] = [];
  let at = -1;
  for (const letter of typed.low.split('')) {
    at = text.low.indexOf(letter, at + 1);
    if (at < 0) return undefined;
    first.push(at);
  }
  const last: number[] = [];
  at = text.low.length;
  for (const letter of typed.low.split('').reverse()) {
    at = text.low.lastIndexOf(letter, at - 1);
    last.unshift(at);
  }
  const [start = 0, end = -1] = [first[0], last[0]];
  for (at = start; at <= end; at++) {
    if (text.low[at] === typed.low[0] && placeScore(typed, 0, text, at).score > 1) return { first, last };
  }
  return undefined;
}

/** What the place of a letter that was found is worth, and whether people expect a gap before it. */
function placeScore(typed: Letters, row: number, text: Letters, at: number) {
  const isCapital = (place: number) => text.written[place] !== text.low[place];
  const asWritten = typed.written[row] === text.written[at] ? 7 : 5;
  const isAfterGap = isSeparator(text.low, at - 1) || /[ \t]/.test(text.low[at - 1] ?? '');
  if (at === row) return { score: asWritten, isAfterGap: isCapital(at) || isAfterGap };
  if (isCapital(at) && (at === 0 || !isCapital(at - 1))) return { score: asWritten, isAfterGap: true };
  if (isSeparator(text.low, at) && !isSeparator(text.low, at - 1)) {
    return { score: 5, isAfterGap: isCapital(at) || isAfterGap };
  }
  if (isAfterGap) return { score: 5, isAfterGap: true };
  return { score: 1, isAfterGap: isCapital(at) };
}

function letterScore(typed: Letters, row: number, text: Letters, at: number, before: Cell): number {
  const { score, isAfterGap } = placeScore(typed, row, text, at);
  const atEnd = at + 1 === text.low.length ? (isAfterGap ? -3 : -5) : 0;
  if (row === 0) return score + atEnd - (at === 0 ? 0 : isAfterGap ? 3 : 5);
  if (before.inARow === 0) return score + atEnd + (isAfterGap ? 2 : 0);
  return score + atEnd + (isAfterGap ? 0 : 1);
}

function isSeparator(text: string, at: number): boolean {
  return (
    /[_\-. /\\'":$<>()[\]{}]/.test(text[at] ?? '') ||
    /\p{Extended_Pictographic}/u.test(text.slice(at, at + 2))
  );
}
