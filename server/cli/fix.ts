import { dirname, resolve } from 'node:path';
import { formOf } from '../config/files';
import { severityOf } from '../config/rule-settings';
import type { DocumentForm } from '../document/document';
import { type FixedText, fixAll, fixText } from '../features/fix-all';
import { visible } from '../words/harmless';
import { readArguments, UsageError } from './arguments';
import { countAll, type FileReport, placeOf, projectFileReport, reportOn } from './check-text';
import { decodeText, type FileText, readStandardInput } from './files/read-text';
import { replaceFile } from './files/replace-file';
import { seeFile } from './files/seen-file';
import { removeLeftOver } from './files/temporary-file';
import type { Unreadable } from './find-files';
import { oneOf } from './option-values';
import { complain, type ExitCode, exitCodes, print, printBeside } from './output';
import { run } from './run';
import { type Selection, select } from './selection';
import { counted, countsText, notReadText } from './text-report';

/** Runs `interaction-data fix` with the words that follow it, to the end of the process. */
export function runFix(words: readonly string[]): Promise<void> {
  return run(() => fix(words), 'fix');
}

/** @throws UsageError */
async function fix(words: readonly string[]): Promise<ExitCode> {
  const wanted = readWords(words);
  const { operands, stdinPath, shownStdin, onlyChecks } = wanted;
  // Files that only look like ones with records are not changed without being named.
  const selection = select(operands, { readsUnnamed: false, stdinPath });
  const now = Date.now();
  if (!onlyChecks) for (const folder of selection.folders) removeLeftOver(folder, now);
  const projectErrors = complainAboutProjectFiles(selection);
  const say = stdinPath !== undefined && !onlyChecks ? printBeside : print;
  const report = textReport(wanted, say);

  if (stdinPath !== undefined) {
    await selection.attempt(shownStdin, async () => {
      const bytes = await readStandardInput();
      const read = decodeText(Buffer.from(bytes.buffer, 0, bytes.length - 1));
      const outcome = mend(shownStdin, stdinPath, dirname(stdinPath), read);
      if (!onlyChecks) print((read.hasByteOrderMark ? '\ufeff' : '') + outcome.fixed.text);
      report.add(outcome);
    });
  }
  for (const file of selection.files) {
    const { path, folder, shownPath } = file;
    await selection.attempt(shownPath, () => {
      const seen = seeFile(file);
      const outcome = mend(shownPath, path, folder, seen);
      if (!onlyChecks && outcome.fixed.text !== seen.text) {
        const whyInPlace = replaceFile(seen, outcome.fixed.text);
        if (whyInPlace !== undefined)
          complain(
            `${shownPath} was written over, since ${whyInPlace}: an interruption could have left half of it`,
          );
      }
      report.add(outcome);
    });
  }
  const { records, changed, errors } = report.end(selection.unreadable);
  if (selection.unreadable.length > 0) return exitCodes.failure;
  if ((onlyChecks ? changed : errors + projectErrors) > 0) return exitCodes.findings;
  if (records > 0 || selection.projectFiles.length > 0 || wanted.allowsEmpty) return exitCodes.fine;
  complain('there was no record: name files or folders that hold some, or add --allow-empty');
  return exitCodes.failure;

  function mend(shownPath: string, path: string, folder: string, { text }: FileText): Outcome {
    const rules = selection.projectFileIn(folder)?.rules ?? {};
    const options = {
      includeUnsafe: wanted.includeUnsafe,
      now: new Date(now).toISOString(),
      severityOf: (rule: string) => severityOf(rule, {}, rules),
    };
    const fixed = fixText(text, wanted.form ?? formOf(path), options);
    const left = reportOn(shownPath, fixed.text, fixed.remaining, { rules, most: 0, onlyErrors: false });
    const unsafe = wanted.includeUnsafe
      ? 0
      : fixAll(fixed.remaining, { ...options, includeUnsafe: true }).count;
    return { before: text, fixed, left, unsafe };
  }
}

/** What happened to one file. */
interface Outcome {
  readonly before: string;
  readonly fixed: FixedText;
  /** What is found in the text now. */
  readonly left: FileReport;
  /** How many of that could be mended by fixes that are not safe. */
  readonly unsafe: number;
}

/** What is to be done. */
interface Wanted {
  readonly operands: readonly string[];
  /** The absolute path that standard input is read as, if it is read: then nothing else is. */
  readonly stdinPath: string | undefined;
  readonly shownStdin: string;
  readonly form: DocumentForm | undefined;
  readonly format: 'text' | 'json';
  readonly onlyChecks: boolean;
  readonly includeUnsafe: boolean;
  readonly allowsEmpty: boolean;
}

