/** How much of a file is looked at, in UTF-16 code units: what it holds is seen by then. */
export const MOST_LOOKED_AT = 1 << 16;

/**
 * Names that a record has under whatever spelling, or that stand for them in other interfaces of the vendor; in small
 * letters. Nearly every process asks about one text only, and a regular expression would take longer to be made ready.
 */
const TELLTALES: readonly string[] = [
  'interaction',
  'phone-call',
  ...['customer id', 'contact id', 'ixn id', 'entity type'].flatMap((words) => [
    words.replace(' ', ''),
    words.replace(' ', '_'),
  ]),
];

/**
 * Whether it is worth looking closer at a text: nearly all JSON is turned away by this, which loads and reads nothing
 * else.
 */
export function hasTelltale(text: string): boolean {
  const start = text.slice(0, MOST_LOOKED_AT).toLowerCase();
  return TELLTALES.some((name) => start.includes(name));
}
