import type { Entry } from '../document/record';
import { lastIndexWhere } from '../json/last-index';
import { whiteSpaceEnd, whiteSpaceStart } from '../json/white-space';
import { indexOfKeyAt } from './find-member';
import type { ObjectText } from './object-text';
import type { TextEdit } from './text-edit';

/**
 * Removes members of an object, with one comma for each and the white space before, so that neither a blank line
 * nor a hanging comma is left. `removed` are some of `object.entries`, in any order. Offsets are those of `object`.
 */
export function removeMembers(object: ObjectText, removed: readonly Entry[]): TextEdit[] {
  return runsOf(object, removed).map((run) => removeRun(object, run));
}

/**
 * The same for all of several members but one, whichever that is: what is removed for most of them is found out once,
 * for there can be very many.
 */
export function removerOfOthers(
  object: ObjectText,
  members: readonly Entry[],
): (kept: Entry) => readonly TextEdit[] {
  const runs = runsOf(object, members);
  const edits = runs.map((run) => removeRun(object, run));
  return ({ keyStart }) => {
    const kept = indexOfKeyAt(object.entries, keyStart);
    const at = lastIndexWhere(runs.length, (index) => (runs[index] as Run).first <= kept);
    const { first, last } = runs[at] as Run;
    const beside = [
      { first, last: kept - 1 },
      { first: kept + 1, last },
    ].filter((run) => run.first <= run.last);
    return [...edits.slice(0, at), ...beside.map((run) => removeRun(object, run)), ...edits.slice(at + 1)];
  };
}

/** Members that follow each other, by their indexes. */
interface Run {
  readonly first: number;
  readonly last: number;
}

/** Some members of an object as runs, in text order. */
function runsOf({ entries }: ObjectText, members: readonly Entry[]): readonly Run[] {
  const indexes = members
    .map(({ keyStart }) => indexOfKeyAt(entries, keyStart))
    .filter((index) => index >= 0)
    .sort((a, b) => a - b);
  const runs: Run[] = [];
  for (let at = 0; at < indexes.length; at++) {
    const first = indexes[at] as number;
    while (at + 1 < indexes.length && (indexes[at + 1] as number) <= (indexes[at] as number) + 1) at++;
    runs.push({ first, last: indexes[at] as number });
  }
  return runs;
}

/** Removes the members from index `first` to index `last`. */
function removeRun({ text, start, end, closed, entries }: ObjectText, { first, last }: Run): TextEdit {
  const previous = entries[first - 1];
  const next = entries[last + 1];
  const { keyStart } = entries[first] as Entry;
  const { valueEnd } = entries[last] as Entry;
  const frontStart = previous ? previous.valueEnd : start + 1;
  const backEnd = next ? next.keyStart : closed ? end - 1 : end;
  const spaceStart = whiteSpaceStart(text, keyStart, frontStart);
  const hasCommaInFront = spaceStart > frontStart && text[spaceStart - 1] === ',';
  const firstAfter = whiteSpaceEnd(text, valueEnd, backEnd);
  const hasCommaAfter = firstAfter < backEnd && text[firstAfter] === ',';
  const afterComma = hasCommaAfter ? firstAfter + 1 : firstAfter;
  const isBlankAfter = whiteSpaceEnd(text, afterComma, backEnd) === backEnd;

  if (!previous && !next && isBlankAfter && spaceStart === frontStart) {
    return { start: start + 1, end: backEnd, text: '' };
  }
  if (!hasCommaAfter || (!next && hasCommaInFront)) {
    return { start: spaceStart - (hasCommaInFront ? 1 : 0), end: valueEnd, text: '' };
  }
  // What follows the first member moves to its place; what follows another one keeps its own white space.
  if (!previous && isBlankAfter) return { start: keyStart, end: backEnd, text: '' };
  return { start: spaceStart, end: afterComma, text: '' };
}
