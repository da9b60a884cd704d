import { Range, TextDocument } from 'vscode-json-languageservice/lib/esm/jsonLanguageTypes';
import { format } from 'vscode-json-languageservice/lib/esm/utils/format';
import type { LayOut } from './format';

/*
 * The formatter of the JSON language service. Load this only when somebody formats (`import()`), and import nothing here
 * that is loaded at the start: what two bundles have in common becomes a third one, whose constants are then asked for
 * through functions. The service around the formatter would bring 90 KB of validation, schemas and completion that nobody
 * calls.
 */

/** Wider levels than any editor has, in spaces: the formatter would make whatever it is asked for, to the last byte. */
const WIDEST_INDENTATION = 100;

/** The edits that lay a text out that is valid JSON; UTF-16 offsets. None where the formatter fails. */
export const layOut: LayOut = (text, options, range) => {
  const document = TextDocument.create('', 'json', 0, text);
  const lines = range && Range.create(document.positionAt(range.start), document.positionAt(range.end));
  const tabSize = Math.min(options.tabSize, WIDEST_INDENTATION);
  const layout = { ...options, tabSize, keepLines: false };
  // Without a range it formats everything, and only then the end of the text as well.
  const edits = format(document, layout, lines);
  // Where an indentation is exactly 200 characters wide the formatter (of 5.7.2) has no text for it.
  if (edits.some(({ newText }) => newText === undefined)) return [];
  return edits.map((edit) => ({
    start: document.offsetAt(edit.range.start),
    end: document.offsetAt(edit.range.end),
    text: edit.newText,
  }));
};
