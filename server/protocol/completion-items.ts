import type {
  ClientCapabilities,
  CompletionContext,
  CompletionItem as ProtocolCompletionItem,
} from 'vscode-languageserver';
import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../document/document';
import type { CompletionItem } from '../features/complete/complete';
import { endsInWord, type Occasion } from '../features/complete/occasion';
import { harmless } from '../words/harmless';
import { markup, toRange, toTextEdit } from './convert';
import { CompletionItemKind, CompletionTriggerKind, InsertTextFormat, InsertTextMode } from './library';
import { knows } from './own-messages';

const kinds: Record<CompletionItem['kind'], CompletionItemKind> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  code: CompletionItemKind.EnumMember,
  record: CompletionItemKind.Snippet,
  udata: CompletionItemKind.Property,
};

/** A longer text beside a label would cut the label off; in UTF-16 code units. */
const LONGEST_BESIDE = 40;

/**
 * Why a client asks for suggestions at a UTF-16 offset. While a word is typed editors ask by themselves and say that
 * they were asked to: then it is the first thing that they ask for after the key.
 */
export function occasionOf(
  document: Document,
  offset: number,
  context: CompletionContext | null | undefined,
  isFirstLook: boolean,
): Occasion {
  if (context?.triggerKind === CompletionTriggerKind.TriggerCharacter) return 'typing';
  if (context?.triggerKind === CompletionTriggerKind.TriggerForIncompleteCompletions) return 'refining';
  return isFirstLook && endsInWord(document, offset) ? 'typing' : 'asked';
}

/** A suggestion as the protocol writes it, in so far as the client understands its parts. */
export function toCompletionItem(
  document: Document,
  item: CompletionItem,
  client: ClientCapabilities,
): ProtocolCompletionItem {
  const { label, kind, detail, documentation, edit, additionalEdits, filterText, retrigger } = item;
  const support = client.textDocument?.completion?.completionItem;
  const isSnippet = support?.snippetSupport === true;
  const range = toRange(document, edit.start, edit.end);
  const result: ProtocolCompletionItem = {
    label: harmless(label),
    kind: kinds[kind],
    sortText: sortTextOf(item, support?.preselectSupport === true),
    filterText,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range,
      newText: isSnippet
        ? withoutIndent(
            knows(client, 'snippetChoices') ? edit.snippet : edit.snippetWithoutChoices,
            indentOfLine(document, edit.start - range.start.character),
          )
        : onOneLine(edit.plain),
    },
  };
  if (support?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.adjustIndentation)) {
    result.insertTextMode = InsertTextMode.adjustIndentation;
  }
  if (item.isLikeliest && support?.preselectSupport) result.preselect = true;
  const beside = cutTo(detail, LONGEST_BESIDE);
  // Beside every label rather than only the chosen one: what is mandatory is seen at a glance.
  if (support?.labelDetailsSupport) result.labelDetails = { description: beside };
  else result.detail = detail;
  const isDetailShown = result.detail === detail || beside === detail;
  const text = isDetailShown ? documentation : [detail, documentation].filter(Boolean).join('\n\n');
  if (text) result.documentation = markup(text, support?.documentationFormat);
  if (additionalEdits) result.additionalTextEdits = additionalEdits.map((edit) => toTextEdit(document, edit));
  if (retrigger && knows(client, 'suggestCommand')) {
    result.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  }
  return result;
}

/** The order of the list; where the client focuses nothing but the first row, the likeliest one comes first. */
function sortTextOf({ sortText, isLikeliest }: CompletionItem, preselects: boolean): string {
  return isLikeliest && !preselects ? '0' : sortText;
}

/** Clients give each line of a snippet the indentation of the line that it is inserted in. */
function withoutIndent(snippet: string, indent: string): string {
  return snippet.replaceAll(/(\r\n|\n|\r)([ \t]*)/g, (line, end: string, white: string) =>
    white.startsWith(indent) ? `${end}${white.slice(indent.length)}` : line,
  );
}

/** The white space at the start of the line that starts at a UTF-16 offset. */
function indentOfLine(document: Document, lineStart: number): string {
  const index = chunkIndexAt(document, lineStart);
  const { text } = chunkAt(document, index);
  return /^\ufeff?([ \t]*)/.exec(text.slice(lineStart - offsetOf(document, index)))?.[1] ?? '';
}

/** What clients without snippets do with several lines differs, and is wrong in most; no string holds a line end. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

/** A text of at most so many UTF-16 code units, cut behind a word. */
function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[,\s]*[^,\s]*$/, '')}…`;
}
