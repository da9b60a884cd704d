import type { Code } from '../../spec/field';
import type { Line, Meaning } from '../../values/meaning';
import { asMarkdown } from '../../words/as-markdown';
import { inlineCode } from '../../words/inline-code';
import { translated } from '../../words/language';

/** What a value means, as lines of Markdown; none where it says all there is to say. */
export function meaningLines({ text, code, more }: Meaning): readonly string[] {
  const first = code ? codeLine(code) : text && `**${text}**`;
  return [...(first ? [first] : []), ...more.map(lineAsMarkdown)];
}

/** A line as Markdown in which all that comes from a file is inert. */
export function lineAsMarkdown(line: Line): string {
  return line
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return 'verbatim' in piece ? inlineCode(piece.verbatim) : `**${asMarkdown(piece.strong)}**`;
    })
    .join('');
}

/** What a code says besides its value: nothing where that is all there is. */
function codeLine({ value, name, meaning: english }: Code): string | undefined {
  const meaning = translated(english);
  if (name === '' && meaning === '') return undefined;
  const words = typeof value === 'string' && name !== '' ? name : `${value} ${name}`.trim();
  const end = /[.!?]$/.test(meaning) ? '' : '.';
  return `**${asMarkdown(words)}**${meaning === '' ? '' : ` — ${meaning}${end}`}`;
}
