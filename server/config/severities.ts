import type { Severity } from '../rules/rule';

/** How a rule is set: the severity of its findings, or none of them. */
export type RuleSetting = Severity | 'off';

/** What a rule can be set to, the gravest first, and what that means. */
export const severities: Readonly<Record<RuleSetting, string>> = {
  error: 'Report as an error; the command line ends with exit code 1.',
  warning: 'Report as a warning.',
  information: 'Report as information.',
  hint: 'Report as a hint: faint in the editor, and not in its list of problems.',
  off: 'Do not report.',
};
