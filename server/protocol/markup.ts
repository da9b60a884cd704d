import type { MarkupContent } from 'vscode-languageserver';
import { plainText } from '../words/plain-text';
import { MarkupKind } from './library';

/** Markdown of ours as a client reads it that knows these kinds of text. */
export function markup(markdown: string, known: readonly MarkupKind[] | undefined): MarkupContent {
  return known === undefined || known.includes(MarkupKind.Markdown)
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}
