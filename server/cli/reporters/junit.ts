import { visible } from '../../words/harmless';
import { countAll, type FileFinding, type FileReport, placeOf } from '../check-text';
import { startTotal } from '../total';
import { tool } from './about-rules';
import type { Reporter } from './reporter';
import { frameText } from './text';
import { messageLines, omittedText, unreadableRule } from './words';
import { attributes, xmlStart, xmlText } from './xml';

/**
 * The XML of JUnit, which all continuous integration reads: a suite for each file, a test for each problem, which fails where
 * that is an error; a file without problems is one test that passes.
 */
export const junitReporter: Reporter = ({ print, look }) => {
  const total = startTotal();
  print(`${xmlStart}<testsuites name="${tool.name}">\n`);
  return {
    add(file) {
      const { shownPath: name, listed, omitted } = file;
      const tests = Math.max(1, countAll(listed));
      print(`<testsuite${attributes({ name, tests, failures: listed.error, errors: 0 })}>\n`);
      try {
        let isEmpty = true;
        for (const finding of file.findings) {
          print(testCase(file, finding));
          isEmpty = false;
        }
        if (isEmpty) print(`<testcase${attributes({ name, classname: tool.name })}/>\n`);
        if (omitted > 0) print(`<system-out>${xmlText(omittedText(omitted))}</system-out>\n`);
      } finally {
        print('</testsuite>\n');
      }
      total.add(file);
    },
    end(unreadable) {
      for (const { path, reason } of unreadable) {
        print(`<testsuite${attributes({ name: path, tests: 1, failures: 0, errors: 1 })}>\n`);
        print(`<testcase${attributes({ name: path, classname: unreadableRule })}>`);
        print(
          `<error${attributes({ message: visible(reason), type: unreadableRule })}/></testcase>\n</testsuite>\n`,
        );
      }
      print('</testsuites>\n');
      return total;
    },
  };

  function testCase(file: FileReport, finding: FileFinding): string {
    const { rule, severity } = finding;
    const lines = messageLines(file, finding);
    const name = `${file.shownPath}:${placeOf(file, finding.start)}`;
    const body = xmlText([...lines, frameText(file, finding, look, severity)].join('\n'));
    const result =
      severity === 'error'
        ? `<failure${attributes({ message: lines[0] ?? '', type: rule })}>${body}</failure>`
        : `<system-out>${xmlText(`${severity}: `)}${body}</system-out>`;
    return `<testcase${attributes({ name, classname: rule })}>${result}</testcase>\n`;
  }
};
