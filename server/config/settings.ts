import type { DocumentForm } from '../document/form';
import type { FileSettings, FormGlob } from './files';
import { globProblem, tooManyGlobs } from './globs';
import { limits } from './limits';
import {
  isRuleSetting,
  type RuleSetting,
  type RuleSettings,
  ruleIdProblem,
  ruleValueProblem,
  unknownKeyProblem,
} from './rule-settings';
import { shortened } from './shortened';

/** What happens to files that are not named and look like ones with records: taken, asked about, or left alone. */
export type Detect = 'auto' | 'ask' | 'off';

/** The editor's settings: the right ones, and what is wrong with the others. Globs are relative to the workspace folder. */
export interface Settings extends FileSettings {
  readonly rules: RuleSettings;
  readonly detect: Detect;
  /** How many findings of a file are sent at most; undefined where it is not set. */
  readonly maxFindings: number | undefined;
  /** What is wrong, each naming its setting, in the order of the settings. */
  readonly problems: readonly string[];
}

/** Names below `interactionData.`; `trace` is the client's own, for the log of its messages. */
const settingNames: readonly string[] = [
  'files',
  'exclude',
  'forms',
  'detect',
  'maxFindings',
  'rules',
  'trace',
];

const detections: readonly Detect[] = ['auto', 'ask', 'off'];
const documentForms: readonly DocumentForm[] = ['json', 'lines'];

/**
 * Reads the object below `interactionData` of an editor's settings. It may be anything: what is wrong is a problem
 * and otherwise left out; nothing throws.
 */
export function readSettings(value: unknown): Settings {
  const problems: string[] = [];
  const rules: Record<string, RuleSetting> = {};
  const files: string[] = [];
  const exclude: string[] = [];
  const forms: FormGlob[] = [];
  let detect: Detect = 'ask';
  let maxFindings: number | undefined;
  if (isObject(value)) readAll(value);
  else if (!isAbsent(value)) {
    problems.push(`interactionData: the settings are an object, not ${written(value)}.`);
  }
  return { rules, files, exclude, forms, detect, maxFindings, problems };

  function readAll(settings: Readonly<Record<string, unknown>>): void {
    for (const [name, setting] of Object.entries(settings)) {
      if (isAbsent(setting)) continue;
      if (name === 'rules') readRules(setting);
      else if (name === 'files') readGlobs(name, setting, files);
      else if (name === 'exclude') readGlobs(name, setting, exclude);
      else if (name === 'forms') readForms(setting);
      else if (name === 'detect') readDetect(setting);
      else if (name === 'maxFindings') readMaxFindings(setting);
      else if (!settingNames.includes(name)) problem(shortened(name), unknownKeyProblem(name, settingNames));
    }
  }

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

  function readGlobs(name: string, setting: unknown, globs: string[]): void {
    if (!Array.isArray(setting)) {
      return problem(name, `Write a list of globs such as ["fixtures/**/*.json"], not ${written(setting)}.`);
    }
    reportTooMany(name, setting.length);
    for (const glob of setting.slice(0, limits.globs) as readonly unknown[]) {
      const defect =
        typeof glob === 'string'
          ? globProblem(glob)
          : `A glob is a string such as "fixtures/**/*.json", not ${written(glob)}.`;
      if (defect !== undefined) problem(name, defect);
      else if (typeof glob === 'string') globs.push(glob);
    }
  }

  function readForms(setting: unknown): void {
    if (!isObject(setting)) {
      return problem('forms', `Write an object such as { "*.log.json": "lines" }, not ${written(setting)}.`);
    }
    const entries = Object.entries(setting);
    reportTooMany('forms', entries.length);
    for (const [glob, form] of entries.slice(0, limits.globs)) {
      const defect = globProblem(glob) ?? formProblem(form, written(form));
      if (defect !== undefined) problem('forms', defect);
      else forms.push([glob, form as DocumentForm]);
    }
  }

  function readDetect(setting: unknown): void {
    if ((detections as readonly unknown[]).includes(setting)) detect = setting as Detect;
    else problem('detect', `Write "auto", "ask" or "off", not ${written(setting)}.`);
  }

  function readMaxFindings(setting: unknown): void {
    const isRight = typeof setting === 'number' && Number.isInteger(setting) && setting > 0;
    if (isRight && setting <= limits.maxFindings) maxFindings = setting;
    else {
      const most = limits.maxFindings.toLocaleString('en');
      problem('maxFindings', `Write a whole number from 1 to ${most}, not ${written(setting)}.`);
    }
  }

  function reportTooMany(name: string, count: number): void {
    const defect = tooManyGlobs(name, count);
    if (defect !== undefined) problem(name, defect);
  }

  function problem(name: string, message: string): void {
    problems.push(`interactionData.${name}: ${message}`);
  }
}

/** Says why a value is no form of a file; undefined for a right one. `text` is the value as it is written. */
export function formProblem(value: unknown, text: string): string | undefined {
  if ((documentForms as readonly unknown[]).includes(value)) return undefined;
  return `A file is read as "json" or "lines" (JSON Lines), not ${shortened(text)}.`;
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
