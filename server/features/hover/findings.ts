import { type SeverityOf, severityOfFinding } from '../../check/locate';
import { type Finding, namesOf } from '../../rules/rule';
import { ruleWithId } from '../../rules/rules';
import { inlineCode, inlineCodes } from '../../words/inline-code';
import { translated } from '../../words/language';

/** Findings without those of rules that are off. */
export function shownFindings(findings: readonly Finding[], severityOf: SeverityOf): readonly Finding[] {
  return findings.filter((finding) => severityOfFinding(finding, severityOf) !== 'off');
}

/** Findings that text.slice(start, end) shares a character with, or whose empty range lies in it. */
export function findingsOn(findings: readonly Finding[], start: number, end: number): readonly Finding[] {
  return findings.filter((finding) =>
    finding.start === finding.end
      ? finding.start >= start && finding.start <= end
      : finding.start < end && finding.end > start,
  );
}

/** The ids of the rules of findings, each once. */
export function rulesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((finding) => finding.rule))];
}

/**
 * Why findings matter, as Markdown: a paragraph for each rule, with the fields where several findings share it.
 * What is wrong is not repeated: editors show the finding's message beside the hover.
 */
export function reasons(findings: readonly Finding[]): string[] {
  return rulesOf(findings).flatMap((id) => {
    const rule = ruleWithId(id);
    if (!rule) return [];
    const fields = new Set(findings.flatMap((finding) => (finding.rule === id ? namesOf(finding) : [])));
    const names = fields.size > 1 ? ` (${inlineCodes([...fields])})` : '';
    return [`${inlineCode(id)}${names}: ${translated(rule.why)}`];
  });
}