/** @throws UsageError */
function readWords(words: readonly string[]): Wanted {
  const { operands, options } = readArguments(words, {
    unsafe: 'switch',
    check: 'switch',
    format: 'value',
    as: 'value',
    'stdin-filename': 'value',
    'allow-empty': 'switch',
  });
  const format = oneOf(options, 'format', ['text', 'json']) ?? 'text';
  const form = oneOf(options, 'as', ['json', 'lines']);
  const stdinName = options.get('stdin-filename');
  const readsStdin = operands.includes('-');
  if (operands.length === 0)
    throw new UsageError('Name files, folders or globs to fix, or - for standard input.');
  if (readsStdin && operands.length > 1)
    throw new UsageError('- (standard input) goes alone: its fixed text is the output.');
  if (stdinName !== undefined && !readsStdin)
    throw new UsageError('--stdin-filename goes with - (standard input).');
  const shownStdin = stdinName ?? '<stdin>';
  return {
    operands: readsStdin ? [] : operands,
    stdinPath: readsStdin ? resolve(shownStdin) : undefined,
    shownStdin,
    form,
    format,
    onlyChecks: options.has('check'),
    includeUnsafe: options.has('unsafe'),
    allowsEmpty: options.has('allow-empty'),
  };
}

/** Says what is wrong with project files, which are never changed. Returns how many errors that are. */
function complainAboutProjectFiles(selection: Selection): number {
  let errors = 0;
  for (const { shownPath, projectFile } of selection.projectFiles) {
    const report = projectFileReport(shownPath, projectFile);
    for (const { start, rule, message } of report.findings) {
      complain(`${shownPath}:${placeOf(report, start)} error ${rule} ${message}`);
      errors++;
    }
  }
  return errors;
}

/** Says what was done, as it is done. */
interface Report {
  readonly add: (outcome: Outcome) => void;
  /** Ends the report, and returns all that was counted. */
  readonly end: (unreadable: readonly Unreadable[]) => Total;
}

interface Total {
  files: number;
  records: number;
  changed: number;
  fixed: number;
  remaining: number;
  /** Those of the remaining ones that are errors. */
  errors: number;
}

function textReport({ onlyChecks }: Wanted, say: (text: string) => void): Report {
  const total: Total = { files: 0, records: 0, changed: 0, fixed: 0, remaining: 0, errors: 0 };
  return {
    add(outcome) {
      say(fileText(outcome, onlyChecks));
      const { fixed, left } = outcome;
      total.files++;
      total.records += left.records;
      total.changed += fixed.fixed > 0 ? 1 : 0;
      total.fixed += fixed.fixed;
      total.remaining += countAll(left.counts);
      total.errors += left.counts.error;
    },
    end({ length }) {
      say(summaryText(total, onlyChecks, length));
      return total;
    },
  };
}

/** One line about a file; none about a file without findings. */
function fileText({ fixed: { fixed }, left, unsafe }: Outcome, onlyChecks: boolean): string {
  const remaining = countAll(left.counts);
  if (fixed === 0 && remaining === 0) return '';
  const parts: string[] = [];
  if (fixed > 0) parts.push(`${onlyChecks ? 'would fix' : 'fixed'} ${counted(fixed, 'problem')}`);
  if (remaining > 0) {
    const hint = unsafe > 0 ? `, ${unsafe} of them fixed by --unsafe` : '';
    parts.push(`${countsText(left.counts)} ${remaining === 1 ? 'remains' : 'remain'}${hint}`);
  }
  return `${visible(left.shownPath)}: ${parts.join('; ')}\n`;
}

function summaryText(total: Total, onlyChecks: boolean, unreadable: number): string {
  const { fixed, changed, files, remaining } = total;
  const rest = remaining === 0 ? 'nothing remains' : `${remaining} ${remaining === 1 ? 'remains' : 'remain'}`;
  const where = `${counted(fixed, 'problem')} in ${changed} of ${counted(files, 'file')}`;
  const unread = unreadable > 0 ? `${notReadText(unreadable)} or written` : undefined;
  const end = remaining === 0 && unread ? unread : [rest, unread].filter(Boolean).join('; ');
  return `${onlyChecks ? 'Would fix' : 'Fixed'} ${where}; ${end}.\n`;
}
