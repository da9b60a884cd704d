import type {
  ClientCapabilities,
  ClientCompletionItemOptions,
  CompletionContext,
  CompletionItem as ProtocolCompletionItem,
} from 'vscode-languageserver';
import { chunkAt, chunkIndexAt, type Document, offsetOf } from '../document/document';
import type { TextEdit } from '../edit/text-edit';
import { endsInWord, type Occasion } from '../features/complete/where/occasion';
import type { CompletionItem } from '../features/complete/write/item';
import { asMarkdown } from '../words/as-markdown';
import { harmless } from '../words/harmless';
import { toRange, toTextEdit } from './convert';
import { CompletionItemKind, CompletionTriggerKind, InsertTextFormat, InsertTextMode } from './library';
import { markup } from './markup';
import { knows } from './own-messages';

const kinds: Record<CompletionItem['kind'], CompletionItemKind> = {
  field: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  code: CompletionItemKind.EnumMember,
  record: CompletionItemKind.Snippet,
  userData: CompletionItemKind.Property,
};

/**
 * The text beside a label has so many UTF-16 code units at most, and fewer where VS Code would cut it off: a row has room
 * for so many of them, and labels are written larger.
 */
const LONGEST_BESIDE = 40;
const SHORTEST_BESIDE = 12;
const LONGEST_ROW = 52;
const LABEL_SIZE = 14 / 12;

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

/**
 * One level of indentation for files that tell none: a client that adjusts the indentation of snippets makes of a tab
 * what its user has chosen for the file, be it in settings or in the window. Undefined for others.
 */
export function indentUnitOf({ textDocument }: ClientCapabilities): string | undefined {
  const support = textDocument?.completion?.completionItem;
  return support?.snippetSupport && adjustsIndentation(support) ? '\t' : undefined;
}

function adjustsIndentation(support: ClientCompletionItemOptions | undefined): boolean {
  return support?.insertTextModeSupport?.valueSet?.includes(InsertTextMode.adjustIndentation) === true;
}

/** A suggestion as the protocol writes it, in so far as the client understands its parts. */
export function toCompletionItem(
  document: Document,
  item: CompletionItem,
  client: ClientCapabilities,
): ProtocolCompletionItem {
  const { label, kind, documentation, edit, additionalEdits, filterText, retrigger } = item;
  const detail = harmless(item.detail);
  const support = client.textDocument?.completion?.completionItem;
  const range = toRange(document, edit.start, edit.end);
  const text = support?.snippetSupport
    ? snippetFor(client, edit, indentBefore(document, edit.start - range.start.character, additionalEdits))
    : { insertTextFormat: InsertTextFormat.PlainText, newText: onOneLine(edit.plain) };
  const { newText, ...howToInsert } = text;
  const result: ProtocolCompletionItem = {
    label: harmless(label),
    kind: kinds[kind],
    sortText: sortTextOf(item, support?.preselectSupport === true),
    filterText,
    ...howToInsert,
    textEdit: { range, newText },
  };
  if (item.isLikeliest && support?.preselectSupport) result.preselect = true;
  const room = Math.max(SHORTEST_BESIDE, Math.floor(LONGEST_ROW - label.length * LABEL_SIZE));
  const beside = cutTo(detail, Math.min(LONGEST_BESIDE, room));
  // Beside every label rather than only the chosen one: what is mandatory is seen at a glance.
  if (support?.labelDetailsSupport) result.labelDetails = { description: beside };
  else result.detail = detail;
  const isDetailShown = result.detail === detail || beside === detail;
  const more = isDetailShown
    ? documentation
    : [asMarkdown(detail), documentation].filter(Boolean).join('\n\n');
  if (more) result.documentation = markup(more, support?.documentationFormat);
  if (additionalEdits) result.additionalTextEdits = additionalEdits.map((edit) => toTextEdit(document, edit));
  if (retrigger && knows(client, 'suggestCommand')) {
    // As if it had opened by itself: a list that was asked for stays, and says "No suggestions.", when none is left.
    const asItself = [{ auto: true }];
    result.command = { title: 'Suggest', command: 'editor.action.triggerSuggest', arguments: asItself };
  }
  return result;
}

/** The order of the list; where the client focuses nothing but the first row, the likeliest one comes first. */
function sortTextOf({ sortText, isLikeliest }: CompletionItem, preselects: boolean): string {
  return isLikeliest && !preselects ? '0' : sortText;
}

/**
 * A snippet for a line with this indentation. Most clients give that to each further line, whatever they are told, so
 * it is left out. Where a line has less, only a client that can be told to take white space as it is gets it right; one
 * that can be told nothing else is told that.
 */
function snippetFor(client: ClientCapabilities, edit: CompletionItem['edit'], indent: string) {
  const modes = client.textDocument?.completion?.completionItem?.insertTextModeSupport?.valueSet ?? [];
  const snippet = knows(client, 'snippetChoices') ? edit.snippet : edit.snippetWithoutChoices;
  const insertTextFormat = InsertTextFormat.Snippet;
  const hasLess = [...snippet.matchAll(LINE_START)].some(([, , white = '']) => !white.startsWith(indent));
  const insertTextMode = InsertTextMode.adjustIndentation;
  const canAdjust = modes.includes(insertTextMode);
  if (modes.includes(InsertTextMode.asIs) && (hasLess || !canAdjust)) {
    return { insertTextFormat, insertTextMode: InsertTextMode.asIs, newText: snippet };
  }
  const newText = snippet.replaceAll(LINE_START, (line, end: string, white: string) =>
    white.startsWith(indent) ? `${end}${white.slice(indent.length)}` : line,
  );
  return canAdjust ? { insertTextFormat, insertTextMode, newText } : { insertTextFormat, newText };
}

const LINE_START = /(\r\n|\n|\r)([ \t]*)/g;

/** The white space at the start of the line that starts at a UTF-16 offset, with what is added to it besides. */
function indentBefore(document: Document, lineStart: number, additional: readonly TextEdit[] = []): string {
  const index = chunkIndexAt(document, lineStart);
  const { text } = chunkAt(document, index);
  const indent = /^\ufeff?([ \t]*)/.exec(text.slice(lineStart - offsetOf(document, index)))?.[1] ?? '';
  const added = additional.find(
    ({ start, text }) => start === lineStart + indent.length && /^[ \t]+$/.test(text),
  );
  return `${indent}${added?.text ?? ''}`;
}

/** What clients without snippets do with several lines differs, and is wrong in most; no string holds a line end. */
function onOneLine(text: string): string {
  return text.replaceAll(/(?<!\s)\s*[\r\n]\s*/g, ' ');
}

/** A text of at most so many UTF-16 code units, cut after a word. */
function cutTo(text: string, length: number): string {
  if (text.length <= length) return text;
  const isWhole = /[,\s]/.test(text.charAt(length - 1));
  return `${text.slice(0, length - 1).replace(isWhole ? /(?<![,\s])[,\s]+$/ : /[,\s]*[^,\s]*$/, '')}…`;
}
