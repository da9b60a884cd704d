import type { Counts } from '../../check/locate';
import { visible } from '../../words/harmless';
import { type FileFinding, type FileReport, placeOf } from '../check-text';
import { codeFrame } from '../code-frame';
import { isTerminal, print } from '../output';
import { type Painter, painterFor } from '../paint';
import { startTotal } from '../total';
import type { Reporter } from './reporter';

/** For people, in colours on a terminal. */
export const textReporter: Reporter = () => {
  const paint = painterFor(isTerminal, process.env);
  const total = startTotal();
  return {
    add(file) {
      for (const text of fileText(file, paint)) print(text);
      total.add(file);
    },
    end({ length }) {
      print(summaryText(total, length));
      return total;
    },
  };
};

/** The findings of one file for people, one by one: each with its place, its message and the line that it stands in. */
export function* fileText(report: FileReport, paint: Painter): Generator<string> {
  for (const finding of report.findings) yield findingText(report, finding, paint);
  if (report.omitted > 0) {
    const path = visible(report.shownPath);
    yield `${path}: ${counted(report.omitted, 'more problem')}, shown by --max-findings all\n\n`;
  }
}

/** The last line of a report: how much was checked, what was found, and what was not looked at. */
function summaryText(
  { files, records, counts }: { readonly files: number; readonly records: number; readonly counts: Counts },
  unreadable: number,
): string {
  const checked = `Checked ${counted(records, 'record')} in ${counted(files, 'file')}`;
  const parts = [countsText(counts), unreadable > 0 ? notReadText(unreadable) : ''].filter(Boolean);
  if (parts.length === 0) parts.push(records > 0 ? 'no problems' : 'there was nothing to check');
  return `${checked}: ${parts.join('; ')}.\n`;
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

function findingText(report: FileReport, finding: FileFinding, paint: Painter): string {
  const { severity, rule, message, related } = finding;
  const place = paint('bold', visible(`${report.shownPath}:${placeOf(report, finding.start)}`));
  const lines = [`${place} ${paint(severity, severity)} ${paint('dim', rule)} ${visible(message)}`];
  lines.push(frameText(report, finding, (carets) => paint(severity, carets), paint));
  for (const place of related) {
    const shownPlace = visible(`${report.shownPath}:${placeOf(report, place.start)}`);
    lines.push(`  see ${shownPlace} ${visible(place.message)}`);
    lines.push(frameText(report, place, (carets) => paint('dim', carets), paint));
  }
  return `${lines.join('\n')}\n\n`;
}

function frameText(
  report: FileReport,
  { start, end }: { readonly start: number; readonly end: number },
  paintCarets: (carets: string) => string,
  paint: Painter,
): string {
  const { code, indent, carets } = codeFrame(report.text, start, end);
  const lineNumber = placeOf(report, start).replace(/:.*/, '');
  const gutter = ' '.repeat(lineNumber.length);
  return (
    `  ${paint('dim', `${lineNumber} |`)} ${code}\n` +
    `  ${gutter} ${paint('dim', '|')} ${indent}${paintCarets(carets)}`
  );
}
