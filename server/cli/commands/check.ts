import { dirname, resolve } from 'node:path';
import type { DocumentForm } from '../../document/form';
import { type Arguments, readArguments, UsageError } from '../arguments';
import { projectFileReport } from '../check-text';
import { startExpectations } from '../expectations';
import { FileError } from '../files/file-error';
import { fileReader, readStandardInput } from '../files/file-reader';
import type { FilePlace } from '../files/open-found';
import { mostFindings, oneOf, wholeNumber } from '../option-values';
import { complain, type ExitCode, exitCodes, terminalForProgress } from '../output';
import { batchesWord, serveBatches, shareBatches, usualShare } from '../parts/batches';
import { usualLook } from '../parts/large-check';
import { startProgress } from '../parts/progress';
import { rangesWord, serveRanges } from '../parts/range-readers';
import { usualJobs } from '../parts/threads';
import { openReports } from '../report-outputs';
import type { Report } from '../reporters/reporter';
import { counted } from '../reporters/text';
import { type ReportsWanted, readReports } from '../reports-wanted';
import { run as runToTheEnd } from '../run';
import { type FileOfRun, runOfFiles } from '../run-of-files';
import { type Selection, select } from '../selection';
import { updateExpectations } from '../update-expectations';
import type { FoundFile } from '../walk-folder';
import { readWhich, type Which, whichFiles, whichKinds } from '../which-files';

// A thread that helps begins with this bundle.
if (process.argv[2] === rangesWord) serveRanges();
else if (process.argv[2] === batchesWord) serveBatches();

/** The operand that stands for standard input. */
const standardInput = '-';

/** Runs `interaction-data check` with the words that follow it, to the end of the process. */
export function runCheck(words: readonly string[]): Promise<void> {
  return runToTheEnd(() => check(words), 'check');
}

/** @throws UsageError */
async function check(words: readonly string[]): Promise<ExitCode> {
  const wanted = readWords(words);
  const isWhole =
    !wanted.updatesExpectations ||
    (await updateExpectations(async (report) => {
      const selection = await selectWanted(wanted);
      await checkAll(selection, { ...wanted, mostFindings: Infinity, endsAt: Infinity }, report);
      return selection;
    }));
  const selection = await selectWanted(wanted);
  const report = await openReports(wanted.reports, selection.files, wanted.which.listedIn);
  await checkAll(selection, wanted, report);
  const { records, counts } = report.end(selection.unreadable);
  if (selection.unreadable.length > 0 || !isWhole) return exitCodes.failure;
  if (counts.error > 0) return exitCodes.findings;
  if (counts.warning > wanted.mostWarnings) {
    complain(
      `${counted(counts.warning, 'warning')}: more than the ${wanted.mostWarnings} that --max-warnings allows`,
    );
    return exitCodes.findings;
  }
  // Who names a project file wants that checked.
  if (records > 0 || selection.projectFiles.length > 0 || wanted.allowsEmpty) return exitCodes.fine;
  if (selection.files.length === 0 && selection.unchanged.length > 0) return exitCodes.fine;
  complain('no record was checked: name files or folders that hold some, or add --allow-empty');
  return exitCodes.failure;
}

async function selectWanted({ operands, stdinPath, which }: Wanted): Promise<Selection> {
  return select(operands, { readsUnnamed: true, stdinPath, ...(await whichFiles(which)) });
}

/** Checks all files, and reports on each of them and on the project files. */
async function checkAll(selection: Selection, wanted: Wanted, report: Pick<Report, 'add'>): Promise<void> {
  const { stdinPath, shownStdin, form, ignoresMarks } = wanted;
  // One for all files: it keeps its memory.
  const readBytes = fileReader();
  const expecting = ignoresMarks ? [] : selection.expecting;
  const isExpecting = (path: string) => expecting.some(({ projectFile }) => projectFile.path === path);
  const expectations = startExpectations({ ...selection, expecting });
  for (const { shownPath, projectFile } of selection.projectFiles) {
    // What is expected of files is known when these are checked.
    if (isExpecting(projectFile.path)) continue;
    await selection.attempt(shownPath, () => report.add(projectFileReport(shownPath, projectFile)));
  }
  const ofRun = (file: FoundFile) =>
    fileOf(file.path, file.folder, file.shownPath, () => readBytes(file), file);
  const files = selection.files.map(ofRun);
  // What changed may have to do with records of what did not.
  const others = files.length > 0 ? selection.unchanged.map(ofRun) : [];
  if (stdinPath !== undefined) {
    await selection.attempt(shownStdin, () => {
      const bytes = readStandardInput();
      files.unshift(fileOf(stdinPath, dirname(stdinPath), shownStdin, () => bytes));
    });
  }
  const progress = startProgress(files.length + others.length, terminalForProgress);
  const run = runOfFiles(files.length + others.length, selection.isWhole, progress, usualLook(wanted.jobs));
  const shared = shareBatches([...files, ...others], { ...usualShare, jobs: wanted.jobs });
  for (const file of files) {
    // Most files are looked at when they are asked for, and nothing is waited for.
    const next = shared.next();
    const known = next instanceof Promise ? await next : next;
    const working = selection.attempt(file.shownPath, () => run.look(file, known));
    if (working) await working;
    progress.endFile();
  }
  for (const file of others) {
    const known = await shared.next();
    await unlessUnreadable(async () => run.look(file, known));
    if (!run.has(file)) selection.miss();
  }
  shared.end();
  progress.end();
  for (const file of files) {
    if (!run.has(file)) continue;
    selection.attempt(file.shownPath, () => {
      const checked = run.report(file);
      report.add(checked);
      if (checked.isEnded) {
        selection.miss();
        complain(
          `${file.shownPath} was not checked to its end, nor were records among each other: --max-findings all does`,
        );
      }
      expectations.add(file.folder, file.path, checked);
    });
  }
  for (const one of expectations.reports()) report.add(one);

  function fileOf(
    path: string,
    folder: string,
    shownPath: string,
    read: FileOfRun['read'],
    place?: FilePlace,
  ): FileOfRun {
    const how = {
      form: form ? { form, isSaid: true } : selection.formIn(folder, path),
      type: selection.typeIn(folder),
      rules: selection.rulesIn(folder),
      entries: ignoresMarks ? undefined : selection.entriesFor(folder, path),
      most: wanted.mostFindings,
      onlyErrors: wanted.onlyErrors,
      endsAt: wanted.endsAt,
    };
    return { path, folder, shownPath, how, read, place, isLasting: place?.isRegular ?? true };
  }
}

