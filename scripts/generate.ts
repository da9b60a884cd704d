// `npm run generate`: writes every file that is made from the schema or the rules. Tests check that none is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './editor/paths';
import { projectFileSchema, ruleSettings } from './generate-config-schema';
import { fieldsPage } from './generate-fields';
import { grammars } from './generate-grammar';
import { rulesPage } from './generate-rules';

/** The generated files: path from the project's folder, content. */
function generatedFiles(): Record<string, string> {
  return {
    'docs/fields.md': fieldsPage(),
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

/** package.json with the settings that are made from the rules; everything else in it is written by hand. */
function manifest(): string {
  const parsed = JSON.parse(read('package.json') ?? '{}');
  parsed.contributes.configuration = [
    { title: 'Interaction Data', properties: generalSettings },
    { title: 'Rules', properties: ruleSettings() },
  ];
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

const generalSettings = {
  'interactionData.files': {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    default: [],
    scope: 'resource',
    order: 0,
    markdownDescription:
      'Further files that hold records, as globs relative to the workspace folder, such as `fixtures/**/*.json`. A glob without `/` stands for the name of a file in any folder. Files that end in `.jsonl` or `.ndjson` are read as JSON Lines.',
  },
  'interactionData.maxFindings': {
    type: 'integer',
    minimum: 1,
    default: 1000,
    scope: 'resource',
    order: 1,
    markdownDescription:
      'How many findings of a file are shown at most: errors first, then in the order of the text. Many findings make the editor slow.',
  },
  'interactionData.trace.server': {
    type: 'string',
    enum: ['off', 'messages', 'verbose'],
    default: 'off',
    scope: 'window',
    order: 2,
    description: 'What is logged of the messages between the editor and the language server.',
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
