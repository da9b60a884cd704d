import { dirname, resolve } from 'node:path';
import type { Counts } from '../check/locate';
import { isClean } from '../check/screen';
import { formOf } from '../config/files';
import { soundReader } from '../document/sound-reader';
import { writeLatin1 } from '../node/write-latin1';
import { readArguments, UsageError } from './arguments';
import { checkBytes, checkText, type FileReport, projectFileReport } from './check-text';
import { fileReader } from './file-reader';
import { jsonEnd, jsonFile, jsonStart } from './json-report';
import { type ExitCode, exitCodes, isTerminal, print } from './output';
import { painterFor } from './paint';
import { readStandardInput } from './read-text';
import { run } from './run';
import { select } from './selection';
import { fileText, summaryText } from './text-report';

/** The operand that stands for standard input. */
const standardInput = '-';

/** Runs `interaction-data check` with the words that follow it, to the end of the process. */
export function runCheck(words: readonly string[]): Promise<void> {
  return run(() => check(words), 'check');
}

/** @throws UsageError */
async function check(words: readonly string[]): Promise<ExitCode> {
  const { operands, options } = readArguments(words, { format: 'value', 'stdin-filename': 'value' });
  const format = options.get('format') ?? 'text';
  const stdinName = options.get('stdin-filename');
  const readsStdin = operands.includes(standardInput);
  if (format !== 'text' && format !== 'json') throw new UsageError('--format is text or json.');
  if (operands.length === 0)
    throw new UsageError('Name files, folders or globs to check, or - for standard input.');
  if (stdinName !== undefined && !readsStdin)
    throw new UsageError('--stdin-filename goes with - (standard input).');

  const shownStdin = stdinName ?? '<stdin>';
  const stdinPath = readsStdin ? resolve(shownStdin) : undefined;
  const selection = select(
    operands.filter((operand) => operand !== standardInput),
    { readsUnnamed: true, stdinPath },
  );
  // One of each for all files: they keep their memory.
  const readBytes = fileReader();
  const reader = soundReader(isClean, writeLatin1);
  const rulesIn = (folder: string) => selection.projectFileIn(folder)?.rules ?? {};
  const report = format === 'json' ? jsonReport() : textReport();
  for (const { shownPath, projectFile } of selection.projectFiles) {
    report.add(projectFileReport(shownPath, projectFile));
  }
  if (stdinPath !== undefined) {
    await selection.attempt(shownStdin, async () => {
      const { text } = await readStandardInput();
      report.add(checkText(shownStdin, text, formOf(stdinPath), rulesIn(dirname(stdinPath)), reader));
    });
  }
  for (const { path, folder, isRegular, shownPath } of selection.files) {
    await selection.attempt(shownPath, () =>
      report.add(checkBytes(shownPath, readBytes(path, isRegular), formOf(path), rulesIn(folder), reader)),
    );
  }
  const { error: errors } = report.end();
  if (selection.hasFailed()) return exitCodes.failure;
  return errors > 0 ? exitCodes.findings : exitCodes.fine;
}

/** Prints a report as it grows. */
interface Report {
  readonly add: (file: FileReport) => void;
  /** Ends the report and gives all that was counted. */
  readonly end: () => Counts;
}

function textReport(): Report {
  const paint = painterFor(isTerminal, process.env);
  const total = startTotal();
  return {
    add(file) {
      total.add(file);
      print(fileText(file, paint));
    },
    end() {
      print(summaryText(total.files, total.records, total.counts));
      return total.counts;
    },
  };
}

function jsonReport(): Report {
  const total = startTotal();
  print(jsonStart);
  return {
    add(file) {
      print(`${total.files > 0 ? ',' : ''}${jsonFile(file)}`);
      total.add(file);
    },
    end() {
      print(jsonEnd(total.files, total.records, total.counts));
      return total.counts;
    },
  };
}

interface Total {
  files: number;
  records: number;
  readonly counts: Counts;
  readonly add: (file: FileReport) => void;
}

function startTotal(): Total {
  return {
    files: 0,
    records: 0,
    counts: { error: 0, warning: 0, information: 0, hint: 0 },
    add({ records, counts }) {
      this.files++;
      this.records += records;
      this.counts.error += counts.error;
      this.counts.warning += counts.warning;
      this.counts.information += counts.information;
      this.counts.hint += counts.hint;
    },
  };
}
