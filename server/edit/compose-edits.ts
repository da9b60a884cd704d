import { applyEdits, type TextEdit } from './text-edit';

/**
 * Edits of a text that do at once what two rounds of edits do one after the other. `first` are edits of the text, `then`
 * edits of `between`, the text after them; both in text order and without overlaps, and so is what comes out. What both
 * rounds touch becomes one edit.
 */
export function composeEdits(
  first: readonly TextEdit[],
  between: string,
  then: readonly TextEdit[],
): TextEdit[] {
  const composed: TextEdit[] = [];
  let shift = 0;
  let at = 0;
  let next = 0;
  while (at < first.length || next < then.length) {
    // A region of the text between that edits of both rounds touch without a gap.
    const own = first[at];
    const later = then[next];
    const start = Math.min(own ? own.start + shift : Infinity, later ? later.start : Infinity);
    const shiftBefore = shift;
    let end = start;
    const inside: TextEdit[] = [];
    for (;;) {
      const one = first[at];
      if (one && one.start + shift <= end) {
        end = Math.max(end, one.start + shift + one.text.length);
        shift += one.text.length - (one.end - one.start);
        at++;
        continue;
      }
      const other = then[next];
      if (!other || other.start > end) break;
      end = Math.max(end, other.end);
      inside.push({ start: other.start - start, end: other.end - start, text: other.text });
      next++;
    }
    composed.push({
      start: start - shiftBefore,
      end: end - shift,
      text: applyEdits(between.slice(start, end), inside),
    });
  }
  return composed;
}

/** An edit without what it leaves as it is at its two ends; undefined where it changes nothing. */
export function trimEdit(text: string, edit: TextEdit): TextEdit | undefined {
  let { start, end } = edit;
  let from = 0;
  let to = edit.text.length;
  while (start < end && from < to && text[start] === edit.text[from]) {
    start++;
    from++;
  }
  while (end > start && to > from && text[end - 1] === edit.text[to - 1]) {
    end--;
    to--;
  }
  return start === end && from === to ? undefined : { start, end, text: edit.text.slice(from, to) };
}
