// `npm run generate`: writes every file that is made from the schema or the rules. Tests check that none is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import recordSchema from '../schemas/phone-call-interaction.schema.json';
import { defaultExtensions, projectFileName } from '../server/config/files';
import { languageIds } from '../server/config/languages';
import { projectFolder } from './editor/paths';
import { fieldsPage } from './generate-fields';
import { grammars } from './generate-grammar';
import { homesTable } from './generate-homes';
import { limitsPage } from './generate-limits';
import { publicPages, schemaCatalog, withPlaces } from './generate-public';
import { rulesPage } from './generate-rules';
import { contributedSettings, projectFileSchema, settingsTable } from './generate-settings';
import { publicPlaces } from './public-places';

/** The generated files: path from the project's folder, content. */
function generatedFiles(): Record<string, string> {
  const places = publicPlaces(JSON.parse(read('package.json') ?? '{}'));
  const projectFile = projectFileSchema();
  return {
    'docs/ci.md': withPlaces(read('docs/ci.md') ?? '', places),
    'docs/fields.md': fieldsPage(),
    'docs/limits.md': limitsPage(),
    'docs/rules.md': rulesPage(),
    'schemas/catalog.json': schemaCatalog(recordSchema, JSON.parse(projectFile), places),
    'schemas/interaction-data.schema.json': projectFile,
    'server/cli/reporters/public-pages.ts': publicPages(places),
    'package.json': manifest(),
    'README.md': withTable('README.md', 'Settings', settingsTable()),
    'docs/editors.md': withTable('docs/editors.md', 'Homes', homesTable()),
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
  contributes.configuration = contributedSettings();
  return `${JSON.stringify(parsed, null, 2)}\n`;
}

/** A page with a table at the place that names it; everything else in it is written by hand. */
function withTable(path: string, name: string, table: string): string {
  const text = read(path) ?? '';
  const place = new RegExp(`(?<=<!-- ${name}, written by \`npm run generate\`. -->\\n\\n)(?:\\|.*\\n)*`);
  if (!place.test(text)) throw new Error(`There is no place for the table of ${name} in ${path}.`);
  return text.replace(place, () => table);
}

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
