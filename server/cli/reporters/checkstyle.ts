import type { Severity } from '../../rules/rule';
import { visible } from '../../words/harmless';
import { startTotal } from '../total';
import { tool } from './about-rules';
import type { Reporter } from './reporter';
import { messageLines, omittedRule, omittedText, regionOf, unreadableRule } from './words';
import { attributes, xmlStart } from './xml';

const severities: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'info',
};

/** The version of Checkstyle whose reports look like this one. */
const version = '4.3';

/** The XML of Checkstyle, which Jenkins and many others read. Files without problems are not in it. */
export const checkstyleReporter: Reporter = ({ print }) => {
  const total = startTotal();
  print(`${xmlStart}<checkstyle version="${version}">\n`);
  return {
    add(file) {
      const { shownPath, omitted } = file;
      let isOpen = false;
      try {
        for (const finding of file.findings) {
          const { startLine: line, startColumn: column } = regionOf(file, finding);
          const message = messageLines(file, finding).join(' ');
          say({ line, column, severity: severities[finding.severity], message }, finding.rule);
        }
        if (omitted > 0) say({ line: 1, severity: 'info', message: omittedText(omitted) }, omittedRule);
      } finally {
        if (isOpen) print('</file>\n');
      }
      total.add(file);

      function say(values: Readonly<Record<string, string | number>>, rule: string): void {
        if (!isOpen) print(`<file${attributes({ name: shownPath })}>\n`);
        isOpen = true;
        print(error(values, rule));
      }
    },
    end(unreadable) {
      for (const { path, reason } of unreadable) {
        const message = visible(`${path} ${reason}`);
        print(`<file${attributes({ name: path })}>\n`);
        print(`${error({ line: 1, severity: 'error', message }, unreadableRule)}</file>\n`);
      }
      print('</checkstyle>\n');
      return total;
    },
  };
};

function error(values: Readonly<Record<string, string | number>>, rule: string): string {
  return `<error${attributes({ ...values, source: `${tool.name}.${rule}` })}/>\n`;
}
