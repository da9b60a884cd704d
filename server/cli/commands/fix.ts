import { dirname, resolve } from 'node:path';
import type { SeverityOf } from '../../check/locate';
import { createMarking } from '../../check/marks';
import { severityOf } from '../../config/rule-settings';
import { textOf } from '../../document/document';
import type { DocumentForm } from '../../document/form';
import { readingAs } from '../../document/form';
import { fixAll, fixText } from '../../features/fix-all';
import { readArguments, UsageError } from '../arguments';
import { type FileReport, projectFileReport, quietReport, reportOn } from '../check-text';
import { engine } from '../engine';
import { memoryGuard } from '../enough-memory';
import { wholeStandardInput } from '../files/file-reader';
import { decodeText, type FileText } from '../files/read-text';
import { replaceFile } from '../files/replace-file';
import { seeFile } from '../files/seen-file';
import { removeLeftOver } from '../files/temporary-file';
import { jsonFixReport, type Outcome, textFixReport } from '../fix-report';
import { fixedFiles } from '../fixed-files';
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

  const fixed = fixedFiles();
  const outcomes: FixedFile[] = [];
  const shownPaths = new Map<string, string>();
  if (stdinPath !== undefined) {
    await selection.attempt(shownStdin, () => {
      const bytes = wholeStandardInput();
      const read = decodeText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - 1));
      const folder = dirname(stdinPath);
      const { text, remaining, ...mended } = mend(shownStdin, stdinPath, folder, read);
      if (!onlyChecks) print((read.hasByteOrderMark ? '\ufeff' : '') + text);
      fixed.put(stdinPath, remaining, () => remaining);
      shownPaths.set(stdinPath, shownStdin);
      outcomes.push({ ...mended, shownPath: shownStdin, path: stdinPath, folder, whyInPlace: undefined });
    });
  }
  for (const file of selection.files) {
    const { path, folder, shownPath } = file;
    await selection.attempt(shownPath, () => {
      const seen = seeFile(file);
      const { text, remaining, ...mended } = mend(shownPath, path, folder, seen);
      const isToWrite = !onlyChecks && text !== seen.text;
      const whyInPlace = isToWrite ? replaceFile(seen, text) : undefined;
      if (whyInPlace !== undefined)
        complain(
          `${shownPath} was written over, since ${whyInPlace}: an interruption could have left half of it`,
        );
      fixed.put(path, remaining, () => mend(shownPath, path, folder, seeFile(file)).remaining);
      shownPaths.set(path, shownPath);
      outcomes.push({ ...mended, shownPath, path, folder, whyInPlace });
    });
  }
  for (const { shownPath, path, folder, ...done } of outcomes) {
    await selection.attempt(shownPath, () =>
      report.add({ ...done, left: leftIn(shownPath, path, folder, done.records) }),
    );
  }
  const { records, changed, counts } = report.end(selection.unreadable);
  if (selection.unreadable.length > 0) return exitCodes.failure;
  if ((onlyChecks ? changed : counts.error) > 0) return exitCodes.findings;
  if (records > 0 || selection.projectFiles.length > 0 || wanted.allowsEmpty) return exitCodes.fine;
  if (selection.files.length === 0 && selection.unchanged.length > 0) return exitCodes.fine;
  complain('there was no record: name files or folders that hold some, or add --allow-empty');
  return exitCodes.failure;

  function mend(shownPath: string, path: string, folder: string, { text }: FileText) {
    const rules = selection.rulesIn(folder);
    const entries = selection.entriesFor(folder, path);
    const severities: SeverityOf = (rule) => severityOf(rule, {}, rules);
    const options = {
      includeUnsafe: wanted.includeUnsafe,
      now: new Date(now).toISOString(),
      severityOf: severities,
      mark: entries && createMarking(entries, severities).mark,
    };
    const form = wanted.form ? { form: wanted.form, isSaid: true } : selection.formIn(folder, path);
    const reading = { ...readingAs(text, form), isFinal: true };
    const { made, remaining, ...after } = fixText(
      engine,
      text,
      reading,
      options,
      selection.typeIn(folder),
      memoryGuard(),
    );
    const unsafe = wanted.includeUnsafe ? 0 : fixAll(remaining, { ...options, includeUnsafe: true }).count;
    const diff = after.text === text ? undefined : diffOf?.(shownPath, text, after.text);
    return { text: after.text, made, remaining, records: remaining.document.count - 1, unsafe, diff };
  }

  /** What remains in a file that is fixed. */
  function leftIn(shownPath: string, path: string, folder: string, records: number): FileReport {
    const found = fixed.foundIn(path);
    if (!found) return quietReport(shownPath, records);
    return reportOn(
      shownPath,
      textOf(found.document),
      found,
      {
        rules: selection.rulesIn(folder),
        entries: selection.entriesFor(folder, path),
        most: wanted.mostFindings,
        onlyErrors: false,
      },
      (other) => shownPaths.get(other) ?? other,
    );
  }
}

/** A file that is fixed, before it is known what remains in it. */
interface FixedFile extends Omit<Outcome, 'left'> {
  readonly shownPath: string;
  readonly path: string;
  readonly folder: string;
  /** How many it has. */
  readonly records: number;
}

/** What is to be done. */
interface Wanted {
  readonly operands: readonly string[];
  /** The absolute path that standard input is read as, if it is read: then nothing else is. */
  readonly stdinPath: string | undefined;
  readonly shownStdin: string;
  readonly which: Which;
  readonly form: DocumentForm | undefined;
  readonly format: 'text' | 'json';
  readonly onlyChecks: boolean;
  readonly includeUnsafe: boolean;
  /** How many of the remaining findings of a file are listed. */
  readonly mostFindings: number;
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
