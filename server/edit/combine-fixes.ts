import type { TextEdit } from './text-edit';

/**
 * The edits of fixes of one text that can be made at the same time, in text order. A fix is taken whole or not at
 * all: one whose edits overlap or touch those of a fix in front of it in the list is left out. Checking the text
 * again and combining the fixes of what is still found comes to an end, for at least the first fix is always taken.
 *
 * Inserts at one place go together if each starts with a comma, as those of `insertMembers` behind a member do: they
 * come in the order of the list.
 */
export function combineFixes(fixes: readonly { readonly edits: readonly TextEdit[] }[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) {
    if (edits.some((edit) => collides(taken, edit))) continue;
    for (const edit of edits) taken.splice(placeFor(taken, edit), 0, edit);
  }
  return taken;
}

/** Whether an edit overlaps or touches one of these sorted edits, other than as the next insert of a list. */
function collides(sorted: readonly TextEdit[], edit: TextEdit): boolean {
  const place = placeFor(sorted, edit);
  const before = sorted[place - 1];
  const after = sorted[place];
  if (after && after.start <= edit.end) return true;
  if (!before || before.end < edit.start) return false;
  return !(isListInsert(before) && isListInsert(edit));
}

/** The index that an edit has among sorted edits: behind those that start where it does. */
function placeFor(sorted: readonly TextEdit[], edit: TextEdit): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as TextEdit).start <= edit.start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an edit only inserts, and brings the comma that parts it from what is in front. */
function isListInsert({ start, end, text }: TextEdit): boolean {
  return start === end && text.startsWith(',');
}
