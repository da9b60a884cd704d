/** How much of a file is looked at, in UTF-16 code units: what it holds is seen by then. */
export const MOST_LOOKED_AT = 1 << 16;

/** Names that a record has under whatever spelling, or that stand for them in other interfaces of the vendor. */
const TELLTALE = /interaction|customer_?id|contact_?id|ixn_?id|entity_?type|phone-call/i;

/**
 * Whether it is worth looking closer at a text: nearly all JSON is turned away by this, which loads and reads nothing
 * else.
 */
export function hasTelltale(text: string): boolean {
  return TELLTALE.test(text.slice(0, MOST_LOOKED_AT));
}
