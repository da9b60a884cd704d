import { codeSpan } from './code-span';
import { visible } from './harmless';

/** What is more than text to a reader of Markdown, wherever it stands; a bare address is a link. */
const MARKS = /[\\`*[\]<>|~@]|&(?=[#\w])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=\/\/)|(?<=w)\./gi;

/** What makes a heading, an item of a list or a rule of a text that it stands at the start of. */
const FIRST_MARK = /^(\d{0,9})([#+=.)-])/;

/** Words of letters and digits, as names of codes are: nothing in them is more than text. */
const WORDS = /^[A-Za-z\d]+(?:[ _][A-Za-z\d]+)*$/;

/**
 * A stranger's text, such as a description in a project file, as Markdown on one line: its code spans are shown as
 * such, all else as it is written. Nothing in it is a link, an image, an element or a command, and it can stand in a
 * table. Empty where the text is blank.
 */
export function asMarkdown(text: string): string {
  if (WORDS.test(text)) return text;
  return visible(text.replaceAll(/\s+/g, ' ').trim())
    .split(/(`[^`|]+`)/)
    .map((part, index) => {
      const code = index % 2 === 1 ? part.slice(1, -1) : '';
      return code.trim() === '' ? part.replaceAll(MARKS, '\\$&') : codeSpan(code);
    })
    .join('')
    .replace(FIRST_MARK, '$1\\$2');
}
