/** Characters that globs read as something else than themselves. */
const SPECIAL = /[*?[\]{}]/g;

/** A path, or a part of one, as a glob that matches nothing else. */
export function literally(path: string): string {
  return path.replaceAll(SPECIAL, (character) => `[${character}]`);
}
