import { type Setting, sections, settingsFrom } from '../server/config/definition';
import type { Schema } from '../server/config/kinds';
import type { Rule } from '../server/rules/rule';
import { ruleWithId } from '../server/rules/rules';
import { translated } from '../server/words/language';
import { recordDefinitions, recordSchema } from './generate-record-schema';

/** Settings that are shown together: one of package.json's `contributes.configuration`. */
export interface SettingsSection {
  readonly title: string;
  readonly order: number;
  /** By their full names. */
  readonly properties: Readonly<Record<string, Schema>>;
}

/** Returns the settings of editors as package.json contributes them, in the language that is spoken. */
export function contributedSettings(): readonly SettingsSection[] {
  const settings = [...settingsFrom('editor')];
  return sections.map((title, order) => {
    const properties = settings
      .filter(([, { section }]) => section === title)
      .flatMap(([name, setting]) => propertiesOf(name, setting))
      .map(([name, schema], index) => [`interactionData.${name}`, { ...schema, order: index }]);
    return { title: translated(title), order, properties: Object.fromEntries(properties) };
  });
}

/** What package.json says of a setting, or of each of its members, by their names below `interactionData`. */
function propertiesOf(name: string, setting: Setting): readonly (readonly [string, Schema])[] {
  const members = membersOf(setting);
  const all: typeof members =
    members.length === 0
      ? [[name, setting.kind.schema]]
      : members.map(([member, schema]) => [`${name}.${member}`, schema]);
  return all.map(([path, { description, scope = 'resource', ...schema }]) => {
    const [, ruleId = ''] = /^rules\.(.+)$/.exec(path) ?? [];
    const rule = ruleWithId(ruleId);
    const said = rule
      ? `${translated(rule.summary)} ${translated(rule.why)}${pageOf(rule)}`
      : translated(typeof description === 'string' ? description : inWorkspace(setting));
    return [path, { ...inLanguage(schema), scope, markdownDescription: said }];
  });
}

/** What a schema says of values, in the language that is spoken. */
function inLanguage(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (key, part: unknown) =>
    key === 'enumDescriptions' ? (part as string[]).map(translated) : part,
  );
}

/** After what a rule is about, the way to its examples and fixes. */
function pageOf({ id }: Rule): string {
  return ` [${translated('More')}](command:interactionData.showRules?${encodeURIComponent(JSON.stringify([id]))})`;
}

/** The settings that a setting consists of. */
function membersOf({ kind }: Setting): readonly (readonly [string, Schema])[] {
  return Object.entries(kind.schema.properties ?? {});
}

function inWorkspace({ description }: Setting): string {
  return description.replace('{folder}', 'the workspace folder');
}

/** Returns the table of the settings of editors for the readme. */
export function settingsTable(): string {
  const rows = [...settingsFrom('editor')].flatMap(([name, setting]) => {
    const { each, kind } = setting;
    const members = membersOf(setting);
    if (members.length === 0) return row(name, kind.schema, setting);
    if (each === undefined)
      return members.map(([member, schema]) => row(`${name}.${member}`, schema, setting));
    const [, { default: _, ...schema }] = members[0] as (typeof members)[0];
    return row(`${name}.${each}`, { ...schema, description: inWorkspace(setting) }, setting);
  });
  return ['| setting | meaning | in project files |', '| :--- | :--- | :--- |', ...rows, ''].join('\n');
}

function row(name: string, schema: Schema, setting: Setting): string {
  const byDefault = schema.default === undefined ? '' : `; ${inText(schema.default)} unless it is set`;
  const meaning = `${schema.description ?? inWorkspace(setting)}${valuesIn(schema, byDefault)}`;
  return `| \`interactionData.${name}\` | ${meaning} | ${setting.source === 'both' ? 'yes' : ''} |`;
}

function valuesIn({ type, enum: words, minimum, maximum }: Schema, byDefault: string): string {
  if (Array.isArray(words)) return ` ${words.map(inText).join(', ')}${byDefault}.`;
  if (type === 'boolean') return ` ${inText(true)}, ${inText(false)}${byDefault}.`;
  return maximum === undefined ? '' : ` From ${inText(minimum)} to ${inText(maximum)}${byDefault}.`;
}

function inText(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : `\`${value}\``;
}

/** Returns the content of schemas/interaction-data.schema.json: the form of a project file. */
export function projectFileSchema(): string {
  const properties = [...settingsFrom('projectFile')].map(([name, { kind, description }]) => [
    name,
    { description, ...(name === 'record' ? recordSchema() : kind.schema) },
  ]);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment:
      'Written by `npm run generate` from server/config/definition.ts and server/rules/; change it there.',
    title: 'Interaction Data project file',
    description:
      'Settings of Interaction Data for all files in this folder and below, in editors and on the command line.',
    type: 'object',
    additionalProperties: false,
    properties: inProjectFile(Object.fromEntries(properties)),
    definitions: recordDefinitions(),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/**
 * Schemas as any JSON support shows them: descriptions are plain text. Of words out of a list the type is left out, so that
 * a wrong one has one problem; what holds where a rule is not set stands in its description.
 */
function inProjectFile(schemas: Readonly<Record<string, Schema>>): unknown {
  return JSON.parse(JSON.stringify(schemas), (key, part: unknown) => {
    if (key === 'description' && typeof part === 'string')
      return part.replace('{folder}', 'this folder').replaceAll('`', '"');
    if (typeof part !== 'object' || part === null || !('enumDescriptions' in part)) return part;
    const { type: _, description, ...choice } = part as Schema;
    return description
      ? { description: `${description} (${choice.default} unless it is set)`, ...choice }
      : choice;
  });
}
