import { createTwoFilesPatch } from 'diff';

/** Finding the fewest changes takes time that grows with their square: this many lines take a second or two. */
const MOST_LINES = 4000;

/** In UTF-16 code units: nobody reads more. */
const LONGEST = 1 << 20;

/**
 * What turns a text into another one, as `patch -p1` and `git apply` take it; null where too much changes. `path` is
 * relative to the folder that they run in, with `/` between folders.
 */
export function unifiedDiff(path: string, before: string, after: string): string | null {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    maxEditLength: MOST_LINES,
  });
  if (patch === undefined || patch.length > LONGEST) return null;
  // The first line underlines a heading that is not there.
  return patch.slice(patch.indexOf('\n') + 1);
}
