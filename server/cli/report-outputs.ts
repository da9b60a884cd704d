import { type BigIntStats, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { projectFileName } from '../config/files';
import { UsageError } from './arguments';
import { FileError } from './files/file-error';
import { openReportFile, type ReportFile } from './files/report-file';
import { plainLook } from './look';
import { complain, exitCodes, print, standardLook } from './output';
import { type Output, type Report, together } from './reporters/reporter';
import { formats } from './reporters/reporters';
import type { ReportsWanted } from './reports-wanted';
import { type FoundFile, tryRealPath } from './walk-folder';

/**
 * Begins all reports of a run: the one on standard output, and those in files. None goes over a file that is to be checked, or
 * that lists some (`listedIn`).
 *
 * @throws UsageError where a file is one of those, or cannot be written
 */
export async function openReports(
  { format, files, isPlain }: ReportsWanted,
  checked: readonly FoundFile[],
  listedIn: string | undefined,
): Promise<Report> {
  const standard: Output = {
    print,
    // What the terminal can is asked by reports for people alone.
    get look() {
      return standardLook(isPlain);
    },
  };
  for (const { path } of files) refuseRead(path, checked, listedIn);
  const opened = files.map(({ path, format }) => ({ format, file: openFile(path) }));
  const first = await begin(format, standard);
  const others: Report[] = [];
  for (const { format, file } of opened)
    others.push(await begin(format, { print: file.print, look: plainLook }));
  const report = together([first, ...others]);
  return {
    add: report.add,
    end(unreadable) {
      const total = report.end(unreadable);
      for (const { file } of opened) file.close();
      return total;
    },
  };
}

async function begin(format: string, output: Output): Promise<Report> {
  const reporter = await formats.get(format)?.load();
  if (reporter === undefined) throw new UsageError(`There is no format ${format}.`);
  return reporter(output);
}

/** @throws UsageError */
function openFile(path: string): ReportFile {
  try {
    return openReportFile(path, ({ message }) => {
      process.exitCode = exitCodes.failure;
      complain(`${path} ${message}`);
    });
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(`--output: ${path} ${error.message}.`);
    throw error;
  }
}

/** @throws UsageError */
function refuseRead(path: string, checked: readonly FoundFile[], listedIn: string | undefined): void {
  const real = tryRealPath(resolve(path));
  const isList = listedIn !== undefined && tryRealPath(resolve(listedIn)) === real;
  const isChecked = checked.some(
    (file) =>
      file.path === real || file.target === real || (file.isNamed && tryRealPath(file.target) === real),
  );
  if (isChecked || isList || basename(real) === projectFileName || isLinked(real, checked))
    throw new UsageError(`--output would write over ${path}, which is read.`);
}

/** Whether a file is one of others by another name (a hard link). */
function isLinked(path: string, others: readonly FoundFile[]): boolean {
  const own = lookAt(path);
  if (own === undefined || own.nlink < 2n) return false;
  return others.some(({ target }) => {
    const other = lookAt(target);
    return other?.ino === own.ino && other.dev === own.dev;
  });
}

function lookAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined; // What is not there, or cannot be reached, is not the same.
  }
}
