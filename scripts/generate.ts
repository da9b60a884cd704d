// `npm run generate`: writes every file that is made from the schema or the rules. Tests check that none is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultExtensions, projectFileName } from '../server/config/files';
import { languageIds } from '../server/config/languages';
import { limits } from '../server/config/limits';
import { projectFolder } from './editor/paths';
import { projectFileSchema, ruleSettings } from './generate-config-schema';
import { fieldsPage } from './generate-fields';
import { grammars } from './generate-grammar';
import { limitsPage } from './generate-limits';
import { rulesPage } from './generate-rules';

/** The generated files: path from the project's folder, content. */
function generatedFiles(): Record<string, string> {
  return {
    'docs/fields.md': fieldsPage(),
    'docs/limits.md': limitsPage(),
    'docs/rules.md': rulesPage(),
    'schemas/interaction-data.schema.json': projectFileSchema(),
    'package.json': manifest(),
    ...grammars(),
  };
}

/** Paths of the generated files whose content on disk is not what would be generated now. */
export async function staleFiles(): Promise<readonly string[]> {
  return Object.entries(generatedFiles())
    .filter(([path, content]) => read(path) !== content)
    .map(([path]) => path);
}

/** package.json with the settings and the names of files; everything else in it is written by hand. */
function manifest(): string {
  const parsed = JSON.parse(read('package.json') ?? '{}');
  const { contributes } = parsed;
  for (const language of contributes.languages) {
    if (language.id === languageIds.json) language.extensions = defaultExtensions('json');
    else if (language.id === languageIds.lines) language.extensions = defaultExtensions('lines');
    else language.filenames = [projectFileName];
  }
  contributes.jsonValidation[0].fileMatch = projectFileName;
  contributes.configuration = [
    { title: 'Interaction Data', order: 0, properties: generalSettings },
    { title: 'Rules', order: 1, properties: ruleSettings() },
    { title: 'Log', order: 2, properties: logSettings },
  ];
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

const globs = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: limits.globCharacters },
  maxItems: limits.globs,
  default: [],
  scope: 'resource',
};

const generalSettings = {
  'interactionData.files': {
    ...globs,
    order: 0,
    markdownDescription:
      'More files to treat as interaction records: globs relative to the workspace folder, such as `fixtures/**/*.json`. A glob without `/` matches file names in any folder.',
  },
  'interactionData.exclude': {
    ...globs,
    order: 1,
    markdownDescription:
      'Files to leave alone, whatever else names them: globs relative to the workspace folder, such as `fixtures/invalid/**`.',
  },
  'interactionData.detect': {
    type: 'string',
    enum: ['auto', 'ask', 'off'],
    enumDescriptions: [
      'Check a file that certainly holds records when it is opened.',
      'Offer to check it, in a line above its text.',
      'Leave all files alone that nothing names.',
    ],
    default: 'ask',
    scope: 'resource',
    order: 2,
    markdownDescription:
      'What to do with a plain JSON file that nothing names and whose content looks like phone call records.',
  },
  'interactionData.forms': {
    type: 'object',
    additionalProperties: { type: 'string', enum: ['json', 'lines'] },
    maxProperties: limits.globs,
    default: {},
    scope: 'resource',
    order: 3,
    markdownDescription:
      'How files are read where their content leaves it open: globs, each with `json` (one JSON value) or `lines` (JSON Lines). The last glob that matches counts.',
  },
  'interactionData.maxFindings': {
    type: 'integer',
    minimum: 1,
    maximum: limits.maxFindings,
    default: 1000,
    scope: 'resource',
    order: 4,
    markdownDescription: 'Most problems to show per file, errors first. Very many slow the editor down.',
  },
};

const logSettings = {
  'interactionData.trace.server': {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    description: 'Log messages between VS Code and the language server.',
  },
};

function read(path: string): string | undefined {
  try {
    return readFileSync(join(projectFolder, path), 'utf8');
  } catch {
    return undefined;
  }
}

if (require.main === module) {
  for (const [path, content] of Object.entries(generatedFiles())) {
    if (read(path) === content) continue;
    writeFileSync(join(projectFolder, path), content);
    console.log(`wrote ${path}`);
  }
}
