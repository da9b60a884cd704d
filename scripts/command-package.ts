import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ruleWithId } from '../server/rules/rules';
import { shortKey } from '../server/words/language';
import { clientBundles, withoutComment } from './build';
import { projectFolder } from './editor/paths';
import { commandNoticesFile, noticesFile } from './notices';
import { led } from './packaged-readme';
import { type PublicFields, type PublicPlaces, publicPlaces } from './public-places';
import { textsOfServer } from './texts';

/** What the command line says of itself on npm, where the extension's own words are about an editor. */
const description =
  'Checks and fixes JSON files of phone call interaction records: a command line and a language server.';

/** What is in the package as it is in the project. The page of the fields is what `interaction-data fields` prints. */
const copied = [
  ...['LICENSE', 'docs/rules.md', 'docs/ci.md'],
  ...['schemas/phone-call-interaction.schema.json', 'schemas/interaction-data.schema.json'],
];

/**
 * Packs the command line alone, which must be built, for npm: it installs without any other package. `dist` is where it was built.
 * Returns the path of the file: `interaction-data-<version>.tgz` in `folder`. Throws where npm does not pack it.
 */
export function makeCommandPackage(folder: string, dist = join(projectFolder, 'dist')): string {
  const staging = mkdtempSync(join(tmpdir(), 'interaction-data-command-'));
  try {
    for (const path of copied) cpSync(join(projectFolder, path), join(staging, path), { recursive: true });
    // Nobody reads these there: white space and comments are room, as is what VS Code alone knows, which has a schema of its own,
    // and why there is a rule, which the page of the rules says.
    for (const path of copied) {
      const text = readFileSync(join(staging, path), 'utf8');
      if (path.endsWith('.json'))
        writeFileSync(join(staging, path), JSON.stringify(JSON.parse(text, shortened)));
      else writeFileSync(join(staging, path), text.replaceAll(/<!--.*?-->\n+/gs, ''));
    }
    mkdirSync(join(staging, 'l10n'));
    for (const name of readdirSync(join(projectFolder, 'l10n')))
      writeFileSync(join(staging, 'l10n', name), wordsOfServer(name));
    mkdirSync(join(staging, 'dist'));
    for (const name of bundlesIn(dist)) cpSync(join(dist, name), join(staging, 'dist', name));
    cpSync(join(dist, commandNoticesFile), join(staging, 'dist', noticesFile));
    const source = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
    writeFileSync(join(staging, 'package.json'), `${JSON.stringify(manifest(source))}\n`);
    writeFileSync(join(staging, 'README.md'), readme(publicPlaces(source)));
    return pack(staging, folder);
  } finally {
    rmSync(staging, { recursive: true });
  }
}

/** A value of a schema, or undefined where the command does without it: what `JSON.parse` asks of each. */
function shortened(key: string, value: unknown): unknown {
  if (key === 'defaultSnippets' || key === 'enumDescriptions') return undefined;
  const rule = ruleWithId(key);
  return rule && value instanceof Object
    ? { ...value, description: rule.summary }
    : withoutComment(key, value);
}

/** A language without the texts of an extension: the English ones, which are in the code, too, are named shortly. */
function wordsOfServer(name: string): string {
  const words = Object.entries(JSON.parse(readFileSync(join(projectFolder, 'l10n', name), 'utf8')));
  const said = textsOfServer();
  const short = words.filter(([text]) => said.has(text)).map(([text, other]) => [shortKey(text), other]);
  const known = new Map(short as [string, unknown][]);
  if (known.size < short.length) throw new Error('Two texts have the same short key.');
  return JSON.stringify(Object.fromEntries(known));
}

/** The numbers of all countries would be an eighth of the package; a hover of its server does without. */
const leftOut: readonly string[] = [...clientBundles, 'phone-countries.js'];

function bundlesIn(dist: string): readonly string[] {
  return readdirSync(dist).filter((name) => name.endsWith('.js') && !leftOut.includes(name));
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly engines: { readonly node: string };
  readonly type: string;
  readonly bin: Readonly<Record<string, string>>;
}

/** Everything that runs is bundled: there is nothing to install besides, and nothing that runs while it is installed. */
function manifest(source: Manifest & PublicFields): object {
  const { name, version, repository, bugs, homepage, license, keywords, engines, type, bin } = source;
  const where = { repository, bugs, homepage };
  return {
    name,
    version,
    description,
    ...where,
    license,
    keywords,
    engines: { node: engines.node },
    type,
    bin,
  };
}

/** What the readme of the project says of the command line. */
function readme(places: PublicPlaces | undefined): string {
  const text = readFileSync(join(projectFolder, 'README.md'), 'utf8');
  const [, section] = /^## Command line\n+([\s\S]*?)(?=^## )/m.exec(text) ?? [];
  if (section === undefined) throw new Error('README.md has no section "Command line".');
  // On npm only what is in the package can be led to, where there is no public place.
  const words = led(section, places, (name, path) => (copied.includes(path) ? `[${name}](${path})` : name));
  return `# interaction-data\n\n${description}\n\n${words.trim()}\n`;
}

function pack(staging: string, folder: string): string {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder],
    { cwd: staging, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm does not pack the command line:\n${stdout}${stderr}`);
  const [packed] = JSON.parse(stdout);
  return join(folder, packed.filename);
}
