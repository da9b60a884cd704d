import { defaultOf, type Part } from '../what/part';

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

function escapeText(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** In a choice only the separators are special: editors take a backslash before anything else as it is. */
function escapeChoice(text: string): string {
  return text.replaceAll(/[\\,|]/g, '\\$&');
}
