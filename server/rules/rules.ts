import missingField from './missing-field';
import type { Rule } from './rule';

/** All rules, in the order of the documentation. */
export const rules: readonly Rule[] = [missingField];

const rulesById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule with this id, or undefined. */
export function ruleWithId(id: string): Rule | undefined {
  return rulesById.get(id);
}
