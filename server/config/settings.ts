import { globProblem } from './globs';
import {
  isRuleSetting,
  type RuleSetting,
  type RuleSettings,
  ruleIdProblem,
  ruleValueProblem,
  unknownKeyProblem,
} from './rule-settings';
import { shortened } from './shortened';

/** The editor's settings: the right ones, and what is wrong with the others. */
export interface Settings {
  readonly rules: RuleSettings;
  /** Globs, relative to the workspace folder, of further files that hold records. */
  readonly files: readonly string[];
  /** How many findings of a file are sent at most; undefined where it is not set. */
  readonly maxFindings: number | undefined;
  /** What is wrong, each naming its setting, in the order of the settings. */
  readonly problems: readonly string[];
}

/** Names below `interactionData.`; `trace` is the client's own, for the log of its messages. */
const settingNames: readonly string[] = ['rules', 'files', 'maxFindings', 'trace'];

/**
 * Reads the object below `interactionData` of an editor's settings. It may be anything: what is wrong is a problem
 * and otherwise left out; nothing throws.
 */
export function readSettings(value: unknown): Settings {
  const problems: string[] = [];
  const rules: Record<string, RuleSetting> = {};
  const files: string[] = [];
  let maxFindings: number | undefined;
  if (isAbsent(value)) return { rules, files, maxFindings, problems };
  if (!isObject(value)) {
    problems.push(`interactionData: the settings are an object, not ${written(value)}.`);
    return { rules, files, maxFindings, problems };
  }
  for (const [name, setting] of Object.entries(value)) {
    if (isAbsent(setting)) continue;
    if (name === 'rules') readRules(setting);
    else if (name === 'files') readFiles(setting);
    else if (name === 'maxFindings') readMaxFindings(setting);
    else if (!settingNames.includes(name)) problem(shortened(name), unknownKeyProblem(name, settingNames));
  }
  return { rules, files, maxFindings, problems };

  function readRules(setting: unknown): void {
    if (!isObject(setting)) {
      return problem('rules', `Write an object such as { "unknown-field": "off" }, not ${written(setting)}.`);
    }
    for (const [id, ruleSetting] of Object.entries(setting)) {
      if (isAbsent(ruleSetting)) continue;
      const defect = ruleIdProblem(id) ?? ruleValueProblem(id, ruleSetting, written(ruleSetting));
      if (defect !== undefined) problem(`rules.${shortened(id)}`, defect);
      else if (isRuleSetting(ruleSetting)) rules[id] = ruleSetting;
    }
  }

  function readFiles(setting: unknown): void {
    if (!Array.isArray(setting)) {
      return problem(
        'files',
        `Write a list of globs such as ["fixtures/**/*.json"], not ${written(setting)}.`,
      );
    }
    for (const glob of setting as readonly unknown[]) {
      const defect =
        typeof glob === 'string'
          ? globProblem(glob)
          : `A glob is a string such as "fixtures/**/*.json", not ${written(glob)}.`;
      if (defect !== undefined) problem('files', defect);
      else if (typeof glob === 'string') files.push(glob);
    }
  }

  function readMaxFindings(setting: unknown): void {
    if (typeof setting === 'number' && Number.isInteger(setting) && setting > 0) maxFindings = setting;
    else problem('maxFindings', `Write a whole number above 0, not ${written(setting)}.`);
  }

  function problem(name: string, message: string): void {
    problems.push(`interactionData.${name}: ${message}`);
  }
}

/** Editors send null for a setting that nobody has set. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function written(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return shortened(typeof value === 'string' ? JSON.stringify(value) : String(value));
}
