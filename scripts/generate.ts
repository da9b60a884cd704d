// `npm run generate`: writes every file that is made from the schema or the rules. Tests check that none is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import recordSchema from '../schemas/phone-call-interaction.schema.json';
import { defaultExtensions, projectFileName } from '../server/config/files';
import { languageIds } from '../server/config/languages';
import { projectFolder } from './editor/paths';
import { fieldsPage } from './generate-fields';
import { grammars } from './generate-grammar';
import { homesTable } from './generate-homes';
import { limitsPage } from './generate-limits';
import { contributions, manifestTexts } from './generate-manifest';
import { publicPages, schemaCatalog, withPlaces } from './generate-public';
import { rulesPage } from './generate-rules';
import { projectFileSchema, settingsTable } from './generate-settings';
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
    ...manifestFiles(),
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
  parsed.contributes = contributions(contributes);
  return asFile(parsed);
}

/** The texts of package.json, in English and in each language of `l10n/`. */
function manifestFiles(): Record<string, string> {
  const { contributes } = JSON.parse(manifest());
  const languages = readdirSync(join(projectFolder, 'l10n')).map((file) => {
    const words: Readonly<Record<string, string>> = JSON.parse(read(`l10n/${file}`) ?? '{}');
    const texts = manifestTexts(contributes, (english) => words[english]);
    return [file.replace('bundle.l10n', 'package.nls'), asFile(texts)];
  });
  return { 'package.nls.json': asFile(manifestTexts(contributes)), ...Object.fromEntries(languages) };
}

function asFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
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
