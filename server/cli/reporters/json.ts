import type { FileFinding, FileReport } from '../check-text';
import type { Unreadable } from '../find-files';
import { startTotal, type Total } from '../total';
import { allReported, linkTo, tool } from './about-rules';
import type { Reporter } from './reporter';

/** The report's form. A change that readers of version 1 would stumble over makes it 2. */
const version = 1;

/** One JSON document for programs. */
export const jsonReporter: Reporter = ({ print }) => {
  const total = startTotal();
  const met = new Set<string>();
  let comma = '';
  print(jsonStart);
  return {
    add(file) {
      const pieces = jsonFile(file, met);
      // What fails before the first piece leaves nothing of the file.
      print(comma + pieces.next().value);
      comma = ',';
      try {
        for (const piece of pieces) print(piece);
      } finally {
        print(jsonFileEnd(file));
      }
      total.add(file);
    },
    end(unreadable) {
      print(jsonEnd(total, unreadable, met));
      return total;
    },
  };
};

/** What comes before the first file: with the files, commas between them, and the end it is one document. */
export const jsonStart = `{"version":${version},"tool":${JSON.stringify(tool)},"files":[`;

/**
 * One file of the report, in pieces: the report of a large file can be longer than a text may be. Lines, characters,
 * records and offsets count from 0, offsets in UTF-16 code units. Whatever fails between two pieces, `jsonFileEnd` makes
 * a whole of those before.
 */
function* jsonFile(report: FileReport, met: Set<string>): Generator<string> {
  yield `{"path":${JSON.stringify(report.shownPath)},"records":${report.records},"findings":[`;
  yield* jsonFindings(report, met);
}

/** The findings of a file, one by one, with commas between them. The ids of their rules are added to those that were met. */
export function* jsonFindings(report: FileReport, met: Set<string>): Generator<string> {
  let comma = '';
  for (const finding of report.findings) {
    met.add(finding.rule);
    yield comma + JSON.stringify(jsonFinding(report, finding));
    comma = ',';
  }
}

/** What comes after the pieces of a file. */
function jsonFileEnd({ omitted, isEnded }: FileReport): string {
  return `]${omitted > 0 ? `,"omitted":${omitted}` : ''}${isEnded ? ',"ended":true' : ''}}`;
}

function jsonFinding(report: FileReport, finding: FileFinding): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    record: finding.record ?? null,
    field: finding.fields.length === 1 ? finding.fields[0] : null,
    fields: finding.fields,
    pointer: finding.pointer(),
    ...placeOf(finding),
    fix: bestFix(finding),
    ...(finding.related.length > 0 && {
      related: finding.related.map(({ file, message, ...place }) => ({
        message,
        ...(file && { path: file.shownPath }),
        ...placeOf(place, file),
      })),
    }),
  };

  function placeOf(
    { start, end }: Pick<FileFinding, 'start' | 'end'>,
    { positionOf }: Pick<FileReport, 'positionOf'> = report,
  ): object {
    return { range: { start: positionOf(start), end: positionOf(end) }, offset: start, length: end - start };
  }
}

/** The best way to mend a finding; null where there is none. A safe one is what `fix` makes. */
function bestFix(finding: FileFinding): object | null {
  for (const { title, isSafe: safe } of finding.fixes()) return { title, safe };
  return null;
}

/** What comes after the last file: what is known of the rules that were met, and all numbers; `more` is counted, too. */
export function jsonEnd(
  { files, records, counts, marks }: Pick<Total, 'files' | 'records' | 'counts' | 'marks'>,
  unreadable: readonly Unreadable[],
  met: ReadonlySet<string>,
  more: Readonly<Record<string, number>> = {},
): string {
  const rules = allReported
    .filter(({ id }) => met.has(id))
    .map(({ id, summary, why }) => ({ id, summary, why, link: linkTo(id) }));
  const { error: errors, warning: warnings, information: infos, hint: hints } = counts;
  const counted = { files, records, ...more, errors, warnings, infos, hints };
  const { expected, ignored } = marks;
  const summary = { ...counted, expected, ignored, unreadable: unreadable.length };
  const [listOfRules, listOfFailures] = [rules, unreadable].map((list) => JSON.stringify(list));
  return `],"rules":${listOfRules},"unreadable":${listOfFailures},"summary":${JSON.stringify(summary)}}\n`;
}
