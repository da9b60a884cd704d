import type { RelatedPlace } from '../../check/locate';
import type { FileFinding, FileReport } from '../check-text';
import type { Unreadable } from '../find-files';
import { print } from '../output';
import { startTotal, type Total } from '../total';
import type { Reporter } from './reporter';

/** The report's form. A change that readers of version 1 would stumble over makes it 2. */
const version = 1;

/** One JSON document for programs. */
export const jsonReporter: Reporter = () => {
  const total = startTotal();
  let comma = '';
  print(jsonStart);
  return {
    add(file) {
      const pieces = jsonFile(file);
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
      print(jsonEnd(total, unreadable));
      return total;
    },
  };
};

/** What comes before the first file: with the files, commas between them, and the end it is one document. */
export const jsonStart = `{"version":${version},"files":[`;

/**
 * One file of the report, in pieces: the report of a large file can be longer than a text may be. Lines, characters,
 * records and offsets count from 0, offsets in UTF-16 code units. Whatever fails between two pieces, `jsonFileEnd` makes
 * a whole of those before.
 */
function* jsonFile(report: FileReport): Generator<string> {
  yield `{"path":${JSON.stringify(report.shownPath)},"records":${report.records},"findings":[`;
  yield* jsonFindings(report);
}

/** The findings of a file, one by one, with commas between them. */
export function* jsonFindings(report: FileReport): Generator<string> {
  let comma = '';
  for (const finding of report.findings) {
    yield comma + JSON.stringify(jsonFinding(report, finding));
    comma = ',';
  }
}

/** What comes after the pieces of a file. */
function jsonFileEnd({ omitted }: FileReport): string {
  return omitted > 0 ? `],"omitted":${omitted}}` : ']}';
}

function jsonFinding({ positionOf }: FileReport, finding: FileFinding): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    record: finding.record ?? null,
    field: finding.fields.length === 1 ? finding.fields[0] : null,
    fields: finding.fields,
    pointer: finding.pointer(),
    ...placeOf(finding),
    ...(finding.related.length > 0 && {
      related: finding.related.map((place) => ({ message: place.message, ...placeOf(place) })),
    }),
  };

  function placeOf({ start, end }: RelatedPlace | FileFinding): object {
    return { range: { start: positionOf(start), end: positionOf(end) }, offset: start, length: end - start };
  }
}

/** What comes after the last file; `more` is counted, too. */
export function jsonEnd(
  { files, records, counts }: Pick<Total, 'files' | 'records' | 'counts'>,
  unreadable: readonly Unreadable[],
  more: Readonly<Record<string, number>> = {},
): string {
  const { error: errors, warning: warnings, information: infos, hint: hints } = counts;
  const counted = { files, records, ...more, errors, warnings, infos, hints };
  const summary = { ...counted, unreadable: unreadable.length };
  return `],"unreadable":${JSON.stringify(unreadable)},"summary":${JSON.stringify(summary)}}\n`;
}
