import type { Severity } from '../rules/rule';
import { rules, ruleWithId } from '../rules/rules';
import { nearestNames } from './nearest-names';

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
  return `There is no rule ${JSON.stringify(id)}${didYouMean(proposals, ': remove it.')}`;
}

/** Says why a value is no setting of a rule; undefined for a right one. `text` is the value as it is written. */
export function ruleValueProblem(id: string, value: unknown, text: string): string | undefined {
  if (isRuleSetting(value)) return undefined;
  const allowed = `${listed(ruleSettingValues.slice(0, -1))} or "off"`;
  return `Set rule ${JSON.stringify(id)} to ${allowed}, not ${shortened(text)}.`;
}

/** Whether a value is what a rule can be set to. */
export function isRuleSetting(value: unknown): value is RuleSetting {
  return (ruleSettingValues as readonly unknown[]).includes(value);
}

/** Says that a key is no setting, and which one may be meant. */
export function unknownKeyProblem(key: string, known: readonly string[]): string {
  const proposals = nearestNames(key, known);
  return `There is no setting ${JSON.stringify(key)}${didYouMean(proposals, `: write one of ${listed(known)}.`)}`;
}

/** A value as a message quotes it: long ones are cut. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`;
}

function didYouMean(proposals: readonly string[], otherwise: string): string {
  if (proposals.length === 0) return otherwise;
  const quoted = proposals.map((proposal) => `"${proposal}"`);
  const last = quoted.pop();
  return `: did you mean ${quoted.length > 0 ? `${quoted.join(', ')} or ` : ''}${last}?`;
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
