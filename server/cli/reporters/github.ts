import type { Severity } from '../../rules/rule';
import { visible } from '../../words/harmless';
import { startTotal } from '../total';
import type { Reporter } from './reporter';
import { summaryText } from './text';
import { wellFormed } from './well-formed';
import { messageLines, omittedRule, omittedText, regionOf, unreadableRule } from './words';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Commands that GitHub's runner obeys in the log of a step: each makes an annotation of the lines that it names. */
export const githubReporter: Reporter = ({ print }) => {
  const total = startTotal();
  return {
    add(file) {
      const { shownPath } = file;
      for (const finding of file.findings) {
        const { startLine, startColumn, endLine, endColumn } = regionOf(file, finding);
        print(
          command(commands[finding.severity], messageLines(file, finding), {
            file: visible(shownPath),
            line: startLine,
            endLine,
            // Columns are of one line.
            ...(startLine === endLine && { col: startColumn, endColumn }),
            title: finding.rule,
          }),
        );
      }
      if (file.omitted > 0)
        print(
          command('notice', [omittedText(file.omitted)], { file: visible(shownPath), title: omittedRule }),
        );
      total.add(file);
    },
    end(unreadable) {
      for (const { path, reason } of unreadable)
        print(
          command('error', [visible(`${path} ${reason}`)], { file: visible(path), title: unreadableRule }),
        );
      print(summaryText(total, unreadable.length));
      return total;
    },
  };
};

function command(
  name: string,
  lines: readonly string[],
  properties: Readonly<Record<string, string | number>>,
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${inProperty(`${value}`)}`);
  return `::${name} ${written.join(',')}::${lines.map(inData).join('%0A')}\n`;
}

/** What would end a command, or begin an escape, as the runner takes it back. */
function inData(text: string): string {
  return wellFormed(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same, and what would end a property. */
function inProperty(text: string): string {
  return inData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
