import { basename, extname, resolve } from 'node:path';
import { type Arguments, UsageError } from './arguments';
import { oneOf } from './option-values';
import { formats } from './reporters/reporters';

/** Which reports are made. */
export interface ReportsWanted {
  /** The format of the one on standard output. */
  readonly format: string;
  readonly files: readonly FileReportWanted[];
  /** Whether a terminal gets no codes for colours and links. */
  readonly isPlain: boolean;
}

/** A report that goes to a file. */
export interface FileReportWanted {
  /** As it was named. */
  readonly path: string;
  readonly format: string;
}

const names = [...formats.keys()];
const [usual = ''] = names;

/**
 * Reads `--format` and `--output`. The name of a file says its format; where that leaves it open, `--format` does, and people
 * read on standard output what was found. Otherwise `--format` is about standard output.
 *
 * @throws UsageError
 */
export function readReports({ options, all }: Arguments): ReportsWanted {
  const said = oneOf(options, 'format', names);
  const paths = all('output');
  const absolute = paths.map((path) => resolve(path));
  const twice = paths.find((_, index) => absolute.indexOf(absolute[index] as string) < index);
  if (twice !== undefined) throw new UsageError(`--output names ${twice} twice.`);
  if (paths.includes('-'))
    throw new UsageError('--output names a file: what standard output gets, --format says.');
  const files = paths.map((path) => ({ path, format: formatNamed(path) ?? formatFitting(path, said) }));
  const isForFile = files.some(({ path, format }) => format === said && formatNamed(path) === undefined);
  return { format: said === undefined || isForFile ? usual : said, files, isPlain: options.has('no-color') };
}

/** The format that a file is called after: `checkstyle.xml`, `report.sarif.json`. */
function formatNamed(path: string): string | undefined {
  const name = basename(path).toLowerCase();
  const stem = name.slice(0, name.length - extname(name).length);
  return fittingIn(path).find((format) => stem.includes(format) || formats.get(format)?.called?.test(stem));
}

/** The format that was said, where a file of this ending may hold that; else the first one that it may hold. */
function formatFitting(path: string, said: string | undefined): string {
  const fitting = fittingIn(path);
  if (said !== undefined && (fitting.length === 0 || fitting.includes(said))) return said;
  return fitting[0] ?? usual;
}

/** The formats that a file of this ending may hold. */
function fittingIn(path: string): readonly string[] {
  const ending = extname(path).toLowerCase();
  return names.filter((name) => formats.get(name)?.endings?.includes(ending));
}
