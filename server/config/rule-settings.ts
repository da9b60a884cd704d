import type { Severity } from '../rules/rule';
import { rules, ruleWithId } from '../rules/rules';
import { nearestNames } from './nearest-names';
import { quoted, shortened } from './shortened';

/** How a rule is set: the severity of its findings, or none of them. */
export type RuleSetting = Severity | 'off';

/** Settings of some rules, by rule id. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** The id that problems of the configuration are shown under. It is stable, as the ids of rules are. */
export const invalidSetting = 'invalid-setting';

/** What a rule can be set to, the gravest first. */
export const ruleSettingValues: readonly RuleSetting[] = ['error', 'warning', 'information', 'hint', 'off'];

/** The severity that findings of a rule have: the project file wins over the editor's settings, these over the rule. */
export function severityOf(ruleId: string, settings: RuleSettings, project: RuleSettings): RuleSetting {
  return project[ruleId] ?? settings[ruleId] ?? ruleWithId(ruleId)?.severity ?? 'error';
}

/** Says why there is no such rule and which one may be meant; undefined for the id of a rule. */
export function ruleIdProblem(id: string): string | undefined {
  if (ruleWithId(id)) return undefined;
  const proposals = nearestNames(
    id,
    rules.map((rule) => rule.id),
  );
  return `There is no rule ${quoted(id)}${didYouMean(proposals, ': remove it.')}`;
}

/** Says why a value is no setting of a rule; undefined for a right one. `text` is the value as it is written. */
export function ruleValueProblem(id: string, value: unknown, text: string): string | undefined {
  if (isRuleSetting(value)) return undefined;
  const allowed = `${listed(ruleSettingValues.slice(0, -1))} or "off"`;
  return `Set rule ${quoted(id)} to ${allowed}, not ${shortened(text)}.`;
}

/** Whether a value is what a rule can be set to. */
export function isRuleSetting(value: unknown): value is RuleSetting {
  return (ruleSettingValues as readonly unknown[]).includes(value);
}

/** Says that a key is no setting, and which one may be meant. */
export function unknownKeyProblem(key: string, known: readonly string[]): string {
  const proposals = nearestNames(key, known);
  return `There is no setting ${quoted(key)}${didYouMean(proposals, `: write one of ${listed(known)}.`)}`;
}

/** Ends a message with what may be meant; with something else where there is nothing. */
export function didYouMean(proposals: readonly string[], otherwise: string): string {
  if (proposals.length === 0) return otherwise;
  const names = proposals.map((proposal) => `"${proposal}"`);
  const last = names.pop();
  return `: did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
