import type {
  ClientCompletionItemOptions,
  CompletionItem as ProtocolCompletionItem,
} from 'vscode-languageserver';
import type { Document } from '../document/document';
import type { CompletionItem } from '../features/complete/complete';
import { harmless } from '../words/harmless';
import { markup, toRange, toTextEdit } from './convert';
import { CompletionItemKind, InsertTextFormat, InsertTextMode } from './library';

const kinds: Record<CompletionItem['kind'], CompletionItemKind> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  code: CompletionItemKind.EnumMember,
  record: CompletionItemKind.Snippet,
  udata: CompletionItemKind.Property,
};

/** A longer text beside a label would cut the label off. */
const LONGEST_BESIDE = 40;

/** A suggestion as the protocol writes it, in so far as the client understands its parts. */
export function toCompletionItem(
  document: Document,
  item: CompletionItem,
  support: ClientCompletionItemOptions | undefined,
): ProtocolCompletionItem {
  const { label, kind, detail, documentation, edit, additionalEdits, sortText, filterText, retrigger } = item;
  const isSnippet = support?.snippetSupport === true;
  const result: ProtocolCompletionItem = {
    label: harmless(label),
    kind: kinds[kind],
    sortText,
    filterText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // The text is indented for the place it goes to already.
    insertTextMode: InsertTextMode.asIs,
    textEdit: {
      range: toRange(document, edit.start, edit.end),
      newText: isSnippet ? edit.snippet : edit.plain,
    },
  };
  // Beside every label rather than only the chosen one: what is mandatory is seen at a glance.
  const isBesideLabel = support?.labelDetailsSupport === true && detail.length <= LONGEST_BESIDE;
  if (isBesideLabel) result.labelDetails = { description: detail };
  else if (!support?.labelDetailsSupport) result.detail = detail;
  const text =
    isBesideLabel || result.detail ? documentation : [detail, documentation].filter(Boolean).join('\n\n');
  if (text) result.documentation = markup(text, support?.documentationFormat);
  if (additionalEdits) result.additionalTextEdits = additionalEdits.map((edit) => toTextEdit(document, edit));
  if (retrigger) result.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  return result;
}
