import { defaultExtensions, projectFileName } from '../server/config/files';
import type { PublicPlaces } from './public-places';

/** Returns the module from which reports know where the project is public. */
export function publicPages(places: PublicPlaces | undefined): string {
  const rules = places?.pageOf('docs/rules.md');
  return `// Written by \`npm run generate\` from package.json; change it there.

/** The public page of the project; undefined as long as there is none. */
export const homepage: string | undefined = ${inCode(places?.homepage)};

/** The public page of the rules, of which a rule's id is the anchor. */
export const publicRulesPage: string | undefined = ${inCode(rules)};
`;
}

function inCode(address: string | undefined): string {
  return address === undefined ? 'undefined' : `'${address}'`;
}

/** What of a schema a catalog says. */
interface About {
  readonly title: string;
  readonly description: string;
}

/**
 * Returns the entries for catalogs of schemas, in the form of schemastore.org's. Their addresses come in where the project is public;
 * without them nobody but people can use it.
 */
export function schemaCatalog(record: About, projectFile: About, places: PublicPlaces | undefined): string {
  const entry = ({ title, description }: About, fileMatch: readonly string[], file: string) => ({
    name: title,
    description,
    fileMatch,
    ...(places && { url: places.contentOf(`schemas/${file}`) }),
  });
  const byName = defaultExtensions('json').map((ending) => `*${ending}`);
  const catalog = {
    $schema: 'https://json.schemastore.org/schema-catalog.json',
    version: 1,
    schemas: [
      entry(record, byName, 'phone-call-interaction.schema.json'),
      entry(projectFile, [projectFileName], 'interaction-data.schema.json'),
    ],
  };
  return `${JSON.stringify(catalog, null, 2)}\n`;
}

/** Returns docs/ci.md with the names by which the project is taken from where it is public, or with made up ones. */
export function withPlaces(page: string, places: PublicPlaces | undefined): string {
  const name = places?.name ?? 'your-organisation/interaction-data';
  const repository = places?.repository ?? 'https://git.example.com/interaction-data';
  return page
    .replace(/(?<=^- uses: )\S+(?=@v\d\S*\n {2}with:\n {4}paths:)/m, name)
    .replace(/(?<=^ {2}- repo: )\S+$/m, repository);
}
