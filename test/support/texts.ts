import type { Diagnostic, Position, Range, TextEdit } from 'vscode-languageserver/node';
import { rightRecord } from './right-record';

/*
 * How a client sees a text: by lines and characters. Written anew for the tests, so that the server's own reading of
 * positions is compared with another one.
 */

/** The members of a valid record, as JSON text. */
export const validMembers: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(rightRecord).map(([name, value]) => [name, JSON.stringify(value)]),
);

/** A record on lines of its own: the valid one with members changed, added, or left out where undefined is given. */
export function recordText(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return `{\n${membersOf(changes)
    .map((member) => `  ${member}`)
    .join(',\n')}\n}\n`;
}

/** The same on one line, without a line end. */
export function recordLine(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return `{${membersOf(changes).join(', ')}}`;
}

/** The members of a record, one by one; what is given an end has stopped. */
export function membersOf(changes: Readonly<Record<string, string | undefined>>): string[] {
  const ended = changes.end_date === undefined ? {} : { status: '3' };
  return Object.entries({ ...validMembers, ...ended, ...changes }).flatMap(([key, value]) =>
    value === undefined ? [] : [`"${key}": ${value}`],
  );
}

/** The same with another identity of the same length, of which this is the last character. */
export function withOtherId(text: string, last: string): string {
  const id = rightRecord.interaction_id;
  return text.replace(id, id.slice(0, -1) + last);
}

/** The UTF-16 offsets at which lines start. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((lineEnd) => lineEnd.index + lineEnd[0].length)];
}

/** The UTF-16 offset of a position that is in the text. */
export function offsetOf(text: string, { line, character }: Position): number {
  return (lineStarts(text)[line] ?? text.length) + character;
}

/** The position of a UTF-16 offset. */
export function positionOf(text: string, offset: number): Position {
  const starts = lineStarts(text);
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - (starts[line] as number) };
}

/** The range of the only place where `part` stands in the text. */
export function rangeOf(text: string, part: string): Range {
  const offset = text.indexOf(part);
  if (offset < 0 || text.indexOf(part, offset + 1) >= 0)
    throw new Error(`Not exactly one ${part} in ${text}`);
  return { start: positionOf(text, offset), end: positionOf(text, offset + part.length) };
}

/** What stands in a range. */
export function textIn(text: string, { start, end }: Range): string {
  return text.slice(offsetOf(text, start), offsetOf(text, end));
}

/** The text after edits that do not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const backwards = edits
    .map((edit, index) => ({ edit, index }))
    .sort(
      (a, b) => offsetOf(text, b.edit.range.start) - offsetOf(text, a.edit.range.start) || b.index - a.index,
    );
  let result = text;
  for (const { edit } of backwards) {
    const { start, end } = edit.range;
    result = result.slice(0, offsetOf(text, start)) + edit.newText + result.slice(offsetOf(text, end));
  }
  return result;
}

/** A text in which one `|` marks the cursor: the text without it, and the cursor's position. */
export function marked(text: string): { readonly text: string; readonly position: Position } {
  const [before, after, ...more] = text.split('|');
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`Not one | in ${text}`);
  return { text: before + after, position: positionOf(before, before.length) };
}

const severities = ['', 'error', 'warning', 'information', 'hint'];

/** Findings as lines: where they start (line and column from 1), severity, rule, and the text that they are on. */
export function findingLines(text: string, diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ severity, code, range }) => {
    const { line, character } = range.start;
    return `${line + 1}:${character + 1} ${severities[severity ?? 0]} ${code} ${textIn(text, range)}`;
  });
}
