import { withoutComments } from '../config/without-comments';
import type { Entry } from '../document/record';
import { scanValueAt } from '../document/scan-value-at';
import { insertMembers } from '../edit/insert-members';
import type { ObjectText } from '../edit/object-text';
import type { TextEdit } from '../edit/text-edit';
import type { TextStyle } from '../edit/text-style';
import { afterByteOrderMark, OPEN_BRACE } from '../json/characters';
import { whiteSpaceEnd } from '../json/white-space';

/**
 * Adds a glob to the list `files` of a project file, whose text keeps its layout and comments. UTF-16 offsets. No edit
 * where the glob is there already; undefined where something else than a list, or than a project file, is there.
 */
export function addGlob(text: string, glob: string): TextEdit[] | undefined {
  if (isBegun(text)) return [begin(text, projectFileWith(glob))];
  const root = rootObject(text);
  if (!root) return undefined;
  const files = root.entries.findLast(({ key }) => key === 'files');
  if (!files) {
    const valueText = `[${JSON.stringify(glob)}]`;
    return addMember(text, root, 'files', valueText);
  }
  if (files.kind !== 'array' || !files.intact) return undefined;
  const elements = scanObject(root.text, files.valueStart).entries;
  const isGlob = ({ kind, valueStart, valueEnd }: Entry) =>
    kind === 'string' && JSON.parse(root.text.slice(valueStart, valueEnd)) === glob;
  if (elements.some((element) => element.intact && isGlob(element))) return [];
  const last = elements.at(-1);
  if (!last) return [insertion(files.valueStart + 1, JSON.stringify(glob))];
  const space =
    lineStartIn(text.slice(elements.at(-2)?.valueEnd ?? files.valueStart, last.valueStart)) ?? ' ';
  return [insertion(last.valueEnd, `,${space}${JSON.stringify(glob)}`)];
}

/**
 * Returns a rule its severity in a project file, whose text keeps its layout and comments. UTF-16 offsets; undefined where
 * something else than an object of rules, or than a project file, is there.
 */
export function setSeverity(text: string, rule: string, severity: string): TextEdit[] | undefined {
  const valueText = JSON.stringify(severity);
  const own = `{ ${JSON.stringify(rule)}: ${valueText} }`;
  if (isBegun(text)) return [begin(text, `{\n  "rules": ${own}\n}\n`)];
  const root = rootObject(text);
  if (!root) return undefined;
  const rules = root.entries.findLast(({ key }) => key === 'rules');
  if (!rules) return addMember(text, root, 'rules', own);
  if (rules.kind !== 'object' || !rules.intact) return undefined;
  const { valueStart: start, valueEnd: end } = rules;
  if (/^\{\s*\}$/.test(text.slice(start, end))) return [{ start, end, text: own }];
  const object = scanObject(root.text, start);
  const known = object.entries.findLast(({ key }) => key === rule);
  if (!known) return addMember(text, object, rule, valueText);
  return [{ start: known.valueStart, end: known.valueEnd, text: valueText }];
}

/** Adds a member at the end of an object, whose own text has no comments: `text` has them. */
export function addMember(text: string, object: ObjectText, key: string, valueText: string): TextEdit[] {
  const isEmpty = object.entries.length === 0;
  // Laying out an object that seems empty would take its comments away.
  if (isEmpty && !/^\{\s*\}?$/.test(text.slice(object.start, object.end)))
    return [insertion(object.start + 1, ` ${JSON.stringify(key)}: ${valueText}`)];
  return insertMembers(object, [{ key, valueText }], styleOf(text));
}

/**
 * The line break and the indentation of the line that a gap before an element ends in; undefined where nothing but the gap's
 * first line is there. A comment may stand before the element: the line begins with it.
 */
export function lineStartIn(gap: string): string | undefined {
  const at = /(?:\r\n|\r|\n)[ \t]*$/.exec(withoutComments(gap).text)?.index;
  return at === undefined ? undefined : /^\s*/.exec(gap.slice(at))?.[0];
}

/** The text of a new project file that takes the files of a glob. */
export function projectFileWith(glob: string): string {
  return `{\n  "files": [${JSON.stringify(glob)}]\n}\n`;
}

/** Whether nothing is in a project file yet, comments aside: it is one that somebody has just made. */
export function isBegun(text: string): boolean {
  return withoutComments(text).text.slice(afterByteOrderMark(text)).trim() === '';
}

/** Writes the whole of a project file that is begun: after what is there. */
export function begin(text: string, whole: string): TextEdit {
  const isInLine = text.length > afterByteOrderMark(text) && !/[\r\n][ \t]*$/.test(text);
  const lines = isInLine && text.trim() !== '' ? `\n${whole}` : whole;
  return insertion(text.length, lines.replaceAll('\n', styleOf(text).lineEnd));
}

/** The object that a project file is, comments aside; undefined where the text is none. */
export function rootObject(written: string): ObjectText | undefined {
  const { text } = withoutComments(written);
  const start = whiteSpaceEnd(text, afterByteOrderMark(text));
  return text.charCodeAt(start) === OPEN_BRACE ? scanObject(text, start) : undefined;
}

/** The object, or list, at `start`, its entries with offsets in the text. */
export function scanObject(text: string, start: number): ObjectText {
  return { text, start, ...scanValueAt(text, start) };
}

/** How a project file is laid out. */
export function styleOf(text: string): TextStyle {
  return {
    lineEnd: text.includes('\r\n') ? '\r\n' : /^[^\n]*\r/.test(text) ? '\r' : '\n',
    indentUnit: /^[ \t]+(?=\S)/m.exec(text)?.[0] ?? '  ',
    recordIndent: '',
    mayBreakLines: true,
    colon: ': ',
    afterComma: ' ',
  };
}

/** An edit that inserts a text at a UTF-16 offset. */
export function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
