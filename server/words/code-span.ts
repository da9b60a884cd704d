/**
 * A text on one line as Markdown that shows it and does nothing else: a code span whose fence is longer than any run of
 * backticks in the text. It must not be blank.
 */
export function codeSpan(text: string): string {
  const longestRun = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  // A code span drops one space at both ends, which keeps backticks of the text apart from the fence.
  const padding = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${padding}${text}${padding}${fence}`;
}
