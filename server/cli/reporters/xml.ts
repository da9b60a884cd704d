import { wellFormed } from './well-formed';

/** What XML has another meaning for, and the line end that readers would make another one of. */
const MARKED = /[&<>\r]/g;

/** The same for an attribute, in which readers make spaces of tabs and line ends. */
const MARKED_IN_ATTRIBUTE = /[&<>"'\t\n\r]/g;

/** What XML 1.0 has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The first line of a document. */
export const xmlStart = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A text as an element holds it. U+FFFD stands for what no document can hold. */
export function xmlText(text: string): string {
  return written(text, MARKED);
}

/** Attributes, each with a space before it. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${written(`${value}`, MARKED_IN_ATTRIBUTE)}"`)
    .join('');
}

function written(text: string, marked: RegExp): string {
  return wellFormed(text)
    .replaceAll(IMPOSSIBLE, '\ufffd')
    .replaceAll(marked, (character) => `&#${character.charCodeAt(0)};`);
}
