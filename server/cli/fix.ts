import type { SeverityOf } from '../check/locate';
import { countBySeverity } from '../check/locate';
import { formOf } from '../config/files';
import { severityOf } from '../config/rule-settings';
import { type FixedText, fixAll, fixText } from '../features/fix-all';
import { readArguments, UsageError } from './arguments';
import { placeOf, projectFileReport } from './check-text';
import { complain, type ExitCode, exitCodes, print } from './output';
import { readText } from './read-text';
import { run } from './run';
import { type Selection, select } from './selection';
import { counted, countsText } from './text-report';
import { visibleText } from './visible-text';
import { replaceFile } from './write-file';

/** What happened to one file. */
interface Outcome {
  readonly fixed: number;
  readonly remaining: number;
  /** Remaining findings that are errors. */
  readonly errors: number;
}

/** Runs `interaction-data fix` with the words that follow it, to the end of the process. */
export function runFix(words: readonly string[]): Promise<void> {
  return run(() => fix(words), 'fix');
}

/** @throws UsageError */
async function fix(words: readonly string[]): Promise<ExitCode> {
  const { operands, options } = readArguments(words, { unsafe: 'switch', check: 'switch' });
  if (operands.length === 0) throw new UsageError('Name files, folders or globs to fix.');
  if (operands.includes('-')) {
    throw new UsageError('fix changes files and cannot read standard input; name the files instead of -.');
  }
  const onlyChecks = options.has('check');
  const includeUnsafe = options.has('unsafe');
  const now = new Date().toISOString();
  // Files that only look like ones with records are not changed without being named.
  const selection = select(operands, { readsUnnamed: false });
  let errors = complainAboutProjectFiles(selection);
  const outcomes: Outcome[] = [];

  for (const { path, folder, shownPath } of selection.files) {
    await selection.attempt(shownPath, () => {
      const { text, hasByteOrderMark } = readText(path);
      const rules = selection.projectFileIn(folder)?.rules ?? {};
      const severities: SeverityOf = (rule) => severityOf(rule, {}, rules);
      const fixed = fixText(text, formOf(path), { includeUnsafe, now, severityOf: severities });
      if (!onlyChecks && fixed.text !== text)
        replaceFile(path, (hasByteOrderMark ? '\ufeff' : '') + fixed.text);
      const outcome = outcomeOf(fixed, severities);
      outcomes.push(outcome);
      errors += outcome.errors;
      print(fileText(shownPath, fixed, outcome, severities, { onlyChecks, includeUnsafe, now }));
    });
  }
  print(summaryText(outcomes, onlyChecks));
  if (selection.hasFailed()) return exitCodes.failure;
  const changed = outcomes.some(({ fixed }) => fixed > 0);
  return (onlyChecks ? changed : errors > 0) ? exitCodes.findings : exitCodes.fine;
}

/** Says what is wrong with project files, which are never changed. Gives how many errors that are. */
function complainAboutProjectFiles(selection: Selection): number {
  let errors = 0;
  for (const { shownPath, projectFile } of selection.projectFiles) {
    const report = projectFileReport(shownPath, projectFile);
    for (const { start, rule, message } of report.findings) {
      complain(visibleText(`${shownPath}:${placeOf(report, start)} error ${rule} ${message}`));
      errors++;
    }
  }
  return errors;
}

function outcomeOf({ fixed, remaining }: FixedText, severities: SeverityOf): Outcome {
  const { error, warning, information, hint } = countBySeverity(remaining, severities);
  return { fixed, remaining: error + warning + information + hint, errors: error };
}

interface Mode {
  readonly onlyChecks: boolean;
  readonly includeUnsafe: boolean;
  readonly now: string;
}

/** One line about a file; none about a file without findings. */
function fileText(
  shownPath: string,
  { remaining }: FixedText,
  outcome: Outcome,
  severities: SeverityOf,
  { onlyChecks, includeUnsafe, now }: Mode,
): string {
  if (outcome.fixed === 0 && outcome.remaining === 0) return '';
  const parts: string[] = [];
  if (outcome.fixed > 0)
    parts.push(`${onlyChecks ? 'would fix' : 'fixed'} ${counted(outcome.fixed, 'finding')}`);
  if (outcome.remaining > 0) {
    const counts = countsText(countBySeverity(remaining, severities));
    const unsafe = includeUnsafe
      ? 0
      : fixAll(remaining, { includeUnsafe: true, now, severityOf: severities }).count;
    const hint = unsafe > 0 ? `, ${unsafe} of them fixed by --unsafe` : '';
    parts.push(`${counts} ${outcome.remaining === 1 ? 'remains' : 'remain'}${hint}`);
  }
  return `${visibleText(shownPath)}: ${parts.join('; ')}\n`;
}

function summaryText(outcomes: readonly Outcome[], onlyChecks: boolean): string {
  const fixed = outcomes.reduce((sum, outcome) => sum + outcome.fixed, 0);
  const remaining = outcomes.reduce((sum, outcome) => sum + outcome.remaining, 0);
  const changed = outcomes.filter((outcome) => outcome.fixed > 0).length;
  const rest = remaining === 0 ? 'nothing remains' : `${remaining} ${remaining === 1 ? 'remains' : 'remain'}`;
  const files = `${changed} of ${counted(outcomes.length, 'file')}`;
  return `${onlyChecks ? 'Would fix' : 'Fixed'} ${counted(fixed, 'finding')} in ${files}; ${rest}.\n`;
}
