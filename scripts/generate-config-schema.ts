import { limits } from '../server/config/limits';
import { type RuleSetting, ruleSettingValues } from '../server/config/rule-settings';
import type { Rule } from '../server/rules/rule';
import { rules } from '../server/rules/rules';
import { recordDefinitions, recordSchema } from './generate-record-schema';

/** What each setting of a rule means, as editors show it beside the value. */
const meanings: Readonly<Record<RuleSetting, string>> = {
  error: 'Report as an error; the command line ends with exit code 1.',
  warning: 'Report as a warning.',
  information: 'Report as information.',
  hint: 'Report as a hint: faint in the editor, and not in its list of problems.',
  off: 'Do not report.',
};

/** Returns the content of schemas/interaction-data.schema.json: the form of a project file. */
export function projectFileSchema(): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by `npm run generate` from server/rules/; change it there.',
    title: 'Interaction Data project file',
    description:
      'Settings of Interaction Data for all files in this folder and below, in editors and on the command line.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'The address of this schema.' },
      rules: {
        type: 'object',
        description: 'How rules are set. Settings here win over those of an editor.',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, projectRule(rule)])),
      },
      files: {
        type: 'array',
        description:
          'More files to treat as interaction records: globs relative to this folder, such as "fixtures/**/*.json". A glob without "/" matches file names in any folder.',
        items: { $ref: '#/definitions/glob' },
        maxItems: limits.globs,
      },
      exclude: {
        type: 'array',
        description: 'Globs of files to leave alone, whatever else names them. Nothing is reported in them.',
        items: { $ref: '#/definitions/glob' },
        maxItems: limits.globs,
      },
      forms: {
        type: 'object',
        description:
          'How files are read, where their content leaves it open or is misleading: glob to "json" (one JSON value) or "lines" (JSON Lines). The last glob that matches counts.',
        propertyNames: { $ref: '#/definitions/glob' },
        additionalProperties: {
          oneOf: [
            { const: 'json', description: 'One JSON value.' },
            { const: 'lines', description: 'JSON Lines: one record a line.' },
          ],
        },
        maxProperties: limits.globs,
      },
      record: recordSchema(),
    },
    definitions: {
      ...recordDefinitions(),
      glob: { type: 'string', minLength: 1, maxLength: limits.globCharacters },
      ruleSetting: {
        oneOf: ruleSettingValues.map((value) => ({ const: value, description: meanings[value] })),
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** One property of package.json's `contributes.configuration.properties`. */
export interface RuleProperty {
  readonly type: 'string';
  readonly enum: readonly string[];
  readonly enumDescriptions: readonly string[];
  readonly default: string;
  readonly scope: 'resource';
  readonly order: number;
  readonly markdownDescription: string;
}

/** Returns the settings of all rules as package.json contributes them, by their full names. */
export function ruleSettings(): Readonly<Record<string, RuleProperty>> {
  return Object.fromEntries(
    rules.map((rule, order): [string, RuleProperty] => [
      `interactionData.rules.${rule.id}`,
      {
        type: 'string',
        enum: ruleSettingValues,
        enumDescriptions: ruleSettingValues.map((value) => meanings[value]),
        default: rule.severity,
        scope: 'resource',
        order,
        markdownDescription: `${rule.summary} ${rule.why}`,
      },
    ]),
  );
}

function projectRule({ summary, severity }: Rule): object {
  return {
    description: `${summary} (${severity} unless it is set)`,
    allOf: [{ $ref: '#/definitions/ruleSetting' }],
    default: severity,
  };
}
