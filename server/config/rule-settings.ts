import { rules, ruleWithId } from '../rules/rules';
import { t } from '../words/language';
import type { Given } from './given';
import { choice, type Kind } from './kinds';
import { didYouMean } from './nearest-names';
import { type RuleSetting, severities } from './severities';
import { quoted } from './shortened';

/** Settings of some rules, by rule id. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** The id that problems of the configuration are shown under. It is stable, as the ids of rules are. */
export const invalidSetting = 'invalid-setting';

/** The id that findings are shown under which a project file expects and that are not there. */
export const expectationNotMet = 'expectation-not-met';

const ruleSetting = choice(
  severities,
  'error',
  (words, shown, { name }) => t`Set rule ${quoted(name)} to ${words}, not ${shown}.`,
);

/** Rules, each with how it is set. */
export const ruleSettings: Kind<RuleSettings> = {
  absent: {},
  get schema() {
    const properties = rules.map(({ id, severity, summary, why }) => [
      id,
      { ...ruleSetting.schema, default: severity, description: `${summary} ${why}` },
    ]);
    return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
  },
  read(given) {
    const settings = given.settings() ?? given.mustBe(t`an object such as { "unknown-field": "off" }`);
    if (!settings) return undefined;
    const read: Record<string, RuleSetting> = {};
    for (const setting of settings) {
      const isRule = ruleWithId(setting.name) !== undefined;
      const value = isRule
        ? ruleSetting.read(setting)
        : setting.tellName(unknownRule(setting.name, setting.nearest));
      if (value !== undefined) read[setting.name] = value;
    }
    return read;
  },
};

/** The severity that findings of a rule have: the project file wins over the editor's settings, these over the rule. */
export function severityOf(ruleId: string, settings: RuleSettings, project: RuleSettings): RuleSetting {
  return project[ruleId] ?? settings[ruleId] ?? ruleWithId(ruleId)?.severity ?? 'error';
}

/** Says that there is no such rule; `nearest` finds what may be meant. */
export function unknownRule(id: string, nearest: Given['nearest']): string {
  const proposals = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  return t`There is no rule ${quoted(id)}${didYouMean(proposals, t`: remove it.`)}`;
}
