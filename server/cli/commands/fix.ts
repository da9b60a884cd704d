import { resolve } from 'node:path';
import { readArguments, UsageError } from '../arguments';
import { projectFileReport } from '../check-text';
import { removeLeftOver } from '../files/temporary-file';
import { jsonFixReport, textFixReport } from '../fix-report';
import { type FixesWanted, fixing } from '../fixing';
import { mostFindings, oneOf } from '../option-values';
import { complain, type ExitCode, exitCodes, print, printBeside } from '../output';
import { run } from '../run';
import { select } from '../selection';
import { readWhich, type Which, whichFiles, whichKinds } from '../which-files';

/** Runs `interaction-data fix` with the words that follow it, to the end of the process. */
export function runFix(words: readonly string[]): Promise<void> {
  return run(() => fix(words), 'fix');
}

/** @throws UsageError */
async function fix(words: readonly string[]): Promise<ExitCode> {
  const wanted = readWords(words);
  const { operands, stdinPath, shownStdin, onlyChecks } = wanted;
  // Files that only look like ones with records are not changed without being named.
  const which = await whichFiles(wanted.which);
  const selection = select(operands, { readsUnnamed: false, stdinPath, ...which });
  const now = Date.now();
  if (!onlyChecks) for (const folder of selection.folders) removeLeftOver(folder, now);
  const diffOf = onlyChecks ? (await import('../unified-diff')).unifiedDiff : undefined;
  // The output of a filter is the fixed text.
  const say = stdinPath !== undefined && !onlyChecks ? printBeside : print;
  const report =
    wanted.format === 'json' ? jsonFixReport({ say, onlyChecks }) : textFixReport({ say, onlyChecks });
  for (const { shownPath, projectFile } of selection.projectFiles) {
    await selection.attempt(shownPath, () =>
      report.addProjectFile(projectFileReport(shownPath, projectFile)),
    );
  }

  const work = fixing(selection, wanted, now, diffOf);
  if (stdinPath !== undefined)
    await selection.attempt(shownStdin, () => work.fixInput(stdinPath, shownStdin));
  for (const file of selection.files) await selection.attempt(file.shownPath, () => work.fixFile(file));
  work.end();
  for (const { shownPath, path, folder, ...done } of work.fixed) {
    await selection.attempt(shownPath, () =>
      report.add({ ...done, left: work.leftIn(shownPath, path, folder, done.records) }),
    );
  }
  const { records, changed, counts } = report.end(selection.unreadable);
  if (selection.unreadable.length > 0) return exitCodes.failure;
  if ((onlyChecks ? changed : counts.error) > 0) return exitCodes.findings;
  if (records > 0 || selection.projectFiles.length > 0 || wanted.allowsEmpty) return exitCodes.fine;
  if (selection.files.length === 0 && selection.unchanged.length > 0) return exitCodes.fine;
  complain('there was no record: name files or folders that hold some, or add --allow-empty');
  return exitCodes.failure;
}

/** What is to be done. */
interface Wanted extends FixesWanted {
  readonly operands: readonly string[];
  /** The absolute path that standard input is read as, if it is read: then nothing else is. */
  readonly stdinPath: string | undefined;
  readonly shownStdin: string;
  readonly which: Which;
  readonly allowsEmpty: boolean;
}

/** @throws UsageError */
function readWords(words: readonly string[]): Wanted {
  const read = readArguments(words, {
    unsafe: 'switch',
    check: 'switch',
    format: 'value',
    as: 'value',
    'stdin-filename': 'value',
    'allow-empty': 'switch',
    'max-findings': 'value',
    ...whichKinds,
  });
  const { operands, options } = read;
  const which = readWhich(read);
  const format = oneOf(options, 'format', ['text', 'json']) ?? 'text';
  const form = oneOf(options, 'as', ['json', 'lines']);
  const stdinName = options.get('stdin-filename');
  const readsStdin = operands.includes('-');
  if (operands.length === 0 && which.listedIn === undefined)
    throw new UsageError('Name files, folders or globs to fix, or - for standard input.');
  if (readsStdin && (operands.length > 1 || which.listedIn !== undefined))
    throw new UsageError('- (standard input) goes alone: its fixed text is the output.');
  if (stdinName !== undefined && !readsStdin)
    throw new UsageError('--stdin-filename goes with - (standard input).');
  const shownStdin = stdinName ?? '<stdin>';
  return {
    operands: readsStdin ? [] : operands,
    stdinPath: readsStdin ? resolve(shownStdin) : undefined,
    shownStdin,
    which,
    form,
    format,
    onlyChecks: options.has('check'),
    includeUnsafe: options.has('unsafe'),
    mostFindings: mostFindings(options),
    allowsEmpty: options.has('allow-empty'),
  };
}
