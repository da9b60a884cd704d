/** A piece of text to insert: fixed text, a hole to fill in, or a choice of which the first one is the default. */
export type Part = string | { readonly hole: string } | { readonly choices: readonly string[] };

/** The text of the parts as it is inserted, with the defaults in holes and choices. */
export function plainOf(parts: readonly Part[]): string {
  return parts.map(defaultOf).join('');
}

/** The text of a part with its default. */
export function defaultOf(part: Part): string {
  if (typeof part === 'string') return part;
  return 'hole' in part ? part.hole : (part.choices[0] ?? '');
}
