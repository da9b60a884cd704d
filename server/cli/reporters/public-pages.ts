// Written by `npm run generate` from package.json; change it there.

/** The public page of the project; undefined as long as there is none. */
export const homepage: string | undefined = undefined;

/** The public page of the rules, of which a rule's id is the anchor. */
export const publicRulesPage: string | undefined = undefined;
