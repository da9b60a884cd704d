/** A piece of text to insert: fixed text, a hole to fill in, or a choice of which the first one is the default. */
export type Part = string | { readonly hole: string } | { readonly choices: readonly string[] };

/** The text of the parts as it is inserted, with the defaults in holes and choices. */
export function plainOf(parts: readonly Part[]): string {
  return parts.map(defaultOf).join('');
}

/**
 * The text of the parts in the snippet syntax of the language server protocol, holes numbered in their order; without
 * choices where an editor may not show them: some insert nothing at all then.
 */
export function snippetOf(parts: readonly Part[], withChoices = true): string {
  let number = 0;
  return parts
    .map((part) => {
      if (typeof part === 'string') return escapeText(part);
      number++;
      if (withChoices && 'choices' in part && part.choices.length > 1) {
        return `\${${number}|${part.choices.map(escapeChoice).join(',')}|}`;
      }
      const text = defaultOf(part);
      return text === '' ? `$${number}` : `\${${number}:${escapeText(text)}}`;
    })
    .join('');
}

function defaultOf(part: Part): string {
  if (typeof part === 'string') return part;
  return 'hole' in part ? part.hole : (part.choices[0] ?? '');
}

function escapeText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** In a choice only the separators are special: editors take a backslash in front of anything else as it is. */
function escapeChoice(text: string): string {
  return text.replaceAll(/[\\,|]/g, '\\$&');
}
