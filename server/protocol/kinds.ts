/** The kind under which editors apply all safe fixes on save. */
export const FIX_ALL = 'source.fixAll.interactionData';
