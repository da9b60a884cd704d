/** The kind under which editors apply all safe fixes on save. */
export const FIX_ALL = 'source.fixAll.interactionData';

/** The kind of what completes a record; it shows no light bulb. */
export const COMPLETE = 'refactor.rewrite.interactionData';
