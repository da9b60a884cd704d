/** A place in a text, in UTF-16 code units. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a string or a comment is, whichever comes first. Strings and unfinished comments end with their line. */
const STRING_OR_COMMENT = /"(?:\\.|[^"\\\r\n])*"?|(\/\/.*|\/\*[\s\S]*?\*\/|\/\*.*|#.*)/g;

/**
 * A text of JSON with white space in place of its comments, so that all else stays where it is, and where they were:
 * JSON has no comments, but who writes a configuration by hand expects them, and what stands beside one still counts.
 */
export function withoutComments(text: string): { readonly text: string; readonly comments: readonly Span[] } {
  const comments: Span[] = [];
  const blank = text.replaceAll(STRING_OR_COMMENT, (found: string, comment: unknown, start: number) => {
    if (comment === undefined) return found;
    comments.push({ start, end: start + found.length });
    return found.replaceAll(/[^\r\n]/g, ' ');
  });
  return { text: blank, comments };
}
