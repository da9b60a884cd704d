import { visible } from '../../words/harmless';
import { type FileFinding, type FileReport, placeOf } from '../check-text';
import { counted } from './text';

/** Words that several reports for programs have alike. They are shown to people in the end, so nothing in them is obeyed. */

/** What is said of the problems of a file that are not listed, by the rule that they are shown under. */
export const omittedRule = 'omitted';

export function omittedText(omitted: number): string {
  return `${counted(omitted, 'more problem')}, shown by --max-findings all`;
}

/** What is said of a path that could not be looked at. */
export const unreadableRule = 'unreadable';

/** A message and what explains it, each on a line of its own. */
export function messageLines(report: FileReport, { message, related }: FileFinding): readonly string[] {
  const others = related.map(({ file = report, start, message }) => {
    return `see ${file.shownPath}:${placeOf(file, start)} ${message}`;
  });
  return [message, ...others].map(visible);
}

/** The place of a finding as people and most formats count it: from 1, in UTF-16 code units, the end after the last one. */
export function regionOf(
  { positionOf }: Pick<FileReport, 'positionOf'>,
  { start, end }: { readonly start: number; readonly end: number },
): Region {
  const [first, last] = [positionOf(start), positionOf(end)];
  return {
    startLine: first.line + 1,
    startColumn: first.character + 1,
    endLine: last.line + 1,
    endColumn: last.character + 1,
  };
}

export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}
