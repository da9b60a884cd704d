import { pathToFileURL } from 'node:url';

const folder = pathToFileURL(`${__dirname}/../docs`).href;

/** The address of the rules' documentation, which is shipped beside the bundles. A rule's id is its anchor. */
export const rulesPage = `${folder}/rules.md`;

/** The address of the fields' documentation, as it is without a project file. */
export const fieldsPage = `${folder}/fields.md`;
