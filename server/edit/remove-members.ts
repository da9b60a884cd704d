import type { Entry } from '../document/record';
import type { ObjectText } from './object-text';
import type { TextEdit } from './text-edit';

/**
 * Removes members of an object, with one comma for each and the white space in front, so that neither a blank line
 * nor a hanging comma is left. `removed` are some of `object.entries`, in any order. Offsets are those of `object`.
 */
export function removeMembers(object: ObjectText, removed: readonly Entry[]): TextEdit[] {
  const gone = new Set(removed.map(({ keyStart }) => keyStart));
  const edits: TextEdit[] = [];
  for (let index = 0; index < object.entries.length; index++) {
    if (!gone.has((object.entries[index] as Entry).keyStart)) continue;
    const first = index;
    while (index + 1 < object.entries.length && gone.has((object.entries[index + 1] as Entry).keyStart))
      index++;
    edits.push(removeRun(object, first, index));
  }
  return edits;
}

/** Removes the members from index `first` to index `last`. */
function removeRun({ text, start, end, closed, entries }: ObjectText, first: number, last: number): TextEdit {
  const previous = entries[first - 1];
  const next = entries[last + 1];
  const { keyStart } = entries[first] as Entry;
  const { valueEnd } = entries[last] as Entry;
  const front = text.slice(previous ? previous.valueEnd : start + 1, keyStart);
  const back = text.slice(valueEnd, next ? next.keyStart : closed ? end - 1 : end);
  const space = /[ \t\r\n]*$/.exec(front)?.[0] ?? '';
  const hasCommaInFront = front.endsWith(`,${space}`);
  const commaBehind = /^[ \t\r\n]*,/.exec(back)?.[0];

  if (!previous && !next && /^[ \t\r\n]*,?[ \t\r\n]*$/.test(back) && space === front) {
    return { start: start + 1, end: valueEnd + back.length, text: '' };
  }
  if (commaBehind === undefined || (!next && hasCommaInFront)) {
    return { start: keyStart - space.length - (hasCommaInFront ? 1 : 0), end: valueEnd, text: '' };
  }
  const rest = back.slice(commaBehind.length);
  // What follows the first member moves to its place; what follows another one keeps its own white space.
  if (!previous && /^[ \t\r\n]*$/.test(rest))
    return { start: keyStart, end: valueEnd + back.length, text: '' };
  return { start: keyStart - space.length, end: valueEnd + commaBehind.length, text: '' };
}
