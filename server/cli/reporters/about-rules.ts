import { version } from '../../../package.json';
import { expectationNotMet, invalidSetting } from '../../config/rule-settings';
import { rulesPage } from '../../hosts/node/pages';
import type { AboutRule } from '../../rules/rule';
import { rules } from '../../rules/rules';

/** What reports for programs say of who made them. */
export const tool = { name: 'interaction-data', version } as const;

/** What is known of all that can be reported. */
export type Reported = Pick<AboutRule, 'id' | 'severity' | 'summary' | 'why'>;

/** Each rule in the order of the documentation, and after them what is said of project files. */
export const allReported: readonly Reported[] = [
  ...rules,
  {
    id: invalidSetting,
    severity: 'error',
    summary: 'Something in a project file is no setting that there is, or no value for it.',
    why: 'It is left out, and the rest counts, so a rule may be set otherwise than was meant.',
  },
  {
    id: expectationNotMet,
    severity: 'error',
    summary: 'A project file expects a problem that is not there.',
    why: 'What was to be wrong on purpose is right, so that a test with it proves nothing.',
  },
];

/** The address of a rule's documentation, which comes with the program: that of a file. */
export function linkTo(rule: string): string {
  return `${rulesPage}#${rule}`;
}
