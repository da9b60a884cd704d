import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { CheckedDocument } from '../check/check';
import { type LocatedFinding, locateFindings } from '../check/locate';
import type { ProjectFileProblem } from '../config/project-file';
import { invalidSetting } from '../config/rule-settings';
import { type Document, offsetOf } from '../document/document';
import type { Severity } from '../rules/rule';
import type { FileConfiguration } from './configuration';
import { toRange } from './convert';

/** The name that findings are shown under. */
export const SOURCE = 'interaction-data';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The findings of a document as the protocol writes them; `rulesPage` is the address of their documentation. */
export function toDiagnostics(
  uri: string,
  checked: CheckedDocument,
  { severityOf, maxFindings }: FileConfiguration,
  rulesPage: string,
): Diagnostic[] {
  const { findings } = locateFindings(checked, severityOf, maxFindings);
  return findings.map((located) => toDiagnostic(uri, checked, located, rulesPage));
}

/** One finding as the protocol writes it. */
export function toDiagnostic(
  uri: string,
  { document }: CheckedDocument,
  { finding, severity, chunk }: LocatedFinding,
  rulesPage: string,
): Diagnostic {
  const offset = offsetOf(document, chunk);
  const rangeOf = (start: number, end: number) => toRange(document, offset + start, offset + end);
  const diagnostic: Diagnostic = {
    range: rangeOf(finding.start, finding.end),
    severity: severities[severity],
    code: finding.rule,
    codeDescription: { href: `${rulesPage}#${finding.rule}` },
    source: SOURCE,
    message: finding.message,
  };
  if (finding.related) {
    const { start, end, message } = finding.related;
    diagnostic.relatedInformation = [{ location: { uri, range: rangeOf(start, end) }, message }];
  }
  return diagnostic;
}

/** The wrong entries of a project file as the protocol writes them. */
export function projectFileDiagnostics(
  document: Document,
  problems: readonly ProjectFileProblem[],
): Diagnostic[] {
  return problems.map(({ start, end, message }) => ({
    range: toRange(document, start, end),
    severity: DiagnosticSeverity.Error,
    code: invalidSetting,
    source: SOURCE,
    message,
  }));
}
