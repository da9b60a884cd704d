import { format } from 'jsonc-parser';
import type { LayOut } from './format';

/*
 * The formatter of VS Code's JSON language service. Load this only when somebody formats (`import()`), and import nothing
 * here that is loaded at the start: what two bundles have in common becomes a third one, whose constants are then asked
 * for through functions.
 */

/** Wider levels than any editor has, in spaces: the formatter would make whatever it is asked for, to the last byte. */
const WIDEST_INDENTATION = 100;

/** The edits that lay a text out that is valid JSON; UTF-16 offsets. None where the formatter fails. */
export const layOut: LayOut = (text, { tabSize, insertSpaces, insertFinalNewline }, range) => {
  const lines = range && { offset: range.start, length: range.end - range.start };
  const layout = {
    tabSize: Math.min(tabSize, WIDEST_INDENTATION),
    insertSpaces,
    insertFinalNewline: insertFinalNewline === true,
    eol: '\n',
  };
  // Without a range it formats everything, and only then the end of the text as well.
  const edits = format(text, lines, layout);
  // Where an indentation is exactly 200 characters wide the formatter (of 3.3.1) has no text for it.
  if (edits.some(({ content }) => content === undefined)) return [];
  return edits.map(({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }));
};