/** Does without a file that cannot be read: nobody asked for it. */
async function unlessUnreadable(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
}

/** What is to be done. */
interface Wanted {
  /** Without the one for standard input. */
  readonly operands: readonly string[];
  /** The absolute path that standard input is read as, if it is read. */
  readonly stdinPath: string | undefined;
  readonly shownStdin: string;
  readonly reports: ReportsWanted;
  readonly which: Which;
  /** How all files are read, whatever their names; undefined where that is found out for each. */
  readonly form: DocumentForm | undefined;
  readonly mostFindings: number;
  /** With so many errors a large file is not checked any further. */
  readonly endsAt: number;
  readonly mostWarnings: number;
  readonly onlyErrors: boolean;
  readonly allowsEmpty: boolean;
  /** How many threads may work on a file. */
  readonly jobs: number;
  /** Whether what project files ignore and expect is reported as if they did not. */
  readonly ignoresMarks: boolean;
  /** Whether what is found is written into project files as expected, first of all. */
  readonly updatesExpectations: boolean;
}

/** @throws UsageError */
function readWords(words: readonly string[]): Wanted {
  const read = readArguments(words, {
    format: 'value',
    output: 'values',
    'no-color': 'switch',
    ...whichKinds,
    'stdin-filename': 'value',
    as: 'value',
    'max-findings': 'value',
    'max-warnings': 'value',
    quiet: 'switch',
    'allow-empty': 'switch',
    'expect-none': 'switch',
    'update-expect': 'switch',
    jobs: 'value',
  });
  const { operands, options } = read;
  const form = oneOf(options, 'as', ['json', 'lines']);
  const which = readWhich(read);
  if (operands.length === 0 && which.listedIn === undefined)
    throw new UsageError('Name files, folders or globs to check, or - for standard input.');
  if (options.has('update-expect') && options.has('expect-none'))
    throw new UsageError('--update-expect and --expect-none do not go together.');
  if (options.has('update-expect') && [...operands, which.listedIn].includes(standardInput))
    throw new UsageError('--update-expect goes with files: standard input comes only once.');
  return {
    ...readStdinName(read),
    reports: readReports(read),
    which,
    form,
    mostFindings: mostFindings(options),
    // Who asks for some has seen enough then.
    endsAt: options.has('max-findings') ? mostFindings(options) : Number.POSITIVE_INFINITY,
    mostWarnings: wholeNumber(options, 'max-warnings') ?? Infinity,
    onlyErrors: options.has('quiet'),
    allowsEmpty: options.has('allow-empty'),
    ignoresMarks: options.has('expect-none'),
    jobs: wholeNumber(options, 'jobs') ?? usualJobs(),
    updatesExpectations: options.has('update-expect'),
  };
}

/**
 * Whether standard input is read, and as which file.
 *
 * @throws UsageError
 */
function readStdinName({
  operands,
  options,
}: Arguments): Pick<Wanted, 'operands' | 'stdinPath' | 'shownStdin'> {
  const name = options.get('stdin-filename');
  const isRead = operands.includes(standardInput);
  if (name !== undefined && !isRead) throw new UsageError('--stdin-filename goes with - (standard input).');
  const shownStdin = name ?? '<stdin>';
  return {
    operands: operands.filter((operand) => operand !== standardInput),
    stdinPath: isRead ? resolve(shownStdin) : undefined,
    shownStdin,
  };
}
