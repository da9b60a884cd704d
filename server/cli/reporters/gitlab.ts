import type { Severity } from '../../rules/rule';
import { visible } from '../../words/harmless';
import { startTotal } from '../total';
import { fingerprintsIn, hashOf } from './fingerprints';
import type { Reporter } from './reporter';
import { wellFormedJson } from './well-formed';
import { omittedRule, omittedText, type Region, regionOf, unreadableRule } from './words';

const severities: Readonly<Record<Severity, GitlabSeverity>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
  hint: 'info',
};

type GitlabSeverity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

/** The start of a file, for what is about the whole of it. */
const start: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** GitLab's code quality report, a part of what Code Climate reads: one array. */
export const gitlabReporter: Reporter = ({ print }) => {
  const total = startTotal();
  let comma = '';
  print('[');
  return {
    add(file) {
      const { shownPath, omitted } = file;
      const fingerprintOf = fingerprintsIn(shownPath);
      for (const finding of file.findings) {
        const { rule, severity, message } = finding;
        say(rule, severities[severity], message, shownPath, fingerprintOf(finding), regionOf(file, finding));
      }
      if (omitted > 0)
        say(omittedRule, 'info', omittedText(omitted), shownPath, hashOf([shownPath, omittedRule]), start);
      total.add(file);
    },
    end(unreadable) {
      for (const { path, reason } of unreadable)
        say(
          unreadableRule,
          'blocker',
          `${path} ${reason}`,
          path,
          hashOf([path, unreadableRule, reason]),
          start,
        );
      print('\n]\n');
      return total;
    },
  };

  function say(
    check_name: string,
    severity: GitlabSeverity,
    message: string,
    path: string,
    fingerprint: string,
    { startLine, startColumn, endLine, endColumn }: Region,
  ): void {
    const issue = {
      description: visible(message),
      check_name,
      fingerprint,
      severity,
      location: {
        path,
        positions: {
          begin: { line: startLine, column: startColumn },
          end: { line: endLine, column: endColumn },
        },
      },
    };
    print(`${comma}\n${wellFormedJson(issue)}`);
    comma = ',';
  }
};
