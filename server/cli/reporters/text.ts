import type { Counts, MarkCounts } from '../../check/locate';
import { visible } from '../../words/harmless';
import { type FileFinding, type FileReport, placeOf } from '../check-text';
import { codeFrame } from '../code-frame';
import type { Look } from '../look';
import type { Paint } from '../paint';
import { startTotal, type Total } from '../total';
import { linkTo } from './about-rules';
import type { Reporter } from './reporter';

/** For people, in colours on a terminal. */
export const textReporter: Reporter = ({ print, look }) => {
  const total = startTotal();
  return {
    add(file) {
      for (const text of fileText(file, look)) print(text);
      total.add(file);
    },
    end({ length }) {
      print(summaryText(total, length));
      return total;
    },
  };
};

/** The findings of one file for people, one by one: each with its place, its message and the line that it stands in. */
export function* fileText(report: FileReport, look: Look): Generator<string> {
  for (const finding of report.findings) yield findingText(report, finding, look);
  if (report.omitted > 0) {
    const path = visible(report.shownPath);
    yield `${path}: ${counted(report.omitted, 'more problem')}, shown by --max-findings all\n\n`;
  }
}

/** The last line of a report: how much was checked, what was found, and what was not looked at. */
export function summaryText(
  { files, records, counts, marks }: Pick<Total, 'files' | 'records' | 'counts' | 'marks'>,
  unreadable: number,
): string {
  const checked = `Checked ${counted(records, 'record')} in ${counted(files, 'file')}`;
  const parts = [countsText(counts), unreadable > 0 ? notReadText(unreadable) : ''].filter(Boolean);
  if (parts.length === 0) parts.push(records > 0 ? 'no problems' : 'there was nothing to check');
  const onPurpose = marksText(marks);
  if (onPurpose !== '') parts.push(onPurpose);
  return `${checked}: ${parts.join('; ')}.\n`;
}

/** What the project files expect and ignore: `2 expected, 1 ignored`; '' where that is nothing. */
export function marksText({ expected, ignored }: MarkCounts): string {
  const parts = [expected > 0 ? `${expected} expected` : '', ignored > 0 ? `${ignored} ignored` : ''];
  return parts.filter(Boolean).join(', ');
}

/** How many paths could not be looked at. */
export function notReadText(unreadable: number): string {
  return `${counted(unreadable, 'path')} could not be read`;
}

/** Counts in words, the gravest first: `2 errors, 1 warning`; '' where there are none. */
export function countsText(counts: Counts): string {
  const parts: string[] = [];
  if (counts.error > 0) parts.push(counted(counts.error, 'error'));
  if (counts.warning > 0) parts.push(counted(counts.warning, 'warning'));
  if (counts.information > 0) parts.push(`${counts.information} information`);
  if (counts.hint > 0) parts.push(counted(counts.hint, 'hint'));
  return parts.join(', ');
}

/** A number with its noun: `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function findingText(report: FileReport, finding: FileFinding, look: Look): string {
  const { paint, link } = look;
  const { severity, rule, message, related } = finding;
  const place = paint('bold', visible(`${report.shownPath}:${placeOf(report, finding.start)}`));
  const lines = [
    `${place} ${paint(severity, severity)} ${paint(
      'dim',
      link(rule, () => linkTo(rule)),
    )} ${visible(message)}`,
  ];
  lines.push(frameText(report, finding, look, severity));
  for (const place of related) {
    const file = place.file ?? report;
    const shownPlace = visible(`${file.shownPath}:${placeOf(file, place.start)}`);
    lines.push(`  see ${shownPlace} ${visible(place.message)}`);
    lines.push(frameText(file, place, look, 'dim'));
  }
  return `${lines.join('\n')}\n\n`;
}

/** So many columns of a line of a file are shown where nothing says how many there are. */
const USUAL_COLUMNS = 100;

/** Narrower than that it says nothing any more. */
const FEWEST_COLUMNS = 40;

/** How many columns are left for a line of a file. */
function columnsBeside(lineNumber: string, columns: number | undefined): number {
  // What stands before the line, and the dots where it is cut.
  const others = `  ${lineNumber} | ……`.length;
  return columns === undefined ? USUAL_COLUMNS : Math.max(FEWEST_COLUMNS, columns - others);
}

/** The line that a place starts in, and below it a line that marks the place. */
export function frameText(
  report: Pick<FileReport, 'textAt' | 'positionOf'>,
  { start, end }: { readonly start: number; readonly end: number },
  { paint, columns }: Look,
  carets: Paint,
): string {
  const lineNumber = placeOf(report, start).replace(/:.*/, '');
  const gutter = ' '.repeat(lineNumber.length);
  const { text, from } = report.textAt(start);
  const frame = codeFrame(text, start - from, end - from, columnsBeside(lineNumber, columns));
  return (
    `  ${paint('dim', `${lineNumber} |`)} ${frame.code}\n` +
    `  ${gutter} ${paint('dim', '|')} ${frame.indent}${paint(carets, frame.carets)}`
  );
}
