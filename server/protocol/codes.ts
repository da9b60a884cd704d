/*
 * What the protocol has numbers and words for, as far as the server says it. Of the protocol's own packages it has the types
 * alone: `test/protocol/codes.test.ts` compares both.
 */
import type * as protocol from 'vscode-languageserver';

export const CodeActionKind = { QuickFix: 'quickfix' } as const;

export const CompletionItemKind = {
  Field: 5,
  Property: 10,
  Value: 12,
  Snippet: 15,
  EnumMember: 20,
} as const;
export type CompletionItemKind = protocol.CompletionItemKind;

export const CompletionTriggerKind = { TriggerCharacter: 2, TriggerForIncompleteCompletions: 3 } as const;

export const DiagnosticSeverity = { Error: 1, Warning: 2, Information: 3, Hint: 4 } as const;
export type DiagnosticSeverity = protocol.DiagnosticSeverity;

export const DocumentHighlightKind = { Read: 2, Write: 3 } as const;

export const FileChangeType = { Created: 1, Changed: 2, Deleted: 3 } as const;

export const InsertTextFormat = { PlainText: 1, Snippet: 2 } as const;

export const InsertTextMode = { asIs: 1, adjustIndentation: 2 } as const;

export const MarkupKind = { PlainText: 'plaintext', Markdown: 'markdown' } as const;
export type MarkupKind = protocol.MarkupKind;

export const MessageType = { Error: 1, Warning: 2, Info: 3 } as const;

export const SymbolKind = {
  Module: 2,
  Variable: 13,
  String: 15,
  Number: 16,
  Boolean: 17,
  Array: 18,
  Object: 19,
  Key: 20,
  Null: 21,
  Struct: 23,
} as const;
export type SymbolKind = protocol.SymbolKind;

export const TextDocumentSyncKind = { Incremental: 2 } as const;
