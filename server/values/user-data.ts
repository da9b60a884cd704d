/** Reporting stores user-data strings of up to so many characters (code points). */
export const MOST_CHARACTERS_REPORTED = 255;

/** How many characters (code points) a text has. */
export function charactersOf(text: string): number {
  let count = 0;
  for (const _character of text) count++;
  return count;
}
