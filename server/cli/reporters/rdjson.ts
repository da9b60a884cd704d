import type { Severity } from '../../rules/rule';
import { visible } from '../../words/harmless';
import type { FileFinding, FileReport } from '../check-text';
import { startTotal } from '../total';
import { tool } from './about-rules';
import type { Reporter } from './reporter';
import { wellFormedJson } from './well-formed';
import { messageLines, omittedRule, omittedText, unreadableRule } from './words';

const severities: Readonly<Record<Severity, string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  information: 'INFO',
  hint: 'INFO',
};

/** Reviewdog's diagnostic format, with safe fixes as suggestions. */
export const rdjsonReporter: Reporter = ({ print }) => {
  const total = startTotal();
  let comma = '';
  print(`{"source":{"name":"${tool.name}"},"diagnostics":[`);
  return {
    add(file) {
      const { shownPath: path, omitted } = file;
      const rangeOf = utf8Ranges(file);
      for (const finding of file.findings)
        say(
          { path, range: rangeOf(finding) },
          severities[finding.severity],
          finding.rule,
          messageLines(file, finding).join('\n'),
          suggestionsFor(finding, rangeOf),
        );
      if (omitted > 0) say({ path }, 'INFO', omittedRule, omittedText(omitted));
      total.add(file);
    },
    end(unreadable) {
      for (const { path, reason } of unreadable)
        say({ path }, 'ERROR', unreadableRule, visible(`${path} ${reason}`));
      print('\n]}\n');
      return total;
    },
  };

  function say(
    location: object,
    severity: string,
    value: string,
    message: string,
    suggestions: object = {},
  ): void {
    print(`${comma}\n${wellFormedJson({ message, location, severity, code: { value }, ...suggestions })}`);
    comma = ',';
  }
};

type Ranges = (place: { readonly start: number; readonly end: number }) => object;

/** What reviewdog offers to make with one click: the best fix, where that is safe and changes one place. */
function suggestionsFor(finding: FileFinding, rangeOf: Ranges): object {
  for (const { isSafe, edits } of finding.fixes()) {
    const [edit, ...others] = edits;
    if (!isSafe || edit === undefined || others.length > 0) break;
    return { suggestions: [{ range: rangeOf(edit), text: edit.text }] };
  }
  return {};
}

/** Ranges in lines and bytes of UTF-8, from 1. */
function utf8Ranges({ bytesBefore, positionOf }: FileReport): Ranges {
  return ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) });

  function positionAt(offset: number): object {
    return { line: positionOf(offset).line + 1, column: bytesBefore(offset) + 1 };
  }
}
