import type { Entry } from '../document/record';
import { lineStartOf, whiteSpaceEnd, whiteSpaceStart } from '../json/white-space';
import type { ObjectText } from './object-text';
import type { TextEdit } from './text-edit';
import { colonOf, type TextStyle } from './text-style';

/** A member to insert: its name, and its value as JSON text. */
export interface NewMember {
  readonly key: string;
  readonly valueText: string;
}

/**
 * Inserts members after `after`, or at the end of the object; with the white space that stands before the
 * members that are there, so that many lines stay many and one line stays one. Only text after a value is touched:
 * what is inserted brings its comma before, and a comma that follows stays where it is. Where nothing whole is
 * there to stand after (an empty or half-typed object) the members come right after the `{`.
 * Offsets are those of `object`.
 */
export function insertMembers(
  object: ObjectText,
  members: readonly NewMember[],
  style: TextStyle,
  after: Entry | undefined = object.entries.findLast(({ intact }) => intact),
): TextEdit[] {
  if (members.length === 0) return [];
  const { text, entries, start } = object;
  const colon = colonOf(text, after ? [after] : []) ?? colonOf(text, entries) ?? style.colon;
  const texts = members.map(({ key, valueText }) => `${JSON.stringify(key)}${colon}${valueText}`);
  if (after) {
    const gap = gapFor(object, after, style);
    return [
      { start: after.valueEnd, end: after.valueEnd, text: texts.map((one) => `,${gap}${one}`).join('') },
    ];
  }
  const [first] = entries;
  if (first) {
    const gap = whiteSpaceBefore(text, first.keyStart, start + 1);
    return [{ start: start + 1, end: start + 1, text: texts.map((one) => `${gap}${one},`).join('') }];
  }
  return [fillObject(object, texts, style)];
}

/** The white space to put before a member that follows `after`. */
function gapFor(object: ObjectText, after: Entry, style: TextStyle): string {
  const { text, entries, start } = object;
  const isFirst = after.keyStart === entries[0]?.keyStart;
  const model = isFirst ? (entries[1] ?? after) : after;
  const gap = whiteSpaceBefore(text, model.keyStart, start + 1);
  // Before a lone member stands the white space after `{`, which tells little unless it breaks the line.
  return model === after && isFirst && !/[\n\r]/.test(gap) ? style.afterComma : gap;
}

/** The white space before `at`, no further back than `limit`; of several line ends only the last. */
function whiteSpaceBefore(text: string, at: number, limit: number): string {
  const space = text.slice(whiteSpaceStart(text, at, limit), at);
  return /(?:\r\n|\n|\r)[ \t]*$/.exec(space)?.[0] ?? space;
}

/** Fills an object that has no members. */
function fillObject(object: ObjectText, texts: readonly string[], style: TextStyle): TextEdit {
  const { text, start, end, closed } = object;
  // Something in there is no member: it stays.
  const isBlank = closed && whiteSpaceEnd(text, start + 1, end - 1) === end - 1;
  const replaceEnd = isBlank ? end - 1 : start + 1;
  if (style.mayBreakLines) {
    const indent = indentAt(text, start) ?? style.recordIndent;
    const lineStart = `${style.lineEnd}${indent}`;
    const lines = texts.map((one) => `${lineStart}${style.indentUnit}${one}`).join(',');
    return { start: start + 1, end: replaceEnd, text: isBlank ? `${lines}${lineStart}` : lines };
  }
  const padding = isBlank && end > start + 2 ? ' ' : '';
  return {
    start: start + 1,
    end: replaceEnd,
    text: `${padding}${texts.join(`,${style.afterComma}`)}${padding}`,
  };
}

/** The white space at the start of the line of `at`; undefined where that line starts before the text. */
export function indentAt(text: string, at: number): string | undefined {
  const lineStart = lineStartOf(text, at);
  return at === 0 || lineStart === 0 ? undefined : /^[ \t]*/.exec(text.slice(lineStart, at))?.[0];
}
