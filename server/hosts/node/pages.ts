import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The address of the rules' documentation, which is shipped beside the bundles. A rule's id is its anchor. */
export const rulesPage = addressOf('rules.md');

/** The address of the fields' documentation, as it is without a project file. */
export const fieldsPage = addressOf('fields.md');

function addressOf(page: string): string {
  return pathToFileURL(join(__dirname, '../docs', page)).href;
}
