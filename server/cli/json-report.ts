import type { Counts } from '../check/locate';
import type { FileReport } from './check-text';

/** The report's form. A change that readers of version 1 would stumble over makes it 2. */
const version = 1;

/** What comes in front of the first file: with the files, commas between them, and the end it is one document. */
export const jsonStart = `{"version":${version},"files":[`;

/** One file of the report. Lines, characters, records and offsets count from 0, offsets in UTF-16 code units. */
export function jsonFile(report: FileReport): string {
  const { shownPath, records, positionOf } = report;
  const findings = report.findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    record: finding.record ?? null,
    field: finding.field ?? null,
    pointer: finding.pointer(),
    range: { start: positionOf(finding.start), end: positionOf(finding.end) },
    offset: finding.start,
    length: finding.end - finding.start,
  }));
  return JSON.stringify({ path: shownPath, records, findings });
}

/** What comes behind the last file. */
export function jsonEnd(files: number, records: number, counts: Counts): string {
  const { error: errors, warning: warnings, information: infos, hint: hints } = counts;
  return `],"summary":${JSON.stringify({ files, records, errors, warnings, infos, hints })}}\n`;
}
