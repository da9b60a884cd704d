import { isLineEnd, type Stretch } from './tokens';

/*
 * What documentation and templates have in place of JSON: `...` for members that are left out, `{{subject}}` for a value
 * that is put in later. Read as one token it is one defect, whose place says what is missing.
 */

/** Members or elements that are left out, or spread into the object: `...`, `…`, `...defaults`, `... 98 more items`. */
const LEFT_OUT =
  /(?:\.{3,20}|\u2026{1,5})(?:[A-Za-z_$][\w$.]{0,60}|[ \t]?\+?\d{1,9} more(?: [a-z]{1,20})?)?(?=[\s,}\]]|$)/y;

/** A tag of a template language; what is between its braces starts no member. */
const TAG =
  /\{\{\{[^{}\r\n]{1,120}\}\}\}|\{\{(?!\s*(?:["'}]|[\w$-]+\s*:))[^{}\r\n]{1,120}\}\}|\{%[^\r\n]{1,120}?%\}|[$#@]\{[^{}\r\n]{1,120}\}|%\{[\w.]{1,60}\}|<[%?][^\r\n]{1,120}?[%?]>/y;

/** No longer token is looked for. */
const LONGEST = 130;

/** The placeholder at `at`; `isTag` says whether it is a tag of a template, which can stand for a value. */
export function placeholderAt(text: string, at: number): Stretch & { readonly isTag: boolean } {
  const first = text.charAt(at);
  const second = text.charAt(at + 1);
  const isTag = first !== '.' && first !== '\u2026';
  if (
    isTag &&
    !(first === '{' || first === '<' ? '{%?'.includes(second) : '$#@%'.includes(first) && second === '{')
  )
    return { end: undefined, readEnd: at + 2, isTag };
  const pattern = isTag ? TAG : LEFT_OUT;
  pattern.lastIndex = at;
  const end = pattern.test(text) ? pattern.lastIndex : undefined;
  let readEnd = at;
  while (readEnd < at + LONGEST && !isLineEnd(text.charCodeAt(readEnd))) readEnd++;
  return { end, readEnd: readEnd + 1, isTag };
}
